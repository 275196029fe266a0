// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.access.Caller;

/**
 * A request as a handler sees it.
 *
 * @param http the servlet's request
 * @param response the servlet's response, for a handler that streams
 * @param variables the named parts of the path
 * @param session the session that the cookie names, if it does
 * @param caller who asks
 */
record Request(
    HttpServletRequest http,
    HttpServletResponse response,
    Map<String, String> variables,
    Optional<String> session,
    Caller caller) {
  private static final int SHOWN = 80;

  /** Returns the same, read through another request of the servlet. */
  Request with(HttpServletRequest other) {
    return new Request(other, response, variables, session, caller);
  }

  /** Returns a named part of the path. */
  String part(String name) {
    return variables.get(name);
  }

  /** Returns who asks, as the audit and the services name them. */
  String who() {
    return caller.subject();
  }

  /** Returns the query's {@code limit}, 1 to {@code max}. */
  int limit(int otherwise, int max) throws Problem {
    String given = http.getParameter("limit");
    if (given == null) {
      return otherwise;
    }
    if (given.matches("[0-9]{1,6}")) {
      int limit = Integer.parseInt(given);
      if (limit >= 1 && limit <= max) {
        return limit;
      }
    }
    throw Problem.invalid(
        "query parameter limit", shortened(given), "1 to " + max, "Ask for ?limit=" + otherwise);
  }

  /** Returns a parameter of the query; empty when it is missing or empty. */
  Optional<String> query(String name) {
    return Optional.ofNullable(http.getParameter(name)).filter(value -> !value.isEmpty());
  }

  /** Returns a moment in the query; empty when there is none. */
  Optional<Instant> moment(String name) throws Problem {
    Optional<String> given = query(name);
    try {
      return given.map(Instant::parse);
    } catch (DateTimeParseException e) {
      throw Problem.invalid(
          "query parameter " + name,
          shortened(given.orElseThrow()),
          "an instant of ISO 8601, in UTC",
          "Ask for ?" + name + "=2026-03-01T00:00:00Z");
    }
  }

  /** Returns whether the query says {@code name=true}. */
  boolean flag(String name) {
    return "true".equals(http.getParameter(name));
  }

  /**
   * Reads the JSON body.
   *
   * @param maxBytes the most that is read
   */
  <T> T body(Class<T> type, int maxBytes) throws Problem {
    return Json.read(http, type, maxBytes);
  }

  /** Returns what a user sent, short and without control characters, fit for a message. */
  static String shortened(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= SHOWN ? plain : plain.substring(0, SHOWN) + "...";
  }
}
