// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Permission;
import org.vestibule.api.command.Command;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.integrations.messaging.internal.mqtt.Convention.Heard;
import org.vestibule.integrations.messaging.internal.mqtt.House.Refusal;
import org.vestibule.integrations.messaging.internal.mqtt.ListedDoors;
import org.vestibule.integrations.messaging.internal.mqtt.SmallHouse;

/** Who tries to open a door through Home Assistant's topics, and how far they get. */
class LockCommandsTest {
  private static final DoorId FRONT = new DoorId("front");

  private final SmallHouse house = new SmallHouse().door("front").door("back");

  @Test
  void whatTheBrokerKeptOpensNothing() {
    tell("front", "OPEN", true);
    assertRefused("command-retained");
  }

  @Test
  void doorThatIsNotListedIsNotOpened() {
    tell("back", "OPEN", false);
    assertRefused("door-not-listed");
  }

  @Test
  void withoutAListNoDoorIsOpened() {
    convention(Set.of()).heard(heard(topic("home", "front"), "OPEN", false));
    assertRefused("door-not-listed");
  }

  @Test
  void whatNoLockUnderstandsIsRefused() {
    for (String word :
        List.of("open", "OPEN ", "", "TOGGLE", "{\"OPEN\":1}", "OPEN\u0000", "ÖPEN")) {
      house.refused.clear();
      tell("front", word, false);
      assertRefused("command-invalid");
    }
  }

  @Test
  void whatIsTooLongIsRefused() {
    tell("front", "OPEN".repeat(100_000), false);
    assertRefused("command-too-large");
  }

  @Test
  void topicsOfOtherBuildingsAndOtherFormsAreNotEvenLookedAt() {
    List<String> topics =
        List.of(
            topic("other", "front"),
            topic("home", "front") + "/set",
            topic("home", "front/../front"),
            topic("home", "FRONT"),
            topic("home", "-front"),
            topic("home", "a".repeat(64)),
            topic("home", "+"),
            topic("home", ""),
            "vestibule/home/door/front/set",
            "homeassistant/lock/vestibule-home/door-front-lock/set");
    HomeAssistant convention = convention(Set.of(FRONT));
    for (String topic : topics) {
      assertThat(convention.heard(heard(topic, "OPEN", false))).isEmpty();
    }
    assertThat(house.ordered).isEmpty();
  }

  @Test
  void withoutADeskNothingIsOpenedAndThatIsSaid() {
    house.deskThere = false;
    tell("front", "OPEN", false);
    assertRefused("unavailable");
  }

  @Test
  void refusalOfAnEndlessTopicIsShort() {
    Refusal refusal = new Refusal("home-assistant", "x".repeat(60_000), "command-retained");
    assertThat(refusal.topic()).hasSizeLessThan(1000);
  }

  @Test
  void listedDoorIsWorkedForAMomentInTheNameOfHomeAssistant() {
    Map<String, Command> expected =
        Map.of(
            "OPEN", new Command.DoorOpen(FRONT),
            "UNLOCK", new Command.DoorOpen(FRONT),
            "LOCK", new Command.DoorSecure(FRONT));
    expected.forEach(
        (word, command) -> {
          house.ordered.clear();
          tell("front", word, false);
          assertThat(house.ordered).hasSize(1);
          SmallHouse.Ordered ordered = house.ordered.get(0);
          assertThat(ordered.request().command()).isEqualTo(command);
          assertThat(ordered.request().issuedAt()).isEqualTo(Optional.of(house.instant()));
          assertThat(ordered.caller().subject()).isEqualTo("home-assistant");
          assertThat(ordered.caller().through()).isEqualTo(Caller.Through.MQTT);
          assertThat(ordered.acting()).isEqualTo(ordered.caller());
        });
    assertThat(house.refused).isEmpty();
  }

  @Test
  void aWishThatWaitedBehindASlowBrokerCountsFromWhenItCame() {
    byte[] open = "OPEN".getBytes(StandardCharsets.UTF_8);
    Duration waited = Duration.ofMinutes(3);
    convention(Set.of(FRONT)).heard(new Heard(topic("home", "front"), open, false, waited));
    assertThat(house.ordered.get(0).request().issuedAt())
        .isEqualTo(Optional.of(house.instant().minus(waited)));
  }

  @Test
  void twoWishesAreTwoCommands() {
    tell("front", "OPEN", false);
    tell("front", "OPEN", false);
    assertThat(house.ordered).extracting(each -> each.request().id()).doesNotHaveDuplicates();
    assertThat(house.ordered).hasSize(2);
  }

  @Test
  void callerWithoutDoorsMayNothingAnywhere() {
    Caller nobody = ListedDoors.caller("home-assistant", Set.of());
    for (Permission permission : Permission.values()) {
      assertThat(nobody.may(permission)).isFalse();
    }
  }

  @Test
  void callerMayWorkOtherDoorsAsLittleAsTheWholeBuilding() {
    Caller caller = ListedDoors.caller("home-assistant", Set.of(FRONT));
    assertThat(caller.may(Permission.WORK_DOORS, FRONT)).isTrue();
    assertThat(caller.may(Permission.WORK_DOORS, new DoorId("back"))).isFalse();
    assertThat(caller.mayEverywhere(Permission.WORK_DOORS)).isFalse();
    assertThat(caller.may(Permission.SEE_PEOPLE)).isFalse();
    assertThat(caller.may(Permission.SEE_VISITS)).isFalse();
  }

  @Test
  void impossibleSettingsAreRefusedByName() {
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("homeAssistantPrefix", "a//b"),
            Map.of("homeAssistantPrefix", "#"),
            Map.of("homeAssistantPrefix", "a/+"),
            Map.of("homeAssistantDoors", "front, Front Door"),
            Map.of("homeAssistantDoors", "*"))) {
      String key = wrong.keySet().iterator().next();
      assertThatThrownBy(() -> settings(wrong))
          .isInstanceOf(VestibuleException.class)
          .hasMessageContaining(key);
    }
  }

  @Test
  void absentSettingsListNoDoor() throws VestibuleException {
    assertThat(settings(Map.of())).isEqualTo(new HomeAssistantSettings("homeassistant", Set.of()));
    assertThat(settings(Map.of("homeAssistantDoors", "front, back")).doors())
        .containsExactlyInAnyOrder(FRONT, new DoorId("back"));
  }

  private static HomeAssistantSettings settings(Map<String, Object> properties)
      throws VestibuleException {
    return HomeAssistantSettings.of(
        "pid", SettingsReader.of("pid", properties, HomeAssistantSettings.KEYS));
  }

  private void assertRefused(String code) {
    assertThat(house.ordered).isEmpty();
    assertThat(house.refused).extracting(Refusal::code).containsExactly(code);
    assertThat(house.refused).extracting(Refusal::convention).containsExactly("home-assistant");
  }

  private void tell(String door, String payload, boolean retained) {
    convention(Set.of(FRONT)).heard(heard(topic("home", door), payload, retained));
  }

  private HomeAssistant convention(Set<DoorId> doors) {
    return new HomeAssistant(house.house(), new HomeAssistantSettings("homeassistant", doors));
  }

  private static String topic(String building, String door) {
    return "vestibule/" + building + "/home-assistant/door/" + door + "/set";
  }

  private static Heard heard(String topic, String payload, boolean retained) {
    return new Heard(topic, payload.getBytes(StandardCharsets.UTF_8), retained);
  }
}
