// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vestibule.identification.internal.search.Faces.face;
import static org.vestibule.identification.internal.search.Faces.person;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.face.FaceIdentifier;
import org.vestibule.api.face.FaceIdentifier.Candidates;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.Status.State;
import org.vestibule.identification.internal.search.FakePeople;

/** When anybody is identified at all. */
class GateTest {
  private final List<String> happened = new ArrayList<>();
  private final FakeAudit audit = new FakeAudit(happened);
  private final FakePeople people = new FakePeople();
  private final Calendar calendar = new Calendar();
  private final Gate gate = new Gate(calendar, this::register);
  private FaceIdentifier registered;

  @BeforeEach
  void furnish() {
    people.with(person(1), face(1, 0)).with(person(2), face(0, 1));
    gate.directory(people);
    gate.thresholds(new FakeThresholds());
    gate.audit(audit);
  }

  @Test
  void withoutALegalBasisNobodyIsIdentifiedAndTheStatusSaysWhatIsMissing() {
    gate.judge();
    assertThat(registered).isNull();
    assertThat(happened).isEmpty();
    assertStatus(State.UNAVAILABLE, Cause.CONFIGURATION, "legalBasis");
  }

  @Test
  void theAuditTakesTheLegalBasisBeforeTheServiceIsThere() {
    configure(SettingsTest.GOOD);
    assertThat(happened).containsExactly("identification-started", "registered");
    assertThat(audit.details.get(0))
        .containsEntry("recordedBy", "Data protection officer")
        .containsEntry("reviewBy", "2027-01-31")
        .containsEntry("legalBasis", SettingsTest.GOOD.get("legalBasis").toString());
    assertThat(gate.status().state()).isEqualTo(State.READY);
    Candidates found = registered.search(face(0.6f, 0.8f));
    assertThat(found.nearest().get(0).person()).isEqualTo(person(2));
    assertThat(found.point().comparisons()).isEqualTo(2);
  }

  @Test
  void whatCannotBeAuditedDoesNotStartUntilItCan() {
    audit.full = true;
    configure(SettingsTest.GOOD);
    assertThat(registered).isNull();
    assertStatus(State.UNAVAILABLE, Cause.STORAGE, "full disk");
    audit.full = false;
    gate.judge();
    assertThat(registered).isNotNull();
  }

  @Test
  void anOverdueReviewEndsIdentificationByItself() {
    configure(SettingsTest.GOOD);
    FaceIdentifier kept = registered;
    calendar.today = LocalDate.parse("2027-01-31");
    gate.judge();
    assertThat(registered).isSameAs(kept);
    calendar.today = LocalDate.parse("2027-02-01");
    gate.judge();
    assertThat(registered).isNull();
    assertStatus(State.UNAVAILABLE, Cause.CONFIGURATION, "reviewBy");
    assertThat(happened).endsWith("unregistered", "identification-stopped");
    assertThat(audit.details.get(1).get("reason")).contains("reviewBy");
    assertThat(kept.search(face(1, 0)).nearest()).as("who kept the service finds nobody").isEmpty();
  }

  @Test
  void aLegalBasisThatIsTakenAwayEndsIdentificationAlsoWithAFullDisk() {
    configure(SettingsTest.GOOD);
    audit.full = true;
    configure(Map.of());
    assertThat(registered).isNull();
    assertStatus(State.UNAVAILABLE, Cause.CONFIGURATION, "legalBasis");
  }

  @Test
  void anotherLegalBasisIsAuditedAndTheSameOneIsNot() {
    configure(SettingsTest.GOOD);
    gate.judge();
    assertThat(happened).hasSize(2);
    Map<String, Object> other = new HashMap<>(SettingsTest.GOOD);
    other.put("legalBasis", "Works agreement of 2026-02-01; register entry 2026-020");
    configure(other);
    assertThat(happened)
        .containsExactly(
            "identification-started",
            "registered",
            "unregistered",
            "identification-stopped",
            "identification-started",
            "registered");
  }

  @Test
  void withoutItsNeighboursItStopsAndNamesTheFeature() {
    configure(SettingsTest.GOOD);
    gate.thresholds(null);
    gate.judge();
    assertThat(registered).isNull();
    assertStatus(State.UNAVAILABLE, Cause.DEPENDENCY, "vestibule-vision");
    gate.thresholds(new FakeThresholds());
    gate.judge();
    assertThat(registered).isNotNull();
  }

  @Test
  void aChangeOfThePeopleHoldsWhenTheListenerReturns() {
    configure(SettingsTest.GOOD);
    people.forget(person(1));
    assertThat(gate.holds(person(1))).isTrue();
    gate.follow(person(1));
    assertThat(gate.holds(person(1))).as("asked when a receipt is made").isFalse();
    assertThat(registered.search(face(1, 0)).nearest()).hasSize(1);
    people.with(person(3), face(1, 0.1f));
    gate.follow(person(3));
    assertThat(registered.search(face(1, 0)).nearest().get(0).person()).isEqualTo(person(3));
  }

  @Test
  void anotherDirectoryHasOtherPeople() {
    configure(SettingsTest.GOOD);
    gate.directory(new FakePeople().with(person(9), face(0.7f, 0.7f)));
    gate.judge();
    assertThat(registered.search(face(1, 0)).nearest())
        .singleElement()
        .satisfies(found -> assertThat(found.person()).isEqualTo(person(9)));
  }

  @Test
  void theEndIsAudited() {
    configure(SettingsTest.GOOD);
    gate.close();
    assertThat(happened).endsWith("unregistered", "identification-stopped");
    assertThat(gate.status().state()).isEqualTo(State.STOPPED);
  }

  private void configure(Map<String, Object> properties) {
    gate.configure(properties);
    gate.judge();
  }

  private Runnable register(FaceIdentifier identifier) {
    happened.add("registered");
    registered = identifier;
    return () -> {
      happened.add("unregistered");
      registered = null;
    };
  }

  private void assertStatus(State state, Cause cause, String part) {
    Status status = gate.status();
    assertThat(status.state()).isEqualTo(state);
    assertThat(status.cause()).isEqualTo(cause);
    assertThat(status.sentence()).startsWith("Nobody is identified").contains(part);
  }

  /** Noon of a day that a test turns to. */
  private static final class Calendar extends Clock {
    private LocalDate today = SettingsTest.TODAY;

    @Override
    public Instant instant() {
      return today.atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
