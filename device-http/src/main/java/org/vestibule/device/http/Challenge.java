// SPDX-License-Identifier: Apache-2.0
package org.vestibule.device.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a device asks for before it does anything: one challenge of {@code WWW-Authenticate} (RFC
 * 9110, sections 11.2 to 11.6). Immutable.
 *
 * @param scheme lower-case, for example {@code digest}
 * @param parameters by lower-case name, without quotes
 */
record Challenge(String scheme, Map<String, String> parameters) {
  private static final int MOST_CHARACTERS = 4096;
  private static final int MOST_PARAMETERS = 64;
  private static final String TOKEN_SIGNS = "!#$%&'*+-.^_`|~";

  /** Copies. */
  Challenge {
    parameters = Map.copyOf(parameters);
  }

  /** Returns a parameter, or {@code fallback} where the device did not send it. */
  String parameter(String name, String fallback) {
    return parameters.getOrDefault(name, fallback);
  }

  /**
   * Reads the challenges of all header lines. What comes after something malformed in a line is
   * left out: a device that writes half a challenge is not answered by half.
   */
  static List<Challenge> of(List<String> lines) {
    List<Challenge> all = new ArrayList<>();
    for (String line : lines) {
      if (line.length() <= MOST_CHARACTERS) {
        all.addAll(new Reader(line).read());
      }
    }
    return all;
  }

  /** Reads one line. */
  private static final class Reader {
    private final String text;
    private final List<Challenge> done = new ArrayList<>();
    private int at;
    private int count;
    private String scheme;
    private Map<String, String> parameters = new TreeMap<>();

    Reader(String text) {
      this.text = text;
    }

    List<Challenge> read() {
      while (skip(" \t,")) {
        if (++count > MOST_PARAMETERS || !step()) {
          return done;
        }
      }
      finish();
      return done;
    }

    /** Reads a scheme or a parameter; returns whether the line is sound so far. */
    private boolean step() {
      String token = token();
      if (token.isEmpty()) {
        return false;
      }
      int after = at;
      skip(" \t");
      if (scheme == null || at >= text.length() || text.charAt(at) != '=') {
        boolean spaced = at > after || at >= text.length() || text.charAt(at) == ',';
        finish();
        scheme = token.toLowerCase(Locale.ROOT);
        return spaced;
      }
      at++;
      skip(" \t");
      boolean quoted = at < text.length() && text.charAt(at) == '"';
      String value = quoted ? quoted() : token();
      return value != null
          && (quoted || !value.isEmpty())
          && parameters.put(token.toLowerCase(Locale.ROOT), value) == null;
    }

    private void finish() {
      if (scheme != null) {
        done.add(new Challenge(scheme, parameters));
      }
      scheme = null;
      parameters = new TreeMap<>();
    }

    private boolean skip(String signs) {
      while (at < text.length() && signs.indexOf(text.charAt(at)) >= 0) {
        at++;
      }
      return at < text.length();
    }

    private String token() {
      int begin = at;
      while (at < text.length() && isToken(text.charAt(at))) {
        at++;
      }
      return text.substring(begin, at);
    }

    /** Returns the text between the quotes, or null where the last one or a sense is missing. */
    private String quoted() {
      StringBuilder value = new StringBuilder();
      for (at++; at < text.length(); at++) {
        char sign = text.charAt(at);
        if (sign == '"') {
          at++;
          return value.toString();
        }
        if (sign == '\\' && ++at < text.length()) {
          sign = text.charAt(at);
        }
        if (sign < ' ' || sign == 0x7f || sign > 0xff) {
          return null;
        }
        value.append(sign);
      }
      return null;
    }

    private static boolean isToken(char sign) {
      return sign >= '0' && sign <= '9'
          || sign >= 'a' && sign <= 'z'
          || sign >= 'A' && sign <= 'Z'
          || TOKEN_SIGNS.indexOf(sign) >= 0;
    }
  }
}
