// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.event.ModelChanged;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.Status.State;

class TriageComponentTest {
  @TempDir Path folder;
  private final TriageComponent triage = new TriageComponent();
  private ToyModels models;

  @BeforeEach
  void writeHead() throws IOException {
    Files.write(folder.resolve(HeadFile.HEAD), HeadBytes.head(Heads.small(1)));
    Files.write(folder.resolve(HeadFile.EXAMPLES), HeadBytes.examples(Heads.small(1)));
    models = new ToyModels(folder);
  }

  @AfterEach
  void stop() throws InterruptedException {
    triage.deactivate();
  }

  @Test
  void withoutModelsAnEmergencyIsStillRecognised() throws Exception {
    triage.activate(Map.of());
    assertThat(triage.triage("my baby is not breathing").intent()).isEqualTo(Intent.EMERGENCY);
    assertThat(triage.triage("").intent()).isEqualTo(Intent.UNCLEAR);
    VestibuleException refused =
        catchThrowableOfType(VestibuleException.class, () -> triage.triage("a parcel for you"));
    assertThat(refused.code()).isEqualTo("model-missing");
    awaitStatus(State.DEGRADED, Cause.DEPENDENCY);
    assertThat(triage.status().sentence()).contains("Only emergency words", "vestibule-models");
  }

  @Test
  void aHeadForAnotherEncoderIsRefusedWithARemedyAndServesAfterTheSwap() throws Exception {
    models.encoderVersion = "2";
    triage.bindStore(models);
    triage.activate(Map.of());
    awaitStatus(State.DEGRADED, Cause.MODEL_INVALID);
    VestibuleException refused =
        catchThrowableOfType(VestibuleException.class, () -> triage.triage("a parcel for you"));
    assertThat(refused.code()).isEqualTo("model-signature-mismatch");
    assertThat(refused)
        .hasMessageContaining("toy-encoder@1")
        .hasMessageContaining("toy-encoder@2")
        .hasMessageContaining("./vestibule models");
    assertThat(triage.triage("he is bleeding").intent()).isEqualTo(Intent.EMERGENCY);

    models.encoderVersion = "1";
    triage.on(new ModelChanged(Instant.now(), "sentence", "a@2", "a@1", "rolled-back"));
    awaitStatus(State.READY, Cause.NONE);
    triage.deactivate();
    assertThat(models.leases).hasValue(0);
  }

  @Test
  void anEncoderOfAnotherFamilyIsRefused() {
    models.encoderFamily = "first-token";
    triage.bindStore(models);
    VestibuleException refused =
        catchThrowableOfType(VestibuleException.class, () -> triage.triage("a parcel for you"));
    assertThat(refused.code()).isEqualTo("model-signature-mismatch");
  }

  @Test
  void aDamagedHeadIsAStatusNotAnException() throws Exception {
    Files.writeString(folder.resolve(HeadFile.HEAD), "{");
    triage.bindStore(models);
    triage.activate(Map.of());
    awaitStatus(State.DEGRADED, Cause.MODEL_INVALID);
    triage.deactivate();
    assertThat(models.leases).hasValue(0);
  }

  @Test
  void anImpossibleConfigurationKeepsTheLastGoodOne() throws Exception {
    triage.bindStore(models);
    triage.activate(Map.of("acceptThreshold", "0.45"));
    awaitStatus(State.READY, Cause.NONE);
    assertThat(triage.triage("a parcel").intent()).isEqualTo(Intent.DELIVERY);

    triage.configure(Map.of("acceptThreshold", "7"));
    awaitStatus(State.DEGRADED, Cause.CONFIGURATION);
    assertThat(triage.status().sentence()).contains("acceptThreshold", "7", "0 to 1");
    assertThat(triage.triage("a parcel").intent()).isEqualTo(Intent.DELIVERY);

    triage.configure(Map.of("acceptThreshold", 0.6));
    awaitStatus(State.READY, Cause.NONE);
    assertThat(triage.triage("a parcel"))
        .satisfies(
            answer -> {
              assertThat(answer.intent()).isEqualTo(Intent.UNCLEAR);
              assertThat(answer.reason()).contains("0.60");
              assertThat(answer.model()).isEqualTo("visitor-intent@1");
            });
  }

  @Test
  void aStoreThatGoesAwayIsReported() throws Exception {
    triage.bindStore(models);
    triage.activate(Map.of());
    awaitStatus(State.READY, Cause.NONE);
    triage.unbindStore(models);
    awaitStatus(State.DEGRADED, Cause.DEPENDENCY);
  }

  private void awaitStatus(State state, Cause cause) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    Status status = triage.status();
    while ((status.state() != state || status.cause() != cause) && System.nanoTime() < end) {
      LockSupport.parkNanos(1_000_000);
      status = triage.status();
    }
    assertThat(status.state()).as("%s", status).isEqualTo(state);
    assertThat(status.cause()).isEqualTo(cause);
  }
}
