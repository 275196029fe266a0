// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.api.status.Status;
import org.vestibule.integrations.messaging.internal.mqtt.Convention.Heard;
import org.vestibule.integrations.messaging.internal.mqtt.Publication;
import org.vestibule.integrations.messaging.internal.mqtt.SmallHouse;

/** What Home Assistant sees of the house, and what stays hidden or goes again. */
class HomeAssistantTest {
  private static final String LOCK = "vestibule/home/home-assistant/door/front/lock";
  private static final String SENSOR_CONFIG =
      "homeassistant/sensor/vestibule-home/door-front-lock/config";
  private static final String LOCK_CONFIG =
      "homeassistant/lock/vestibule-home/door-front-lock/config";

  private final SmallHouse house = new SmallHouse().door("front").station("panel", "front");
  private final HomeAssistant convention = convention();

  @Test
  void momentaryUnlockShowsUpAndGoesAgain() {
    convention.born();
    house.door("front", DoorState.UNLOCKED, DoorContact.CLOSED);
    assertThat(said(convention.on(state("LOCKED", "UNLOCKED"))))
        .containsExactly(LOCK + " UNLOCKED");
    house.door("front", DoorState.LOCKED, DoorContact.CLOSED);
    assertThat(said(convention.on(state("UNLOCKED", "LOCKED")))).containsExactly(LOCK + " LOCKED");
  }

  @Test
  void momentaryUnlockThatIsOverWhenItIsHeardOfStillShowsUpOnce() {
    convention.born();
    assertThat(said(convention.on(state("LOCKED", "UNLOCKED"))))
        .containsExactly(LOCK + " UNLOCKED", LOCK + " LOCKED");
    assertThat(convention.on(state("UNLOCKED", "LOCKED"))).isEmpty();
  }

  @Test
  void whatIsHeardAnHourLaterMovesNoLockAndRingsNoBell() {
    convention.born();
    var unlocked = state("LOCKED", "UNLOCKED");
    var ordered = house.happened("door/ordered", "{'door':'front','orderId':'o-1'}");
    var rung = house.happened("visit/opened", "{'after':{'station':'panel'}}");
    house.wait(Duration.ofHours(1));
    assertThat(convention.on(unlocked)).isEmpty();
    assertThat(convention.on(ordered)).isEmpty();
    assertThat(convention.on(rung)).isEmpty();
  }

  @Test
  void orderShowsAsUnlockingUntilItIsAnswered() {
    convention.born();
    var ordered = house.happened("door/ordered", "{'door':'front','orderId':'o-1'}");
    assertThat(said(convention.on(ordered))).containsExactly(LOCK + " UNLOCKING");
    var denied =
        house.happened("door/answered", "{'door':'front','orderId':'o-1','outcome':{'type':'x'}}");
    assertThat(said(convention.on(denied))).containsExactly(LOCK + " LOCKED");
  }

  @Test
  void orderThatNobodyAnswersIsForgotten() {
    convention.born();
    convention.on(house.happened("door/ordered", "{'door':'front','orderId':'o-1'}"));
    assertThat(convention.tick()).isEmpty();
    house.wait(Locks.LONGEST_ORDER.plusSeconds(1));
    assertThat(said(convention.tick())).containsExactly(LOCK + " LOCKED");
  }

  @Test
  void lockThatNobodyReachesIsNeitherLockedNorUnlocked() {
    house.door("front", DoorState.UNREACHABLE, DoorContact.UNKNOWN);
    assertThat(said(convention.born())).contains(LOCK + " None");
  }

  @Test
  void eachPressRingsOnceAndNothingElseOfAVisitDoes() {
    convention.born();
    String bell = "vestibule/home/home-assistant/station/panel/bell {\"event_type\":\"ring\"}";
    assertThat(said(convention.on(house.happened("visit/opened", "{'after':{'station':'panel'}}"))))
        .containsExactly(bell);
    assertThat(
            said(
                convention.on(
                    house.happened(
                        "visit/updated", "{'what':'pressed','after':{'station':'panel'}}"))))
        .containsExactly(bell);
    assertThat(
            convention.on(
                house.happened("visit/updated", "{'what':'face','after':{'station':'panel'}}")))
        .isEmpty();
    assertThat(convention.on(house.happened("visit/closed", "{'after':{'station':'panel'}}")))
        .isEmpty();
  }

  @Test
  void bellIsNeverRetained() {
    assertThat(convention.on(house.happened("visit/opened", "{'after':{'station':'panel'}}")))
        .noneMatch(Publication::retained);
  }

  @Test
  void entryWithoutItsFieldsLosesOnlyItself() {
    convention.born();
    for (String topic : List.of("door/state", "door/ordered", "door/answered", "visit/opened")) {
      for (String broken : List.of("{}", "[]", "no json", "{'door':7,'after':'AJAR'}", "")) {
        assertThat(convention.on(house.happened(topic, broken))).isEmpty();
      }
    }
    house.door("front", DoorState.UNLOCKED, DoorContact.CLOSED);
    assertThat(said(convention.on(state("LOCKED", "UNLOCKED"))))
        .containsExactly(LOCK + " UNLOCKED");
  }

  @Test
  void doorThatIsGoneIsTakenAwayWithItsState() {
    convention.born();
    house.remove("front");
    assertThat(emptied(convention.tick())).isEmpty();
    house.wait(Announcements.GRACE);
    assertThat(emptied(convention.tick()))
        .contains(SENSOR_CONFIG, LOCK)
        .contains("homeassistant/binary_sensor/vestibule-home/door-front-contact/config")
        .noneMatch(topic -> topic.contains("available"));
    assertThat(convention.tick()).isEmpty();
  }

  @Test
  void doorThatComesBackInTimeIsNotTakenAway() {
    convention.born();
    house.remove("front");
    convention.tick();
    house.wait(Announcements.GRACE.minusSeconds(1));
    house.door("front");
    convention.tick();
    house.wait(Announcements.GRACE);
    assertThat(convention.tick()).isEmpty();
  }

  @Test
  void whileNobodyKnowsTheDoorsNoneIsGone() {
    convention.born();
    house.doorsKnown = false;
    convention.tick();
    house.wait(Duration.ofDays(1));
    assertThat(emptied(convention.tick())).isEmpty();
  }

  @Test
  void whatWasAnnouncedBeforeARestartIsTakenAwayWhenItDoesNotComeBack() {
    String former = "homeassistant/binary_sensor/vestibule-home/door-cellar-contact/config";
    convention.heard(heard(former, "{}", true));
    convention.born();
    assertThat(emptied(convention.tick())).isEmpty();
    house.wait(Announcements.GRACE);
    assertThat(emptied(convention.tick())).containsExactly(former);
  }

  @Test
  void whatOthersAnnouncedIsNotTouched() {
    convention.heard(heard("homeassistant/lock/vestibule-other/door-a-lock/config", "{}", true));
    convention.heard(heard("homeassistant/lock/zigbee/door-a-lock/config", "{}", true));
    convention.born();
    house.wait(Announcements.GRACE.multipliedBy(2));
    convention.tick();
    house.wait(Announcements.GRACE.multipliedBy(2));
    assertThat(convention.tick()).isEmpty();
  }

  @Test
  void doorThatIsListedNoMoreIsALockNoMoreAtOnce() {
    convention.heard(heard(LOCK_CONFIG, "{}", true));
    List<Publication> born = convention.born();
    assertThat(emptied(born)).containsExactly(LOCK_CONFIG);
    assertThat(said(born)).anyMatch(line -> line.startsWith(SENSOR_CONFIG + " {"));
    assertThat(said(born)).contains(LOCK + " LOCKED");
  }

  @Test
  void onlyAListedDoorIsALock() {
    assertThat(topics(convention.born())).contains(SENSOR_CONFIG).doesNotContain(LOCK_CONFIG);
    assertThat(topics(convention("front").born()))
        .contains(LOCK_CONFIG)
        .doesNotContain(SENSOR_CONFIG);
  }

  @Test
  void everythingIsSentAgainWhenHomeAssistantComesBackButNotInALoop() {
    int all = convention.born().size();
    house.wait(HomeAssistant.RESEND_AT_MOST_EVERY);
    assertThat(convention.heard(heard("homeassistant/status", "online", false))).hasSize(all);
    for (int i = 0; i < 100; i++) {
      assertThat(convention.heard(heard("homeassistant/status", "online", false))).isEmpty();
    }
    house.wait(HomeAssistant.RESEND_AT_MOST_EVERY);
    assertThat(convention.tick()).hasSize(all);
    assertThat(convention.tick()).isEmpty();
  }

  @Test
  void whenHomeAssistantLeavesNothingIsSaid() {
    convention.born();
    house.wait(HomeAssistant.RESEND_AT_MOST_EVERY);
    assertThat(convention.heard(heard("homeassistant/status", "offline", false))).isEmpty();
  }

  @Test
  void whenItIsSwitchedOffTheBrokerKeepsNothingOfIt() {
    house.parts.put("vision", Status.ready("All is well"));
    Set<String> kept =
        convention.born().stream()
            .filter(Publication::retained)
            .map(Publication::topic)
            .collect(Collectors.toSet());
    assertThat(emptied(convention.withdrawn())).containsExactlyInAnyOrderElementsOf(kept);
  }

  @Test
  void whenTheGatewayRestartsWhatIsArrangedStays() {
    convention.born();
    assertThat(convention.leaving()).isEmpty();
  }

  @Test
  void partOfTheGatewayThatComesLaterIsAnnounced() {
    convention.born();
    house.parts.put("vision", Status.ready("All is well"));
    assertThat(topics(convention.tick()))
        .containsExactly("homeassistant/sensor/vestibule-home/status-vision/config");
  }

  private HomeAssistant convention(String... listed) {
    Set<DoorId> doors = Stream.of(listed).map(DoorId::new).collect(Collectors.toSet());
    return new HomeAssistant(house.house(), new HomeAssistantSettings("homeassistant", doors));
  }

  private OutboxEntry state(String before, String after) {
    return house.happened(
        "door/state", "{'door':'front','before':'" + before + "','after':'" + after + "'}");
  }

  private static Heard heard(String topic, String payload, boolean retained) {
    return new Heard(topic, payload.getBytes(StandardCharsets.UTF_8), retained);
  }

  private static List<String> said(List<Publication> out) {
    return out.stream()
        .map(each -> each.topic() + " " + new String(each.payload(), StandardCharsets.UTF_8))
        .toList();
  }

  private static List<String> topics(List<Publication> out) {
    return out.stream().map(Publication::topic).toList();
  }

  private static List<String> emptied(List<Publication> out) {
    return out.stream()
        .filter(each -> each.payload().length == 0 && each.retained())
        .map(Publication::topic)
        .toList();
  }
}
