// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.leaf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vestibule.api.door.DoorSignal.CONTACT_OPEN;
import static org.vestibule.api.door.DoorSignal.EXIT_REQUEST;
import static org.vestibule.api.door.DoorSignal.FIRE_RELEASE;
import static org.vestibule.api.door.DoorSignal.POWER_LOST;
import static org.vestibule.api.door.DoorSignal.TAMPER;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorSignal;

/** One leaf under a clock that only the test moves. Times are in milliseconds. */
class LeafTest {
  private static final LeafRules RULES =
      new LeafRules(
          "Front door", Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(5));

  private final Heard heard = new Heard();
  private Leaf leaf = new Leaf(RULES, KeptLeaf.NOTHING, at(-100), heard);

  @Test
  void aDoorWithoutAContactIsUnknownAndNeverAlarmed() {
    say("reader", TAMPER, false, 0);
    leaf.letThrough(at(10), at(5000));
    leaf.tick(at(3_600_000));
    assertThat(leaf.contact()).isEqualTo(DoorContact.UNKNOWN);
    assertThat(heard.lines).isEmpty();
    assertThat(leaf.due()).isEmpty();
  }

  @Test
  void aLeafThatOpensForNobodyIsForcedAfterTheGrace() {
    closed(0);
    open(10_000);
    leaf.tick(at(10_999));
    assertThat(heard.taken()).containsExactly("UNKNOWN to CLOSED", "CLOSED to OPEN");
    leaf.tick(at(11_000));
    assertThat(heard.taken()).containsExactly("+forced-open");
    closed(12_000);
    assertThat(heard.taken()).containsExactly("OPEN to CLOSED", "-forced-open");
  }

  @Test
  void aThiefWhoShutsTheDoorAtOnceIsStillTold() {
    closed(0);
    open(10_000);
    closed(10_200);
    heard.taken();
    leaf.tick(at(11_000));
    assertThat(heard.taken()).containsExactly("+forced-open", "-forced-open");
  }

  @Test
  void anOrderItsPulseAndTheGraceAfterItLetPeopleThrough() {
    closed(0);
    leaf.letThrough(at(1000), at(6000));
    for (int opens : new int[] {1001, 6000, 7000}) {
      open(opens);
      closed(opens + 10);
      leaf.tick(at(opens + 1500));
    }
    assertThat(heard.lines).doesNotContain("+forced-open");
    open(9000);
    leaf.tick(at(10_000));
    assertThat(heard.lines).contains("+forced-open");
  }

  @Test
  void aCauseThatIsHeardOfAfterTheLeafCounts() {
    closed(0);
    open(1000);
    say("button", EXIT_REQUEST, true, 1900);
    leaf.tick(at(20_000));
    assertThat(heard.lines).contains("exit").doesNotContain("+forced-open");
  }

  @Test
  void aSensorThatStillSeesSomebodyLetsThemOut() {
    closed(0);
    say("sensor", EXIT_REQUEST, true, 0);
    open(60_000);
    closed(60_100);
    say("sensor", EXIT_REQUEST, false, 61_000);
    open(66_500);
    closed(66_600);
    leaf.tick(at(69_000));
    assertThat(heard.lines).doesNotContain("+forced-open");
    open(70_000);
    leaf.tick(at(71_000));
    assertThat(heard.lines).contains("+forced-open");
  }

  @Test
  void anUnlockedLockIsNoForcedDoor() {
    closed(0);
    leaf.lock(true, at(100));
    open(50_000);
    closed(50_100);
    leaf.lock(false, at(51_000));
    leaf.tick(at(60_000));
    assertThat(heard.lines).doesNotContain("+forced-open");
  }

  @Test
  void theAlarmForAnOpenDoorComesToTheNanosecondAndEndsWithIt() {
    closed(0);
    leaf.letThrough(at(0), at(5000));
    open(1000);
    heard.taken();
    assertThat(leaf.due()).hasValue(at(31_000));
    leaf.tick(at(31_000) - 1);
    assertThat(heard.taken()).isEmpty();
    leaf.tick(at(31_000));
    assertThat(heard.taken()).containsExactly("+held-open");
    leaf.tick(at(90_000));
    closed(100_000);
    assertThat(heard.taken()).containsExactly("OPEN to CLOSED", "-held-open");
    assertThat(leaf.due()).isEmpty();
  }

  @Test
  void aDoorThatIsHeldMayStandOpenAndHasItsWholeTimeAfterwards() {
    closed(0);
    leaf.held(true, at(0));
    open(1000);
    leaf.tick(at(500_000));
    assertThat(heard.lines).noneMatch(line -> line.startsWith("+"));
    leaf.held(false, at(600_000));
    assertThat(leaf.due()).hasValue(at(630_000));
  }

  @Test
  void aFireLetsEverybodyThroughAndClearsWhatOnlyStandsOpen() {
    closed(0);
    leaf.letThrough(at(0), at(5000));
    open(1000);
    leaf.tick(at(31_000));
    heard.taken();
    say("panel", FIRE_RELEASE, true, 32_000);
    assertThat(heard.taken()).containsExactly("+fire-release", "-held-open");
    closed(33_000);
    open(40_000);
    leaf.tick(at(900_000));
    assertThat(leaf.alarms()).containsExactly(DoorAlarm.FIRE_RELEASE);
    leaf.gone("panel", at(900_001));
    leaf.tick(at(950_000));
    assertThat(leaf.alarms()).containsExactly(DoorAlarm.FIRE_RELEASE);
    say("panel", FIRE_RELEASE, false, 960_000);
    assertThat(leaf.alarms()).isEmpty();
    assertThat(leaf.due()).hasValue(at(990_000));
  }

  @Test
  void openWinsAmongContactsAndOneThatIsGoneMakesItUnknown() {
    say("left", CONTACT_OPEN, false, 0);
    say("right", CONTACT_OPEN, false, 1);
    assertThat(leaf.contact()).isEqualTo(DoorContact.CLOSED);
    say("right", CONTACT_OPEN, true, 2);
    leaf.gone("left", at(3));
    assertThat(leaf.contact()).isEqualTo(DoorContact.OPEN);
    say("right", CONTACT_OPEN, false, 4);
    assertThat(leaf.contact()).isEqualTo(DoorContact.UNKNOWN);
    say("left", CONTACT_OPEN, false, 5);
    assertThat(leaf.contact()).isEqualTo(DoorContact.CLOSED);
  }

  @Test
  void aCutLineDoesNotEndAnOpenDoorNorAnOpenCase() {
    closed(0);
    leaf.letThrough(at(0), at(5000));
    open(1000);
    say("contact", TAMPER, true, 2000);
    say("contact", POWER_LOST, true, 2000);
    leaf.gone("contact", at(3000));
    leaf.tick(at(31_000));
    assertThat(leaf.contact()).isEqualTo(DoorContact.UNKNOWN);
    assertThat(leaf.alarms())
        .containsExactlyInAnyOrder(DoorAlarm.TAMPER, DoorAlarm.POWER, DoorAlarm.HELD_OPEN);
    // Whoever configures the door anew took the device away.
    leaf.rules(RULES, at(40_000));
    assertThat(leaf.alarms()).containsExactly(DoorAlarm.HELD_OPEN);
  }

  @Test
  void otherRulesCountFromTheSameOpening() {
    closed(0);
    leaf.letThrough(at(0), at(5000));
    open(1000);
    leaf.rules(rules(10), at(20_000));
    leaf.tick(at(20_000));
    assertThat(leaf.alarms()).containsExactly(DoorAlarm.HELD_OPEN);
    leaf.rules(rules(0), at(21_000));
    leaf.tick(at(90_000));
    assertThat(leaf.alarms()).isEmpty();
  }

  @Test
  void aDeviceTooManyIsRefused() {
    for (int i = 0; i < Inputs.MOST_SOURCES; i++) {
      assertThat(leaf.input("device " + i, TAMPER, false, at(i))).isTrue();
    }
    assertThat(leaf.input("one more", TAMPER, true, at(100))).isFalse();
    assertThat(leaf.input("device 3", TAMPER, true, at(101))).isTrue();
  }

  private void closed(long millis) {
    say("contact", CONTACT_OPEN, false, millis);
  }

  private void open(long millis) {
    say("contact", CONTACT_OPEN, true, millis);
  }

  private void say(String source, DoorSignal signal, boolean active, long millis) {
    assertThat(leaf.input(source, signal, active, at(millis))).isTrue();
  }

  private static LeafRules rules(int heldOpenSeconds) {
    return new LeafRules(
        "Front door",
        Duration.ofSeconds(heldOpenSeconds),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5));
  }

  /** The clock begins shortly before it wraps: no comparison may mind. */
  private static long at(long millis) {
    return Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(15) + TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
