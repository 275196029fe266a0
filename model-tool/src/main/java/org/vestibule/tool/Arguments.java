// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A command line, taken apart: plain values, options with a value, switches. Immutable. */
final class Arguments {
  private static final Set<String> COMMON_VALUED = Set.of("--data", "--port");
  private static final Set<String> COMMON_SWITCHES = Set.of("--json", "--help");

  private final List<String> plain;
  private final Map<String, String> valued;
  private final Set<String> switches;

  private Arguments(List<String> plain, Map<String, String> valued, Set<String> switches) {
    this.plain = List.copyOf(plain);
    this.valued = Map.copyOf(valued);
    this.switches = Set.copyOf(switches);
  }

  /**
   * Reads what follows a command's name.
   *
   * @param valuedNames options of the command that take a value
   * @param switchNames options of the command that take none
   * @throws WrongUse naming what is unknown or incomplete
   */
  static Arguments read(List<String> words, Set<String> valuedNames, Set<String> switchNames)
      throws WrongUse {
    List<String> plain = new ArrayList<>();
    Map<String, String> valued = new HashMap<>();
    Set<String> switches = new HashSet<>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (COMMON_SWITCHES.contains(word) || switchNames.contains(word)) {
        switches.add(word);
      } else if (COMMON_VALUED.contains(word) || valuedNames.contains(word)) {
        if (++i == words.size()) {
          throw new WrongUse(word + " needs a value");
        }
        valued.put(word, words.get(i));
      } else if (word.startsWith("-")) {
        throw new WrongUse("unknown option '" + word + "'");
      } else {
        plain.add(word);
      }
    }
    return new Arguments(plain, valued, switches);
  }

  /** Refuses more or fewer plain values. */
  void count(int least, int most) throws WrongUse {
    if (plain.size() < least || plain.size() > most) {
      String wanted = least == most ? "" + least : least + " to " + most;
      throw new WrongUse(plain.size() + " values given, " + wanted + " needed");
    }
  }

  String plain(int at) {
    return plain.get(at);
  }

  /** Returns a plain value, empty when there are fewer. */
  Optional<String> optional(int at) {
    return at < plain.size() ? Optional.of(plain.get(at)) : Optional.empty();
  }

  Optional<String> option(String name) {
    return Optional.ofNullable(valued.get(name));
  }

  String need(String name) throws WrongUse {
    return option(name).orElseThrow(() -> new WrongUse(name + " is needed"));
  }

  boolean has(String name) {
    return switches.contains(name);
  }

  /** Returns a plain value as a path. */
  Path path(int at) throws WrongUse {
    return path(plain.get(at));
  }

  static Path path(String text) throws WrongUse {
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new WrongUse("'" + text.replaceAll("\\p{Cntrl}", "?") + "' is no path");
    }
  }

  /** Returns the data folder of the gateway. */
  Path data() throws WrongUse {
    return path(option("--data").orElse("data"));
  }

  /** Returns the gateway's port on loopback. */
  int port() throws WrongUse {
    String given = option("--port").orElse("8787");
    if (!given.matches("[0-9]{1,5}") || Integer.parseInt(given) > 65_535) {
      throw new WrongUse("--port needs a number up to 65535, got '" + given + "'");
    }
    return Integer.parseInt(given);
  }
}
