// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.vestibule.api.VestibuleException;

/** The table of routes: method, pattern, handler. Filled once, read by many threads. */
final class Router {
  /** Answers one request. */
  @FunctionalInterface
  interface Handler {
    Reply handle(Request request) throws VestibuleException;
  }

  /**
   * A route that fits.
   *
   * @param open whether it answers without a token
   * @param variables the values of the pattern's names
   */
  record Match(boolean open, Handler handler, Map<String, String> variables) {}

  private record Route(String method, String[] pattern, boolean open, Handler handler) {}

  private final List<Route> routes = new ArrayList<>();

  /** Adds a route that needs the token. A part in braces matches any one part of the path. */
  Router on(String method, String pattern, Handler handler) {
    routes.add(new Route(method, pattern.split("/", -1), false, handler));
    return this;
  }

  /** Adds a route that answers anybody who reaches the host. */
  Router open(String method, String pattern, Handler handler) {
    routes.add(new Route(method, pattern.split("/", -1), true, handler));
    return this;
  }

  /** Finds the route; HEAD is answered by GET. */
  Optional<Match> find(String method, String path) {
    String wanted = method.equals("HEAD") ? "GET" : method;
    String[] parts = path.split("/", -1);
    for (Route route : routes) {
      if (route.method.equals(wanted) && fits(route.pattern, parts)) {
        return Optional.of(new Match(route.open, route.handler, variables(route.pattern, parts)));
      }
    }
    return Optional.empty();
  }

  /** Returns 405 with the methods that the path has, or 404. */
  Problem nothingFor(String method, String path) {
    String[] parts = path.split("/", -1);
    TreeSet<String> methods = new TreeSet<>();
    for (Route route : routes) {
      if (fits(route.pattern, parts)) {
        methods.add(route.method);
      }
    }
    if (methods.isEmpty()) {
      return new Problem(
          404,
          "unknown-path",
          "path",
          Request.shortened("/api" + path),
          "the paths listed in the console's README",
          "Check the spelling of the path.");
    }
    String allowed = String.join(", ", methods);
    return new Problem(
            405, "method-not-allowed", "method", method, allowed, "Use one of these methods.")
        .with("Allow", allowed);
  }

  private static boolean fits(String[] pattern, String[] parts) {
    if (pattern.length != parts.length) {
      return false;
    }
    for (int i = 0; i < parts.length; i++) {
      if (!pattern[i].startsWith("{") && !pattern[i].equals(parts[i])) {
        return false;
      }
    }
    return true;
  }

  private static Map<String, String> variables(String[] pattern, String[] parts) {
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < parts.length; i++) {
      if (pattern[i].startsWith("{")) {
        variables.put(pattern[i].substring(1, pattern[i].length() - 1), parts[i]);
      }
    }
    return variables;
  }
}
