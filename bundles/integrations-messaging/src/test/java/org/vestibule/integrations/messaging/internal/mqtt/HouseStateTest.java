// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.event.DoorEvent.DoorContactChanged;

/** What the broker keeps of doors that come and go while it is there. */
class HouseStateTest {
  private final SmallHouse doors = new SmallHouse().door("front");
  private final Surroundings house = new Surroundings();
  private final HouseState state = new HouseState(house);

  @Test
  void aDoorThatComesIsToldWithoutAnEvent() {
    house.setDoors(doors);
    assertThat(told(state.all(MqttSettings.OFF))).hasSize(3);
    assertThat(state.differences(MqttSettings.OFF)).isEmpty();
    doors.door("back");
    assertThat(told(state.differences(MqttSettings.OFF)))
        .containsExactly(
            "vestibule/home/door/back/state LOCKED",
            "vestibule/home/door/back/contact CLOSED",
            "vestibule/home/door/back/alarms []");
    assertThat(state.differences(MqttSettings.OFF)).isEmpty();
  }

  @Test
  void aDoorThatGoesIsTakenAway() {
    house.setDoors(doors);
    state.all(MqttSettings.OFF);
    doors.remove("front");
    assertThat(told(state.differences(MqttSettings.OFF)))
        .containsExactlyInAnyOrder(
            "vestibule/home/door/front/state ",
            "vestibule/home/door/front/contact ",
            "vestibule/home/door/front/alarms ");
    assertThat(state.differences(MqttSettings.OFF)).isEmpty();
  }

  @Test
  void whileNobodyKnowsTheDoorsTheyAreNotGone() {
    house.setDoors(doors);
    state.all(MqttSettings.OFF);
    house.unsetDoors(doors);
    assertThat(state.differences(MqttSettings.OFF)).isEmpty();
    assertThat(state.all(MqttSettings.OFF)).isEmpty();
    doors.remove("front");
    house.setDoors(doors);
    assertThat(state.differences(MqttSettings.OFF)).hasSize(3);
  }

  @Test
  void whatAnEventSaidIsNotSaidAgain() {
    house.setDoors(doors);
    state.all(MqttSettings.OFF);
    doors.door("front", DoorState.LOCKED, DoorContact.OPEN);
    DoorId front = new DoorId("front");
    state.changed(
        new DoorContactChanged(Instant.now(), front, DoorContact.CLOSED, DoorContact.OPEN),
        MqttSettings.OFF);
    assertThat(state.differences(MqttSettings.OFF)).isEmpty();
  }

  private static List<String> told(List<Outgoing> values) {
    return values.stream()
        .map(
            value ->
                value.topic()
                    + " "
                    + new String(
                        value.choices().iterator().next().payload().get(), StandardCharsets.UTF_8))
        .toList();
  }
}
