// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.station.FoundStation;
import org.vestibule.api.station.StationFinder;
import org.vestibule.api.station.StationInfo;

/**
 * The door stations and how each is; and what helps an integrator to take one into service: who
 * answers in the network, and what one of them can do. One question at a time: both cost network
 * and seconds. Thread-safe.
 */
final class StationsResource {
  /**
   * A station to be tried.
   *
   * @param username empty or none: without a login
   */
  record Trial(String address, String username, char[] password) {}

  private static final Duration LISTEN = Duration.ofSeconds(3);

  private final House house;
  private final Entrance entrance;
  private final Semaphore turn = new Semaphore(1);

  StationsResource(House house, Entrance entrance) {
    this.house = house;
    this.entrance = entrance;
  }

  void routes(Router router) {
    router
        .within(Permission.SEE_HOUSE, "GET", "/stations", this::list)
        .on(Permission.WIRE_DOORS, "POST", "/stations/discover", request -> discover())
        .on(Permission.WIRE_DOORS, "POST", "/stations/check", this::check);
  }

  private Reply list(Request request) {
    return Reply.ok(
        house.stations.stream()
            .filter(station -> request.caller().may(Permission.SEE_HOUSE, station.info().id()))
            .sorted(Comparator.comparing(station -> station.info().id().value()))
            .map(StationsResource::plain)
            .toList());
  }

  private static Object plain(DoorStation station) {
    Map<String, Object> plain = new LinkedHashMap<>();
    StationInfo info = station.info();
    plain.put("id", info.id().value());
    plain.put("title", info.title());
    plain.put("door", info.door().value());
    plain.put("video", info.video());
    plain.put("audio", info.audio());
    station.condition().ifPresent(status -> plain.put("status", EventFields.plain(status)));
    return plain;
  }

  private Reply discover() throws VestibuleException {
    List<FoundStation> found = inTurn(finder -> finder.discover(LISTEN));
    return Reply.ok(found.stream().map(StationsResource::plain).toList());
  }

  /** Addresses are written as text: there is no plain form of them. */
  private static Object plain(FoundStation station) {
    return Map.of(
        "endpoint", station.endpoint(),
        "from", station.from(),
        "addresses", station.addresses().stream().map(URI::toString).toList(),
        "name", station.name(),
        "hardware", station.hardware(),
        "types", station.types());
  }

  private Reply check(Request request) throws VestibuleException {
    Trial trial = request.body(Trial.class, Json.SMALL);
    char[] password = trial.password() == null ? new char[0] : trial.password();
    try {
      URI address = address(trial.address());
      String username = trial.username() == null ? "" : trial.username();
      return Reply.ok(
          EventFields.plain(inTurn(finder -> finder.check(address, username, password))));
    } finally {
      AccountsResource.wipe(password);
    }
  }

  private interface Question<T> {
    T ask(StationFinder finder) throws VestibuleException, InterruptedException;
  }

  private <T> T inTurn(Question<T> question) throws VestibuleException {
    StationFinder finder = House.need(entrance.finder, "station finder");
    if (!turn.tryAcquire()) {
      throw new Problem(
          503,
          "finder-busy",
          "station finder",
          "another question is being answered",
          "one at a time",
          "Try again in some seconds.");
    }
    try {
      return question.ask(finder);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(
          503, "gateway-stopping", "gateway", "stopping", "a running one", "Try again later.", e);
    } finally {
      turn.release();
    }
  }

  private static URI address(String text) throws Problem {
    try {
      URI address = new URI(text == null ? "" : text);
      boolean web = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      if (web && address.getHost() != null && address.getRawUserInfo() == null) {
        return address;
      }
    } catch (URISyntaxException e) {
      // Refused below. What was written is not shown: it may have a password in it.
    }
    throw Problem.invalid(
        "address", "no plain address", "http://HOST or https://HOST", "Leave user and path out.");
  }
}
