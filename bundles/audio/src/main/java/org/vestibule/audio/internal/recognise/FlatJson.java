// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.util.HashMap;
import java.util.Map;

/** Reads one JSON object of names and whole numbers (RFC 8259); used once. */
final class FlatJson {
  private static final String ESCAPES = "\"\\/bfnrt";
  private static final String MEANT = "\"\\/\b\f\n\r\t";

  private final String text;
  private final int most;
  private int at;

  /**
   * @param most members allowed
   */
  FlatJson(String text, int most) {
    this.text = text;
    this.most = most;
  }

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if it is no such object
   */
  Map<String, Integer> read() {
    Map<String, Integer> members = new HashMap<>();
    expect('{');
    do {
      String name = name();
      expect(':');
      members.put(name, number());
      if (members.size() > most) {
        throw wrong("more than " + most + " members");
      }
    } while (comma());
    expect('}');
    return members;
  }

  private boolean comma() {
    skipSpace();
    boolean comma = at < text.length() && text.charAt(at) == ',';
    at += comma ? 1 : 0;
    return comma;
  }

  private String name() {
    expect('"');
    StringBuilder name = new StringBuilder();
    for (char next = take(); next != '"'; next = take()) {
      name.append(next == '\\' ? escaped() : next);
    }
    return name.toString();
  }

  private char escaped() {
    char letter = take();
    if (letter == 'u') {
      if (at + 4 > text.length()) {
        throw wrong("ends in a name");
      }
      at += 4;
      return (char) Integer.parseInt(text.substring(at - 4, at), 16);
    }
    int known = ESCAPES.indexOf(letter);
    if (known < 0) {
      throw wrong("an unknown escape");
    }
    return MEANT.charAt(known);
  }

  private int number() {
    skipSpace();
    int from = at;
    while (at < text.length() && Character.isDigit(text.charAt(at))) {
      at++;
    }
    return Integer.parseInt(text.substring(from, at));
  }

  private void expect(char wanted) {
    skipSpace();
    if (take() != wanted) {
      throw wrong("no '" + wanted + "'");
    }
  }

  private char take() {
    if (at >= text.length()) {
      throw wrong("ends too early");
    }
    return text.charAt(at++);
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("no JSON object of numbers: " + what + " at " + at);
  }
}
