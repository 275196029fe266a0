// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.VestibuleException;

/** Runs the synthesisers, each as a process of its own. Not thread-safe. */
final class Speaking implements AutoCloseable {
  private static final int SECONDS = 20;

  /** Parts of the loudest sample below which there is no word yet, or none any more. */
  private static final float SILENCE = 0.01f;

  private final Path file;

  /**
   * Looks for the synthesisers.
   *
   * @throws VestibuleException {@code synthesiser-missing}
   */
  Speaking(List<String> engines) throws VestibuleException, IOException {
    for (String engine : engines) {
      try {
        run(List.of(engine, "--version"));
      } catch (IOException e) {
        throw new VestibuleException(
            "synthesiser-missing",
            "synthetic voices",
            engine + " cannot be started",
            "flite and espeak-ng, which are needed for training only",
            "Install them: apt-get install -y --no-install-recommends flite espeak-ng",
            e);
      }
    }
    file = Files.createTempFile("vestibule-voice-", ".wav");
  }

  /** Returns a text as a voice says it, 16 kHz, without the silence around it. */
  float[] say(Voice voice, String text, Random random) throws VestibuleException, IOException {
    Files.write(file, new byte[0]);
    int code = run(voice.command(text, file.toString(), random));
    if (code != 0 || Files.size(file) == 0) {
      throw new VestibuleException(
          "synthesiser-failed",
          "voice " + voice.name() + " of " + voice.engine(),
          "exit code " + code,
          "a sound",
          "Install the engine anew, with all its voices.");
    }
    return trimmed(Wav.read(file));
  }

  private static int run(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      process.destroyForcibly();
      throw new IOException(command.get(0) + " did not end in " + SECONDS + " s");
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Cuts off what is silent at both ends. */
  static float[] trimmed(float[] sound) {
    float peak = 0;
    for (float sample : sound) {
      peak = Math.max(peak, Math.abs(sample));
    }
    int from = 0;
    int to = sound.length;
    while (from < to && Math.abs(sound[from]) <= SILENCE * peak) {
      from++;
    }
    while (to > from && Math.abs(sound[to - 1]) <= SILENCE * peak) {
      to--;
    }
    return Arrays.copyOfRange(sound, from, to);
  }

  @Override
  public void close() throws IOException {
    Files.delete(file);
  }
}
