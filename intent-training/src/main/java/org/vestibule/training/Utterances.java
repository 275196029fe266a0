// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.intent.Intent;

/**
 * Labelled sentences of one file: a line is {@code label<TAB>sentence}, a line that begins with
 * {@code #} is a remark.
 *
 * @param all in the order of the file
 */
record Utterances(List<Said> all) {
  /** The label of sentences that no intent covers. */
  static final String OUT_OF_SCOPE = "out_of_scope";

  /**
   * One sentence.
   *
   * @param wants what its speaker wants; {@link Intent#UNCLEAR} when it is out of scope
   */
  record Said(Intent wants, String sentence) {}

  Utterances {
    all = List.copyOf(all);
  }

  /** Returns the sentences that have an intent. */
  List<Said> inScope() {
    return all.stream().filter(said -> said.wants() != Intent.UNCLEAR).toList();
  }

  /** Returns the sentences that have none. */
  List<Said> outOfScope() {
    return all.stream().filter(said -> said.wants() == Intent.UNCLEAR).toList();
  }

  /**
   * Reads a file.
   *
   * @throws VestibuleException {@code utterances-invalid} naming the line
   */
  static Utterances read(Path file) throws VestibuleException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw refused(file, 0, "it cannot be read (" + e.getClass().getSimpleName() + ")");
    }
    List<Said> all = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isBlank() && !line.startsWith("#")) {
        all.add(said(file, i + 1, line));
      }
    }
    return new Utterances(all);
  }

  private static Said said(Path file, int number, String line) throws VestibuleException {
    String[] parts = line.split("\t", -1);
    if (parts.length != 2 || parts[1].isBlank()) {
      throw refused(file, number, "not two columns");
    }
    if (parts[0].equals(OUT_OF_SCOPE)) {
      return new Said(Intent.UNCLEAR, parts[1]);
    }
    for (Intent intent : Intent.values()) {
      if (intent != Intent.UNCLEAR && intent.name().toLowerCase(Locale.ROOT).equals(parts[0])) {
        return new Said(intent, parts[1]);
      }
    }
    throw refused(file, number, "the label '" + parts[0] + "'");
  }

  private static VestibuleException refused(Path file, int line, String found) {
    return new VestibuleException(
        "utterances-invalid",
        "utterances " + file.getFileName() + (line > 0 ? ", line " + line : ""),
        found,
        "an intent such as delivery, or " + OUT_OF_SCOPE + ", a tab, and a sentence",
        "Correct the line.");
  }
}
