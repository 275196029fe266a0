// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.speech.SpeechEvent.CommandHeard;
import org.vestibule.api.speech.VoiceCommand;
import org.vestibule.audio.internal.Sounds;
import org.vestibule.audio.internal.sound.Resampler;
import org.vestibule.models.internal.PackStore;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;

/** The real pack on a voice that it was not trained on; skipped where packs were not fetched. */
class RealCommandsTest {
  private static final OnnxRuntime RUNTIME = new OnnxRuntime();
  private static PackStore store;
  private static SpotterComponent spotter;

  @BeforeAll
  static void open() throws ModelException {
    Path packs = folder("vestibule.packs", "models");
    Assumptions.assumeTrue(
        Files.exists(packs.resolve("voice-commands").resolve("head.bin")),
        "run ./vestibule models first");
    store = PackStore.open(packs, RUNTIME);
    spotter = new SpotterComponent();
    spotter.setStore(store);
  }

  @AfterAll
  static void close() {
    if (store != null) {
      spotter.deactivate();
      store.close();
    }
    RUNTIME.close();
  }

  @Test
  void mostOfTheWordsAreRecognisedAndNoneIsTakenForAnother() throws IOException {
    int right = 0;
    for (VoiceCommand command : VoiceCommand.values()) {
      String word = command.name().toLowerCase(Locale.ROOT);
      Optional<CommandHeard> heard = spotter.spot(recorded(word + "/awb-1.0.wav"), 0);
      assertThat(heard.map(CommandHeard::command).orElse(command)).isEqualTo(command);
      right += heard.isPresent() ? 1 : 0;
    }
    assertThat(right).isGreaterThanOrEqualTo(9);
  }

  @Test
  void silenceNoiseAndASpeechAreNoCommands() throws IOException {
    assertThat(spotter.spot(new float[Resampler.RATE], 0)).isEmpty();
    assertThat(spotter.spot(sound(Sounds.whiteNoise(0.2, 1)), 0)).isEmpty();
    float[] speech = sound(Sounds.recorded("jfk.wav"));
    for (int at = 0; at + 2 * Resampler.RATE <= speech.length; at += 2 * Resampler.RATE) {
      float[] part = Arrays.copyOfRange(speech, at, at + 2 * Resampler.RATE);
      assertThat(spotter.spot(part, 0)).as("part from sample " + at).isEmpty();
    }
  }

  private static float[] recorded(String name) throws IOException {
    return sound(Sounds.recorded("../commands/" + name));
  }

  private static float[] sound(short[] samples) {
    return new Resampler(Resampler.RATE).push(samples, 0, samples.length);
  }

  private static Path folder(String property, String name) {
    String given = System.getProperty(property);
    return given == null || given.isBlank() ? Path.of("..", "..", "data", name) : Path.of(given);
  }
}
