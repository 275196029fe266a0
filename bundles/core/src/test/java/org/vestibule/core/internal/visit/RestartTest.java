// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.update.RestartPlan;
import org.vestibule.api.visit.VisitId;

/** What a visitor meets while a planned restart is near. */
class RestartTest {
  private static final RestartPlan PLAN =
      new RestartPlan("runtime-onnx", "0.1.0", "0.1.1", "its libraries cannot be unloaded", 60);

  @Test
  void aNewPressIsRefusedHonestlyAndServedAgainWhenTheRestartIsCalledOff() throws Exception {
    try (Building house = new Building()) {
      house.rooms.restart = PLAN;
      assertThatThrownBy(house::press)
          .isInstanceOfSatisfying(
              VestibuleException.class,
              e -> {
                assertThat(e.code()).isEqualTo("gateway-restarting");
                assertThat(e.found()).contains("runtime-onnx").contains("cannot be unloaded");
                assertThat(e.remedy()).contains("Press again");
              });
      assertThat(house.notices).isEmpty();
      house.rooms.restart = null;
      assertThat(house.visit().closedAt()).isPresent();
    }
  }

  @Test
  void aVisitThatIsOpenIsLedToItsEndAndMayStillGetItsCode() throws Exception {
    try (Building house = new Building()) {
      CountDownLatch announced = new CountDownLatch(1);
      house.sees(
          frame -> {
            announced.await();
            return Building.known();
          });
      VisitId visit = house.press(Building.CODE);
      house.rooms.restart = PLAN;
      assertThat(house.press(Building.CODE)).isEqualTo(visit);
      announced.countDown();
      assertThat(house.closed(visit).outcome())
          .hasValueSatisfying(
              outcome -> assertThat(outcome).isInstanceOf(DoorOutcome.Opened.class));
    }
  }
}
