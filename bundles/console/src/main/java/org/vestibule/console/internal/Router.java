// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;

/**
 * The table of routes: method, pattern, who may ask, handler. There is no way to add a route
 * without saying who may ask. Filled once, read by many threads.
 */
final class Router {
  /** Answers one request. */
  @FunctionalInterface
  interface Handler {
    Reply handle(Request request) throws VestibuleException;
  }

  /** How far a permission must reach for a route to answer. */
  enum Reach {
    /** Anybody who reaches the host. */
    ANYBODY,
    /** Whoever is logged in: it concerns themselves only. */
    LOGGED_IN,
    /** The permission at some door or station; the handler narrows what it shows and does. */
    SOMEWHERE,
    /** The permission in the whole building. */
    EVERYWHERE
  }

  /**
   * A route.
   *
   * @param permission what is needed; empty where {@code reach} needs none
   */
  record Route(
      String method, String path, Reach reach, Optional<Permission> permission, Handler handler) {
    private String[] parts() {
      return path.split("/", -1);
    }
  }

  /**
   * A route that fits.
   *
   * @param variables the values of the pattern's names
   */
  record Match(Route route, Map<String, String> variables) {}

  private final List<Route> routes = new ArrayList<>();

  /** Adds a route that needs a permission for the whole building. */
  Router on(Permission permission, String method, String path, Handler handler) {
    return add(method, path, Reach.EVERYWHERE, Objects.requireNonNull(permission), handler);
  }

  /** Adds a route whose handler keeps to the doors and stations for which the permission holds. */
  Router within(Permission permission, String method, String path, Handler handler) {
    return add(method, path, Reach.SOMEWHERE, Objects.requireNonNull(permission), handler);
  }

  /** Adds a route for whoever is logged in, about themselves. */
  Router own(String method, String path, Handler handler) {
    return add(method, path, Reach.LOGGED_IN, null, handler);
  }

  /** Adds a route that answers anybody who reaches the host. */
  Router open(String method, String path, Handler handler) {
    return add(method, path, Reach.ANYBODY, null, handler);
  }

  private Router add(
      String method, String path, Reach reach, Permission permission, Handler handler) {
    routes.add(new Route(method, path, reach, Optional.ofNullable(permission), handler));
    return this;
  }

  /** Returns all routes, in the order in which they are tried. */
  List<Route> routes() {
    return List.copyOf(routes);
  }

  /** Finds the route; HEAD is answered by GET. */
  Optional<Match> find(String method, String path) {
    String wanted = method.equals("HEAD") ? "GET" : method;
    String[] parts = path.split("/", -1);
    for (Route route : routes) {
      String[] pattern = route.parts();
      if (route.method().equals(wanted) && fits(pattern, parts)) {
        return Optional.of(new Match(route, variables(pattern, parts)));
      }
    }
    return Optional.empty();
  }

  /** Returns 405 with the methods that the path has, or 404. */
  Problem nothingFor(String method, String path) {
    String[] parts = path.split("/", -1);
    TreeSet<String> methods = new TreeSet<>();
    for (Route route : routes) {
      if (fits(route.parts(), parts)) {
        methods.add(route.method());
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
