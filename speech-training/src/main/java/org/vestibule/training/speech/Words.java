// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.vestibule.api.speech.VoiceCommand;

/** What is said: the closed set, and everything else. */
final class Words {
  /** The class of everything else, behind the commands. */
  static final int OTHER = VoiceCommand.values().length;

  /** Its name. */
  static final String OTHER_NAME = "none";

  private Words() {}

  /** Returns the commands in the order of {@link VoiceCommand}. */
  static List<String> commands() {
    return Arrays.stream(VoiceCommand.values())
        .map(command -> command.name().toLowerCase(Locale.ROOT))
        .toList();
  }

  /** Returns the name of a class. */
  static String name(int label) {
    return label == OTHER ? OTHER_NAME : commands().get(label);
  }

  /** Returns words and sentences that are no commands. */
  static List<String> others() throws IOException {
    try (InputStream in = Words.class.getResourceAsStream("other-words.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .toList();
    }
  }
}
