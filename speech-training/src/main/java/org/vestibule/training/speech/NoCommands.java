// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.vestibule.api.VestibuleException;
import org.vestibule.audio.internal.sound.Resampler;

/**
 * How often speech that is no command is taken for one: as the gateway hears it, part by part
 * between pauses, and, much harder, cut blindly into pieces of 1.2 s, of which some are one word.
 */
final class NoCommands {
  private static final int PIECE = 6 * Resampler.RATE / 5;

  private double hours;
  private int parts;
  private int partsTaken;
  private int pieces;
  private int piecesTaken;

  /** Hears every recording below a folder. */
  void hear(Judge judge, Path folder) throws IOException, VestibuleException {
    List<Path> recordings;
    try (Stream<Path> files = Files.walk(folder)) {
      recordings = files.filter(file -> file.toString().endsWith(".wav")).sorted().toList();
    }
    for (Path file : recordings) {
      float[] sound = Wav.read(file);
      hours += sound.length / (3600.0 * Resampler.RATE);
      for (float[] part : judge.parts(sound)) {
        parts++;
        partsTaken += judge.spot(part) == Words.OTHER ? 0 : 1;
      }
      for (int at = 0; at + PIECE <= sound.length; at += PIECE) {
        pieces++;
        float[] piece = Arrays.copyOfRange(sound, at, at + PIECE);
        piecesTaken += judge.spot(piece) == Words.OTHER ? 0 : 1;
      }
    }
  }

  void print(PrintStream out) {
    out.printf(
        Locale.ROOT,
        "Speech that is no command, %.3f h: %d of %d parts between pauses taken for one,"
            + " %d of %d blind pieces of 1.2 s%n",
        hours,
        partsTaken,
        parts,
        piecesTaken,
        pieces);
  }

  void keys(PrintStream out) {
    out.printf(Locale.ROOT, "no_command_hours=%.4f%n", hours);
    out.printf(Locale.ROOT, "no_command_parts=%d%n", parts);
    out.printf(Locale.ROOT, "false_accepts_per_hour=%.1f%n", partsTaken / hours);
    out.printf(
        Locale.ROOT, "false_accepts_per_hour_upper=%.1f%n", Poisson.upper(partsTaken) / hours);
    out.printf(Locale.ROOT, "no_command_pieces=%d%n", pieces);
    out.print(new Share(piecesTaken, pieces).keys("false_accepts_blind"));
  }
}
