// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.event.ModelChanged;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.status.Status;

class AudioComponentTest {
  @TempDir Path folder;
  private final AudioComponent audio = new AudioComponent(Path.of("none"));

  @AfterEach
  void stop() {
    audio.deactivate();
  }

  @Test
  void withoutAStoreItSaysWhatToInstall() {
    audio.activate(Map.of());
    await(() -> audio.status().state() == Status.State.UNAVAILABLE);
    assertThat(audio.status().cause()).isEqualTo(Status.Cause.DEPENDENCY);
    assertThat(audio.languages()).isEmpty();
  }

  @Test
  void itIsReadyOnlyAfterBothModelsRan() {
    ScriptedModels models = new ScriptedModels(folder);
    audio.setStore(models);
    audio.activate(Map.of());
    await(() -> audio.status().state() == Status.State.READY);
    assertThat(models.encodings.get()).isPositive();
    assertThat(audio.status().sentence()).contains("scripted-voice@1", "scripted-base@1");
    assertThat(audio.languages()).containsExactly(Locale.ENGLISH);
  }

  @Test
  void aMissingModelIsNamedAndTriedAgainWhenItComes() {
    ScriptedModels models = new ScriptedModels(folder);
    models.broken = new ModelException("model-missing", "slot speech", "none", "one", "Fetch it.");
    audio.setStore(models);
    audio.activate(Map.of());
    await(() -> audio.status().cause() == Status.Cause.MODEL_MISSING);
    models.broken = null;
    audio.on(new ModelChanged(Instant.now(), ModelSlots.SPEECH, "", "scripted-base@1", "started"));
    await(() -> audio.status().state() == Status.State.READY);
  }

  @Test
  void aModelThatCannotRunIsNotReady() {
    ScriptedModels models = new ScriptedModels(folder);
    models.broken = new ModelException("model-run-failed", "encoder", "crash", "text", "Reload.");
    audio.setStore(models);
    audio.activate(Map.of());
    await(() -> audio.status().cause() == Status.Cause.MODEL_INVALID);
  }

  @Test
  void aWrongSettingIsShownAndTheLastGoodOnesStay() {
    audio.setStore(new ScriptedModels(folder));
    audio.activate(Map.of("maxConcurrent", 2));
    await(() -> audio.status().state() == Status.State.READY);
    audio.modified(Map.of("speechThreshold", 7));
    assertThat(audio.status().state()).isEqualTo(Status.State.DEGRADED);
    assertThat(audio.status().cause()).isEqualTo(Status.Cause.CONFIGURATION);
    assertThat(audio.status().sentence()).contains("speechThreshold", "7", "0.2 to 0.95", "0.5");
    Instant since = audio.status().since();
    audio.modified(Map.of("speechThreshold", 7));
    assertThat(audio.status().since()).isEqualTo(since);
    audio.modified(Map.of("speechThreshold", 0.6));
    assertThat(audio.status().state()).isEqualTo(Status.State.READY);
  }

  @Test
  void aDenoiserThatNoEvaluationSpeaksForIsRefusedInTheStatus() {
    audio.setStore(new ScriptedModels(folder));
    audio.setSuppressors(Optional::empty);
    audio.activate(Map.of("recogniserDenoiser", "suppressor"));
    await(() -> audio.status().state() == Status.State.DEGRADED);
    assertThat(audio.status().cause()).isEqualTo(Status.Cause.CONFIGURATION);
    assertThat(audio.status().sentence()).contains("speech-denoiser.properties", "off");
    audio.modified(Map.of());
    await(() -> audio.status().state() == Status.State.READY);
  }

  @Test
  void aStoreThatGoesIsMissedAndOneThatWasReplacedIsNot() {
    ScriptedModels first = new ScriptedModels(folder);
    ScriptedModels second = new ScriptedModels(folder);
    audio.setStore(first);
    audio.setStore(second);
    audio.unsetStore(first);
    await(() -> audio.status().state() == Status.State.READY);
    audio.unsetStore(second);
    assertThat(audio.status().cause()).isEqualTo(Status.Cause.DEPENDENCY);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + 60_000_000_000L;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("not within 60 s").isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
