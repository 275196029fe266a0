// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.model.ModelTrial;
import org.vestibule.api.model.Verdict;
import org.vestibule.api.status.Status;

/** What a second model is asked, after the visitor's sentence was sorted. */
class SortingTrialsTest {
  @TempDir Path folder;
  private final TriageComponent triage = new TriageComponent();
  private ToyModels models;
  private ToyModels other;
  private Verdict decided;
  private ModelTrial.Again again;
  private int leasesThen;

  @BeforeEach
  void open() throws IOException {
    models = new ToyModels(head("serving"));
    other = new ToyModels(head("other"));
    models.trial =
        (verdict, work) -> {
          decided = verdict;
          again = work;
          leasesThen = models.leases.get();
        };
    triage.bindStore(models);
    awaitFirstSentence();
  }

  /**
   * It is sorted in the background, with leases of its own, and the language is loaded after it.
   */
  private void awaitFirstSentence() {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!warm() && System.nanoTime() < end) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(triage.status().state()).isEqualTo(Status.State.READY);
    assertThat(models.languages).hasValue(1);
    assertThat(models.leases).hasValue(0);
    assertThat(decided).as("nothing that a visitor said").isNull();
  }

  private boolean warm() {
    return triage.status().state() == Status.State.READY
        && models.languages.get() == 1
        && models.leases.get() == 0;
  }

  @AfterEach
  void everyLeaseIsReturned() throws InterruptedException {
    triage.deactivate();
    assertThat(models.leases).hasValue(0);
    assertThat(other.leases).hasValue(0);
  }

  private Path head(String name) throws IOException {
    Path own = Files.createDirectory(folder.resolve(name));
    Files.write(own.resolve(HeadFile.HEAD), HeadBytes.head(Heads.small(1)));
    Files.write(own.resolve(HeadFile.EXAMPLES), HeadBytes.examples(Heads.small(1)));
    return own;
  }

  @Test
  void whatNoModelDecidedIsNotOffered() throws Exception {
    triage.triage("he is not breathing");
    triage.triage("?!");
    assertThat(decided).isNull();
  }

  @Test
  void whatGoesWrongWithATrialDoesNotReachTheVisitor() throws Exception {
    models.trial =
        (verdict, work) -> {
          throw new IllegalStateException("the bundle models is stopped");
        };
    assertThat(triage.triage("a parcel for you").intent()).isEqualTo(Intent.DELIVERY);
  }

  @Test
  void aSecondModelSeesTheSameSentence() throws Exception {
    var sorted = triage.triage("a parcel for you");
    assertThat(decided).isEqualTo(new Verdict("DELIVERY", true, sorted.confidence()));
    assertThat(again.with(other)).isEqualTo(decided);
    triage.triage("well then");
    assertThat(decided.decision()).isEqualTo("UNCLEAR");
    assertThat(decided.positive()).isFalse();
    assertThat(again.with(other)).isEqualTo(decided);
  }

  @Test
  void aHeadForAnotherEncoderIsAFailureOfTheTrial() throws Exception {
    triage.triage("a parcel for you");
    other.encoderVersion = "2";
    assertThatThrownBy(() -> again.with(other))
        .hasFieldOrPropertyWithValue("code", "model-signature-mismatch");
  }

  @Test
  void aHeadOnTrialDoesNotPushOutTheOneThatServes() throws Exception {
    triage.triage("a parcel for you");
    other.headVersion = "2";
    again.with(other);
    int before = models.reads.get();
    triage.triage("a parcel for you");
    // Asked where the head lies, and not for its examples: it was not read again.
    assertThat(models.reads.get() - before).isEqualTo(1);
  }

  @Test
  void theLeasesAreBackBeforeATrialIsOffered() throws Exception {
    triage.triage("a parcel for you");
    assertThat(decided).isNotNull();
    assertThat(leasesThen).isZero();
  }
}
