// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.station;

import java.net.URI;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request as it came.
 *
 * @param user who proved to be it
 */
record Request(String method, String path, Map<String, String> query, String body, String user) {
  static Request of(String method, URI to, String body, String user) {
    return new Request(method, to.getPath(), query(to), body, user);
  }

  /** Returns a parameter of the query, empty where it is not there. */
  String parameter(String name) {
    return query.getOrDefault(name, "");
  }

  private static Map<String, String> query(URI uri) {
    Map<String, String> query = new TreeMap<>();
    if (uri.getQuery() != null) {
      for (String pair : uri.getQuery().split("&")) {
        String[] parts = pair.split("=", 2);
        query.put(parts[0], parts.length == 2 ? parts[1] : "");
      }
    }
    return query;
  }
}
