// SPDX-License-Identifier: Apache-2.0
package org.vestibule.echo.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.sound.EchoCanceller;

/** A loudspeaker and a microphone in a simulated porch, 16 kHz. */
final class Echoes {
  static final int RATE = 16_000;
  private static final int DELAY = RATE * 40 / 1000;
  private static final int TAIL = RATE * 100 / 1000;
  private static final double GAIN = .4;

  /** The tail's energy is a quarter of that of the direct sound. */
  private static final double TAIL_SHARE = .25;

  private Echoes() {}

  /** Skips the test where the library cannot be loaded, and says why. */
  static void assumeNatives() {
    try {
      WebRtcLibrary.load();
    } catch (VestibuleException e) {
      Assumptions.abort(e.getMessage());
    }
  }

  /**
   * What comes back of the sound: 40 ms later, at 0.4, and a tail of 100 ms that fades by 60 dB.
   */
  static double[] echo(short[] played) {
    double[] room = room();
    double[] echo = new double[played.length];
    for (int i = DELAY; i < echo.length; i++) {
      for (int k = 0; k < room.length && k <= i - DELAY; k++) {
        echo[i] += room[k] * played[i - DELAY - k];
      }
    }
    return echo;
  }

  private static double[] room() {
    Random random = new Random(5);
    double[] room = new double[1 + TAIL];
    double energy = 0;
    for (int k = 1; k < room.length; k++) {
      room[k] = random.nextGaussian() * Math.pow(10, -3.0 * k / TAIL);
      energy += room[k] * room[k];
    }
    for (int k = 1; k < room.length; k++) {
      room[k] *= GAIN * Math.sqrt(TAIL_SHARE / energy);
    }
    room[0] = GAIN;
    return room;
  }

  /** What the microphone hears of the echo and of somebody who begins to speak at {@code from}. */
  static short[] microphone(double[] echo, short[] near, int from) {
    short[] mixed = new short[echo.length];
    for (int i = 0; i < mixed.length; i++) {
      double own = i >= from && i - from < near.length ? near[i - from] : 0;
      mixed[i] = (short) Math.max(-32_768, Math.min(32_767, Math.round(echo[i] + own)));
    }
    return mixed;
  }

  /** Runs a line, a block at a time. */
  static short[] cancelled(EchoCanceller canceller, short[] played, short[] heard) {
    short[] out = new short[heard.length];
    for (int at = 0; at + EchoCanceller.BLOCK <= heard.length; at += EchoCanceller.BLOCK) {
      int end = at + EchoCanceller.BLOCK;
      canceller.played(Arrays.copyOfRange(played, at, end));
      short[] block = canceller.cancel(Arrays.copyOfRange(heard, at, end));
      System.arraycopy(block, 0, out, at, block.length);
    }
    return out;
  }

  /** A fixture of 16 kHz mono PCM; the test is skipped where it was not fetched. */
  static short[] recorded(String name) throws IOException {
    String given = System.getProperty("vestibule.fixtures", "");
    Path root = Path.of(System.getProperty("vestibule.root", "../.."));
    Path fixtures = given.isBlank() ? root.resolve("data/fixtures") : Path.of(given);
    Path file = fixtures.resolve("speech").resolve(name);
    Assumptions.assumeTrue(
        Files.exists(file), "run testkit/fixtures.sh data/fixtures data/cache first: " + file);
    ByteBuffer wav = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    int at = 12;
    while (wav.getInt(at) != 0x61746164) { // "data"
      at += 8 + wav.getInt(at + 4);
    }
    short[] samples = new short[Math.min(wav.getInt(at + 4), wav.limit() - at - 8) / 2];
    wav.position(at + 8).slice().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }
}
