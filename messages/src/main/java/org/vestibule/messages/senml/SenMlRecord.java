// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages.senml;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One line of a pack: a name with exactly one value (RFC 8428, section 4.2). Immutable.
 *
 * @param name appended to the base name; A-Z, a-z, 0-9, '-', ':', '.', '/' and '_' (section 4.5.1)
 * @param unit as the registry of SenML units has it, for example {@code s}; empty: none
 * @param value a {@link Boolean} (vb), a {@link String} (vs), a {@link Long} or a finite {@link
 *     Double} (v)
 */
record SenMlRecord(String name, Optional<String> unit, Object value) {
  /** The longest name or base name, in characters. */
  static final int MOST_NAME = 200;

  /** The longest value that is text, in characters. */
  static final int MOST_TEXT = 1000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9:./_-]{1," + MOST_NAME + "}");

  /** Refuses what no reader would take. */
  SenMlRecord {
    requireName(name);
    if (value instanceof Double number && !Double.isFinite(number)) {
      throw new IllegalArgumentException("value of " + name + ": " + number + "; allowed: finite");
    }
    if (value instanceof String text && text.length() > MOST_TEXT) {
      throw new IllegalArgumentException(
          "value of " + name + ": " + text.length() + " characters; allowed: " + MOST_TEXT);
    }
  }

  static String requireName(String name) {
    if (name == null || !NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "name of another form; allowed: 1 to "
              + MOST_NAME
              + " of A-Z, a-z, 0-9, '-', ':', '.', '/' and '_'");
    }
    return name;
  }
}
