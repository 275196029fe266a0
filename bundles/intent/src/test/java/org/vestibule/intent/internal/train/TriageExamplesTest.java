// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.intent.TaughtUtterance;
import org.vestibule.api.people.PersonId;

class TriageExamplesTest {
  private static final PersonId ANNA = new PersonId("anna");
  private static final PersonId BEN = new PersonId("ben");

  @TempDir Path data;
  private final WordModels models = new WordModels();
  private final SealedHouse sealed = new SealedHouse();
  private volatile CountDownLatch trained = new CountDownLatch(1);
  private SiteLibrary library;
  private TrainingComponent training;
  private TriageExamples examples;
  private byte[] never;

  @BeforeEach
  void start() throws Exception {
    library = new SiteLibrary(data.resolve("models"), models);
    training =
        new TrainingComponent(
            data.resolve("triage"), WordModels.sentences("a", 6), WordModels.sentences("b", 4));
    training.store = models;
    training.library = library;
    training.audit = new Trail();
    training.shelves = sealed;
    training.records = sealed;
    examples = new TriageExamples(training);
    training.teach("guest", "zebra crossing", "operator");
    training.train("operator");
    never = library.bytes("head.json");
    sealed.agreed.add(ANNA);
  }

  @AfterEach
  void stop() {
    examples.stop();
  }

  @Test
  void somebodysWordsNeedTheirConsentAndNothingIsLeftOfATryWithoutAudit() {
    assertThatThrownBy(() -> training.teach("guest", "antelope walking", BEN, "operator"))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("consent-missing"));
    training.audit = null;
    assertThatThrownBy(() -> training.teach("guest", "antelope walking", ANNA, "operator"))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("audit-unwritable"));
    assertThat(training.taught()).hasSize(1);
    assertThat(examples.holds(ANNA)).isFalse();
  }

  @Test
  void anErasedPersonsWordsAndTheHeadThatLearnedThemGo() throws Exception {
    learnAnna();
    assertThat(examples.holds(ANNA)).isTrue();
    assertThat(new String(examples.copy(ANNA).get(0).content(), StandardCharsets.UTF_8))
        .contains("antelope walking");
    assertThat(examples.copy(BEN)).isEmpty();

    assertThat(examples.erase(ANNA)).isEqualTo(1);

    assertThat(library.bytes("head.json")).isEqualTo(never);
    assertThat(examples.holds(ANNA)).isFalse();
    assertThat(examples.erase(ANNA)).isZero();
    assertThat(training.taught()).extracting(TaughtUtterance::text).containsOnly("zebra crossing");
  }

  @Test
  void theHeadGoesAlsoWhenTheRowsWentBefore() throws Exception {
    learnAnna();
    sealed.withdraw(ANNA);
    assertThat(examples.holds(ANNA)).isTrue();
    assertThat(examples.erase(ANNA)).isEqualTo(1);
    assertThat(library.bytes("head.json")).isEqualTo(never);
    assertThat(examples.holds(ANNA)).isFalse();
  }

  @Test
  void whileNoHeadCanBeTrainedTheErasureStaysOpen() throws Exception {
    learnAnna();
    models.gone = true;
    assertThatThrownBy(() -> examples.erase(ANNA)).isInstanceOf(VestibuleException.class);
    assertThat(examples.holds(ANNA)).isTrue();
    models.gone = false;
    assertThat(examples.erase(ANNA)).isEqualTo(1);
    assertThat(examples.holds(ANNA)).isFalse();
    sealed.locked = true;
    assertThat(examples.holds(BEN)).as("nobody can tell").isTrue();
  }

  @Test
  void consentThatIsTakenBackTrainsAnew() throws Exception {
    learnAnna();
    trained = new CountDownLatch(1);
    sealed.withdraw(ANNA);
    examples.changed(ANNA, Purpose.UNLOCK);
    examples.changed(ANNA, Purpose.TRAINING);
    assertThat(trained.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(library.bytes("head.json")).isEqualTo(never);
    assertThat(library.laidOut).containsExactly(1L, 2L, 3L);
  }

  private void learnAnna() throws Exception {
    training.teach("guest", "antelope walking", ANNA, "operator");
    training.train("operator");
    assertThat(library.bytes("head.json")).isNotEqualTo(never);
  }

  private final class Trail implements AuditTrail {
    @Override
    public AuditEntry record(String actor, String action, Map<String, String> details) {
      assertThat(details.toString()).doesNotContain("anna");
      if (action.equals("triage-trained")) {
        trained.countDown();
      }
      return null;
    }

    @Override
    public List<AuditEntry> latest(int limit) {
      return List.of();
    }

    @Override
    public long verify() {
      return 0;
    }
  }
}
