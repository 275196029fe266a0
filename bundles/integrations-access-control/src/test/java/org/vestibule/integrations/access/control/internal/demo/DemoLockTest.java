// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorState;

class DemoLockTest {
  private static final DoorId DEMO = new DoorId("demo-door");

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
  private final DemoLock lock = new DemoLock(now::get);

  @Test
  void aDoorOfTheHouseIsRefusedAndNeverCalledOpen() {
    DoorId front = new DoorId("front-door");
    assertThatThrownBy(() -> lock.release(front, Duration.ofSeconds(5)))
        .hasFieldOrPropertyWithValue("code", "device-refused")
        .hasMessageContaining("front-door")
        .hasMessageContaining("demo-");
    assertThat(lock.state(front)).isEqualTo(DoorState.LOCKED);
  }

  @Test
  void theInventedDoorIsShownOpenForItsPulse() throws Exception {
    lock.release(DEMO, Duration.ofSeconds(5));
    assertThat(lock.state(DEMO)).isEqualTo(DoorState.UNLOCKED);
    now.addAndGet(Duration.ofSeconds(5).toNanos());
    assertThat(lock.state(DEMO)).isEqualTo(DoorState.LOCKED);
  }
}
