// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.panel;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Fields of a form or a query, and headers, each name once. */
public final class Form {
  private Form() {}

  /** Reads {@code a=b&c=d}. */
  public static Map<String, String> read(String text) {
    Map<String, String> fields = new TreeMap<>();
    for (String field : text.split("&")) {
      int equals = field.indexOf('=');
      if (equals > 0) {
        fields.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
      }
    }
    return fields;
  }

  static Map<String, String> headers(Map<String, List<String>> headers) {
    Map<String, String> first = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> first.put(name, values.get(0)));
    return first;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
