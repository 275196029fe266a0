// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who asks: each station by its own token, and not too often by a wrong one. Thread-safe. */
final class PanelAccess {
  private static final String BEARER = "Bearer ";

  private final HttpStations stations;
  private final Map<String, FailureLimit> failures = new ConcurrentHashMap<>();

  PanelAccess(HttpStations stations) {
    this.stations = stations;
  }

  /**
   * Returns the station of that id whose token the request carries.
   *
   * @throws Refusal {@code unauthorized} or {@code too-many-failures}
   */
  HttpStation station(HttpServletRequest request, String id) throws Refusal {
    String header = request.getHeader("Authorization");
    boolean bearer = header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    return station(
        id, bearer ? Optional.of(header.substring(BEARER.length()).strip()) : Optional.empty());
  }

  /**
   * Returns the station of that id whose token was presented.
   *
   * @throws Refusal {@code unauthorized} or {@code too-many-failures}
   */
  HttpStation station(String id, Optional<String> presented) throws Refusal {
    Optional<HttpStation> station = stations.find(id);
    if (station.isPresent() && station.get().admits(presented.orElse(""))) {
      return station.get();
    }
    // Names that are no station share one count, so that made-up names do not fill the memory.
    FailureLimit limit =
        failures.computeIfAbsent(station.isPresent() ? id : "", key -> new FailureLimit());
    if (!limit.allows(System.nanoTime())) {
      throw new Refusal(
          429,
          "too-many-failures",
          "token",
          "too many wrong tokens",
          FailureLimit.MOST + " a minute",
          "Wait a minute and use the right token.");
    }
    throw new Refusal(
        401,
        "unauthorized",
        "station or token",
        presented.isPresent() ? "not known" : "no bearer token",
        "a configured station with its own token",
        "Send 'Authorization: Bearer TOKEN' with the token from the station's token file.");
  }

  /** Returns whether a station that was let in still is the one of that name and token. */
  boolean still(HttpStation station, String id, String token) {
    return stations.find(id).filter(now -> now == station && now.admits(token)).isPresent();
  }
}
