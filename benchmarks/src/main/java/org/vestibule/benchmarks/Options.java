// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.util.Arrays;

/** The options of a benchmark: {@code --name value}. */
record Options(String... args) {
  /**
   * Returns a value.
   *
   * @throws IllegalArgumentException naming an option that is missing
   */
  String text(String name) {
    String value = find(name);
    if (value == null) {
      throw new IllegalArgumentException(name + " is needed");
    }
    return value;
  }

  /** Returns a value, or {@code fallback} when the option is absent. */
  String text(String name, String fallback) {
    String value = find(name);
    return value == null ? fallback : value;
  }

  /** Returns a whole number, or {@code fallback} when the option is absent. */
  int number(String name, int fallback) {
    String value = find(name);
    return value == null ? fallback : Integer.parseInt(value);
  }

  private String find(String name) {
    int at = Arrays.asList(args).indexOf(name);
    return at < 0 || at + 1 >= args.length ? null : args[at + 1];
  }
}
