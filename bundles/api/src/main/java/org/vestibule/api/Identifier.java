// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api;

import java.util.regex.Pattern;

/** The form that names in topics, paths and logs share: safe in a URL, a topic and a file name. */
public final class Identifier {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private Identifier() {}

  /**
   * Returns {@code value} if it is 1 to 63 characters of {@code a-z}, {@code 0-9} and {@code -},
   * not starting with {@code -}.
   *
   * @throws IllegalArgumentException naming {@code what} and the form otherwise
   */
  public static String require(String what, String value) {
    if (value == null || !FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          what + " must be 1 to 63 of a-z, 0-9 and '-', for example front-door");
    }
    return value;
  }
}
