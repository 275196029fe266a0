// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The options of a command, {@code --name value} or a flag alone. Immutable. */
public final class Arguments {
  private final Map<String, String> values = new HashMap<>();

  /**
   * Reads options.
   *
   * @param valued options that have a value
   * @param flags options that have none
   * @throws WrongUse for anything else
   */
  public Arguments(String[] arguments, List<String> valued, List<String> flags) throws WrongUse {
    for (int i = 0; i < arguments.length; i++) {
      String name = arguments[i];
      if (flags.contains(name)) {
        values.put(name, "");
      } else if (!valued.contains(name)) {
        throw new WrongUse("unknown option '" + name + "'; --help lists them");
      } else if (++i == arguments.length) {
        throw new WrongUse(name + " needs a value");
      } else {
        values.put(name, arguments[i]);
      }
    }
  }

  /** Returns whether an option was given. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** Returns a value that must be there. */
  public String text(String name) throws WrongUse {
    String value = values.get(name);
    if (value == null || value.isBlank()) {
      throw new WrongUse(name + " is needed; --help says what for");
    }
    return value;
  }

  /** Returns a value, or {@code fallback} when the option is absent. */
  public String text(String name, String fallback) {
    return values.getOrDefault(name, fallback);
  }

  /** Returns a whole number within bounds. */
  public int number(String name, int fallback, int least, int most) throws WrongUse {
    String value = values.get(name);
    try {
      int number = value == null ? fallback : Integer.parseInt(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Refused below, with the same words as a number out of bounds.
    }
    throw new WrongUse(name + " is '" + value + "'; allowed: " + least + " to " + most);
  }
}
