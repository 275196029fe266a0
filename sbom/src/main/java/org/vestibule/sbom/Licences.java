// SPDX-License-Identifier: Apache-2.0
package org.vestibule.sbom;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/** Puts what jars say of their licence into SPDX's words, where that is certain. Immutable. */
final class Licences {
  /** What is said where nothing is known. */
  static final String UNKNOWN = "LicenseRef-unknown";

  private static final Map<Pattern, String> SAID = said();

  private final Properties table = new Properties();

  Licences() throws IOException {
    try (Reader reader =
        new InputStreamReader(
            Licences.class.getResourceAsStream("licences.properties"), StandardCharsets.UTF_8)) {
      table.load(reader);
    }
  }

  /**
   * Returns a licence.
   *
   * @param said what the jar itself says, as it says it
   */
  String of(String group, String artifact, Optional<String> said) {
    String exact = table.getProperty(group + ":" + artifact);
    if (exact != null) {
      return exact;
    }
    if (said.isPresent()) {
      for (Map.Entry<Pattern, String> known : SAID.entrySet()) {
        if (known.getKey().matcher(said.get()).find()) {
          return known.getValue();
        }
      }
    }
    return table.stringPropertyNames().stream()
        .filter(name -> name.endsWith(".") && (group + ".").startsWith(name))
        .max(Comparator.comparingInt(String::length))
        .map(table::getProperty)
        .orElse(UNKNOWN);
  }

  /** Returns whether a person has to look. */
  static boolean unclear(String licence) {
    return licence.contains("unknown");
  }

  private static Map<Pattern, String> said() {
    Map<Pattern, String> said = new LinkedHashMap<>();
    said.put(Pattern.compile("(?i)apache.*licen[sc]e.*2\\.0|Apache-2\\.0"), "Apache-2.0");
    said.put(Pattern.compile("(?i)edl-v10|EDL-1\\.0|BSD-3-Clause"), "BSD-3-Clause");
    said.put(Pattern.compile("(?i)EPL[ -]2\\.0|epl-v20"), "EPL-2.0");
    said.put(Pattern.compile("(?i)\\bMIT\\b"), "MIT");
    return said;
  }
}
