// SPDX-License-Identifier: Apache-2.0
package org.vestibule.ota.internal;

/** A change was made and is no good: it has to be undone. */
final class Unhealthy extends Exception {
  private static final long serialVersionUID = 1L;

  Unhealthy(String why, Exception cause) {
    super(why, cause);
  }

  /** Returns the first line of what an exception says. */
  static String firstLine(Exception e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    String line = message.lines().findFirst().orElse("");
    return line.length() <= 300 ? line : line.substring(0, 300) + "...";
  }
}
