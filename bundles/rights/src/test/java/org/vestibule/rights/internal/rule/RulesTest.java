// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vestibule.rights.internal.rule.PolicyMatrixTest.text;
import static org.vestibule.rights.internal.rule.States.ADA;
import static org.vestibule.rights.internal.rule.States.FRONT;
import static org.vestibule.rights.internal.rule.States.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.Entitlement;
import org.vestibule.api.door.Entitlement.Granted;
import org.vestibule.api.door.Entitlement.Refused;
import org.vestibule.api.rights.AccessRequest;
import org.vestibule.api.rights.Explanation;
import org.vestibule.rights.internal.rule.Subject.Place;

class RulesTest {
  private static String judge(States states, String shown) {
    return text(Rules.judge(states.build(), States.ada(shown)));
  }

  @Test
  void whoIsSuspendedUnknownOrUnreadableDoesNotPass() {
    States suspended = new States();
    suspended.suspended = true;
    assertThat(judge(suspended, "face")).isEqualTo("no-right");
    States stranger = new States();
    stranger.here = false;
    assertThat(judge(stranger, "face")).isEqualTo("no-right");
    stranger.secretsKnown = false;
    assertThat(judge(stranger, "face")).isEqualTo("rights-unknown");
    States blind = new States();
    blind.peopleKnown = false;
    assertThat(judge(blind, "face")).isEqualTo("rights-unknown");
  }

  @Test
  void aDoorWhoseRuleCannotBeReadDoesNotFallBackToWhatIsUsual() {
    States states = new States();
    states.withheld.add(FRONT);
    assertThat(judge(states, "face")).isEqualTo("rights-unknown");
  }

  @Test
  void withoutTheVaultRulesByPersonHoldAndThoseByGroupAreUnknown() {
    States byGroup = new States().rule("r", "group:team", "always", "card");
    byGroup.secretsKnown = false;
    assertThat(judge(byGroup, "card")).isEqualTo("rights-unknown");
    States byPerson = new States().rule("r", "person:ada", "always", "card; face+code");
    byPerson.secretsKnown = false;
    assertThat(judge(byPerson, "card")).isEqualTo("granted card");
    assertThat(judge(byPerson, "face")).as("a code cannot be asked for").isEqualTo("more card");
    States byCode = new States().rule("r", "person:ada", "always", "face+code; card+code");
    byCode.secretsKnown = false;
    assertThat(judge(byCode, "face")).isEqualTo("rights-unknown");
  }

  @Test
  void whoHasNoCodeIsNotAskedForOne() {
    States states = new States().rule("r", "everyone", "always", "2 of face,code,card");
    states.hasCode = false;
    assertThat(judge(states, "face")).isEqualTo("more card");
    states.rules.clear();
    states.rule("r", "everyone", "always", "face+code; card+code");
    states.rule("s", "everyone", "weekend", "card");
    assertThat(judge(states, "face")).as("but at the weekend").isEqualTo("out-of-schedule");
    States only = new States().rule("r", "everyone", "always", "face+code; card+code");
    only.hasCode = false;
    assertThat(judge(only, "face")).isEqualTo("no-right");
  }

  @Test
  void aLockOutStopsNumbersAndNeverAFace() {
    States states = new States().rule("r", "everyone", "always", "face; code");
    states.doorLocked = Optional.of(NOON.plusSeconds(60));
    assertThat(judge(states, "face")).isEqualTo("granted face");
    assertThat(judge(states, "code")).isEqualTo("more face");
    States stepUp = new States().rule("r", "everyone", "always", "face+code; card+code");
    stepUp.personLocked = Optional.of(NOON.plusSeconds(60));
    Entitlement answer = Rules.judge(stepUp.build(), States.ada("face+code"));
    assertThat(answer).isInstanceOf(Refused.class);
    assertThat(((Refused) answer).code()).isEqualTo("locked-out");
    assertThat(((Refused) answer).from()).contains(NOON.plusSeconds(60));
    stepUp.personLocked = Optional.of(NOON);
    assertThat(judge(stepUp, "face+code")).as("over").isEqualTo("granted face+code");
  }

  @Test
  void aSecondRuleIsEnoughAndTheTraceTellsOfBoth() {
    States states =
        new States()
            .rule("a-office", "everyone", "weekend", "card; face")
            .rule("b-team", "group:team", "office", "card");
    states.groups = Set.of("team");
    Entitlement answer = Rules.judge(states.build(), States.ada("card"));
    assertThat(text(answer)).isEqualTo("granted card");
    assertThat(answer.trace())
        .extracting(Entitlement.Step::rule)
        .containsExactly("schedule weekend", "schedule office", "rule b-team");
    assertThat(Explanation.lines(answer))
        .containsExactly(
            "Granted to ada by card",
            "  - schedule weekend: Outside of weekend (Sat-Sun 00:00-24:00)",
            "  + schedule office: Within Mon-Fri 08:00-18:00",
            "  + rule b-team: Shown: card");
  }

  @Test
  void outOfScheduleSaysFromWhenTheEarliestRuleHolds() {
    States states =
        new States()
            .rule("a", "everyone", "weekend", "card")
            .rule("b", "everyone", "office", "card");
    Instant night = Instant.parse("2026-12-01T20:00:00Z");
    Refused refused = (Refused) Rules.judge(states.build(), States.ada("card", night));
    assertThat(refused.from()).contains(Instant.parse("2026-12-02T08:00:00Z"));
  }

  @Test
  void aRuleWaitsForTheFirstPersonOfTheDay() {
    States states =
        new States()
            .rule("a", "everyone", "office", "card", true)
            .rule("b", "group:staff", "always", "card");
    assertThat(judge(states, "card")).isEqualTo("first-person-awaited");
    states.entered = Optional.of(NOON.minus(Duration.ofDays(1)));
    assertThat(judge(states, "card")).isEqualTo("first-person-awaited");
    states.entered = Optional.of(NOON.minusSeconds(1));
    assertThat(judge(states, "card")).isEqualTo("granted card");
  }

  @Test
  void whoIsInsideDoesNotEnterAgainAndNobodyIsKeptIn() {
    for (boolean hard : new boolean[] {true, false}) {
      States states = new States();
      states.zones.add(new Zone("garage", Set.of(FRONT), Set.of(States.BACK), hard));
      states.places = Map.of("garage", new Place(true, NOON.minusSeconds(60)));
      assertThat(judge(states, "face")).isEqualTo(hard ? "passed-back" : "granted face");
      assertThat(judge(states, "phone")).as("lets a visitor in").isEqualTo("granted phone");
      assertThat(Rules.judge(states.build(), States.ada("face")).trace())
          .anyMatch(step -> step.rule().equals("anti-passback garage"));
      states.places = Map.of("garage", new Place(false, NOON.minusSeconds(60)));
      assertThat(judge(states, "face")).isEqualTo("granted face");
      states.places = Map.of("garage", new Place(true, Instant.parse("2026-11-30T02:59:59Z")));
      assertThat(judge(states, "face")).as("forgotten at 3").isEqualTo("granted face");
      states.zones.set(0, new Zone("garage", Set.of(States.BACK), Set.of(FRONT), hard));
      states.places = Map.of("garage", new Place(false, NOON.minusSeconds(60)));
      assertThat(judge(states, "face")).as("leaves").isEqualTo("granted face");
    }
  }

  @Test
  void aPassBeginsAndEndsToTheMillisecond() {
    Instant from = NOON;
    Instant until = NOON.plusSeconds(3600);
    RightsState state = new States().pass(from, until, 1, 0).build();
    assertThat(text(Rules.judge(state, States.pass(from.minusMillis(1))))).isEqualTo("pass-early");
    assertThat(text(Rules.judge(state, States.pass(from)))).isEqualTo("granted pass");
    assertThat(text(Rules.judge(state, States.pass(until.minusMillis(1)))))
        .isEqualTo("granted pass");
    assertThat(text(Rules.judge(state, States.pass(until)))).isEqualTo("pass-late");
    Granted granted = (Granted) Rules.judge(state, States.pass(from));
    assertThat(granted.person()).isEqualTo(ADA);
    assertThat(granted.pass()).contains("pass-1");
  }

  @Test
  void aPassGivesNoMoreThanItsHostHas() {
    Instant until = NOON.plus(Duration.ofDays(3));
    States states = new States().pass(NOON.minusSeconds(1), until, 2, 2);
    assertThat(text(Rules.judge(states.build(), States.pass(NOON)))).isEqualTo("pass-used");
    states.pass(NOON.minusSeconds(1), until, 2, 1).rule("r", "everyone", "always", "face; card");
    assertThat(text(Rules.judge(states.build(), States.pass(NOON))))
        .as("no pass among the ways")
        .isEqualTo("no-right");
    states.rules.clear();
    states.rule("r", "everyone", "office", "card; pass");
    assertThat(text(Rules.judge(states.build(), States.pass(NOON)))).isEqualTo("granted pass");
    assertThat(text(Rules.judge(states.build(), States.pass(NOON.plus(Duration.ofHours(8))))))
        .isEqualTo("out-of-schedule");
    states.suspended = true;
    assertThat(text(Rules.judge(states.build(), States.pass(NOON)))).isEqualTo("pass-revoked");
    states.here = false;
    assertThat(text(Rules.judge(states.build(), States.pass(NOON)))).isEqualTo("pass-revoked");
    states.pass = Optional.empty();
    assertThat(text(Rules.judge(states.build(), States.pass(NOON)))).isEqualTo("pass-unknown");
    states.secretsKnown = false;
    assertThat(text(Rules.judge(states.build(), States.pass(NOON)))).isEqualTo("rights-unknown");
  }

  @Test
  void aPassIsForItsDoorsAndStandsForNobodysFace() {
    States states = new States().pass(NOON.minusSeconds(1), NOON.plusSeconds(1), 1, 0);
    AccessRequest elsewhere =
        new AccessRequest(
            new DoorId("cellar"), Optional.empty(), Optional.of("pass-1"), Set.of(), false, NOON);
    assertThat(text(Rules.judge(states.build(), elsewhere))).isEqualTo("no-right");
    states.doorLocked = Optional.of(NOON.plusSeconds(9));
    assertThat(text(Rules.judge(states.build(), States.pass(NOON)))).isEqualTo("locked-out");
    AccessRequest both =
        new AccessRequest(
            FRONT, Optional.of(ADA), Optional.of("pass-1"), States.shown("face"), false, NOON);
    assertThat(text(Rules.judge(states.build(), both))).isEqualTo("granted face");
  }

  @Test
  void duressIsPassedOnAndNowhereToBeSeen() {
    AccessRequest request =
        new AccessRequest(
            FRONT, Optional.of(ADA), Optional.empty(), States.shown("face"), true, NOON);
    Granted granted = (Granted) Rules.judge(new States().build(), request);
    assertThat(granted.duress()).isTrue();
    Granted quiet = (Granted) Rules.judge(new States().build(), States.ada("face"));
    assertThat(granted.trace()).isEqualTo(quiet.trace());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nose",
        "face+",
        "3 of face,card",
        "0 of face",
        "x of face",
        "pass+code",
        "2 of",
        "of of of"
      })
  void whatIsNoWayIsRefusedInWords(String text) {
    assertThatThrownBy(() -> Ways.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageMatching(".*\\S.*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nobody", "everyone:1", "unit:", "group:A", "person:", "unit"})
  void whoIsNobodyIsRefusedInWords(String text) {
    assertThatThrownBy(() -> Who.of(text)).hasMessageContaining("names nobody");
  }
}
