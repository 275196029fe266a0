// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.intent.Intent;
import org.vestibule.intent.internal.Label;

/**
 * Labelled sentences of one file: a line is {@code label<TAB>sentence}, a line that begins with
 * {@code #} is a remark.
 *
 * @param all in the order of the file
 */
public record Utterances(List<Said> all) {
  /** The label of sentences that no intent covers. */
  public static final String OUT_OF_SCOPE = "out_of_scope";

  /**
   * One sentence.
   *
   * @param label what it is an example of
   * @param sentence as it was said
   */
  public record Said(Label label, String sentence) {
    /** Returns what its speaker wants; {@code UNCLEAR} when it is out of scope. */
    public Intent wants() {
      return label.intent();
    }
  }

  /** Copies the list. */
  public Utterances {
    all = List.copyOf(all);
  }

  /** Returns the sentences that have an intent. */
  public List<Said> inScope() {
    return all.stream().filter(said -> said.wants() != Intent.UNCLEAR).toList();
  }

  /** Returns the sentences that have none. */
  public List<Said> outOfScope() {
    return all.stream().filter(said -> said.wants() == Intent.UNCLEAR).toList();
  }

  /**
   * Reads a file.
   *
   * @throws VestibuleException {@code utterances-invalid} naming the line
   */
  public static Utterances read(Path file) throws VestibuleException {
    try {
      return read(
          file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8).lines());
    } catch (IOException e) {
      String found = "it cannot be read (" + e.getClass().getSimpleName() + ")";
      throw refused(file.getFileName().toString(), 0, found);
    }
  }

  /** Reads the sentences that came along with this bundle. */
  static Utterances builtIn(String name) {
    try (InputStream in = Utterances.class.getResourceAsStream(name)) {
      return read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8).lines());
    } catch (IOException | VestibuleException e) {
      throw new IllegalStateException(name + " of this bundle cannot be read", e);
    }
  }

  private static Utterances read(String file, Stream<String> content) throws VestibuleException {
    List<String> lines = content.toList();
    List<Said> all = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isBlank() && !line.startsWith("#")) {
        all.add(said(file, i + 1, line));
      }
    }
    return new Utterances(all);
  }

  private static Said said(String file, int number, String line) throws VestibuleException {
    String[] parts = line.split("\t", -1);
    if (parts.length != 2 || parts[1].isBlank()) {
      throw refused(file, number, "not two columns");
    }
    if (parts[0].equals(OUT_OF_SCOPE)) {
      return new Said(Label.of(Intent.UNCLEAR), parts[1]);
    }
    for (Intent intent : Intent.values()) {
      if (intent != Intent.UNCLEAR
          && intent != Intent.UNKNOWN_LANGUAGE
          && intent.name().toLowerCase(Locale.ROOT).equals(parts[0])) {
        return new Said(Label.of(intent), parts[1]);
      }
    }
    throw refused(file, number, "the label '" + parts[0] + "'");
  }

  private static VestibuleException refused(String file, int line, String found) {
    return new VestibuleException(
        "utterances-invalid",
        "utterances " + file + (line > 0 ? ", line " + line : ""),
        found,
        "an intent such as delivery, or " + OUT_OF_SCOPE + ", a tab, and a sentence",
        "Correct the line.");
  }
}
