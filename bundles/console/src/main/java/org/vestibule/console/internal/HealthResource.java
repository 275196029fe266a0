// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusBoard;

/** Whether the house is ready, and what it waits for; open, so that a watchdog needs no token. */
final class HealthResource {
  /** Tells which run of the console answered. */
  static final String INSTANCE_HEADER = "X-Vestibule-Instance";

  /** How many parts are named to a machine that asks whether the gateway is ready. */
  private static final int NAMED = 20;

  private final House house;
  private final Gateway gateway;
  private final HealthWatch watch;

  HealthResource(House house, Gateway gateway, HealthWatch watch) {
    this.house = house;
    this.gateway = gateway;
    this.watch = watch;
  }

  void routes(Router router) {
    router
        .open("GET", "/health", request -> health())
        .open("GET", "/health/live", request -> live())
        .open("GET", "/health/ready", request -> ready());
  }

  /**
   * Whether a restart would help: an answer that comes says no, unless threads block each other.
   */
  private Reply live() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("live", !watch.deadlocked());
    if (watch.deadlocked()) {
      body.put("why", "threads-deadlocked");
    }
    return new Reply(watch.deadlocked() ? 503 : 200, body, Map.of());
  }

  private Reply ready() {
    StatusBoard board = house.board;
    boolean ready = board != null && board.ready();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("ready", ready);
    if (!ready) {
      List<Map<String, Object>> why =
          waiting().stream()
              .limit(NAMED)
              .map(part -> Map.of("name", part.get("name"), "cause", part.get("cause")))
              .toList();
      body.put("why", why);
    }
    return new Reply(ready ? 200 : 503, body, Map.of());
  }

  private Reply health() {
    StatusBoard board = house.board;
    boolean ready = board != null && board.ready();
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("ready", ready);
    body.putAll(gateway.plain());
    if (!ready) {
      body.put("waiting", waiting());
    }
    return new Reply(ready ? 200 : 503, body, Map.of(INSTANCE_HEADER, gateway.instance()));
  }

  private List<Map<String, Object>> waiting() {
    List<Map<String, Object>> waiting = new ArrayList<>();
    house
        .statuses()
        .forEach(
            (name, status) -> {
              if (status.state() != Status.State.READY && status.state() != Status.State.STOPPED) {
                waiting.add(waiting(name, status));
              }
            });
    if (house.board == null) {
      waiting.add(
          waiting("core", Status.starting("The status board has not started; see the log")));
    }
    return waiting;
  }

  private static Map<String, Object> waiting(String name, Status status) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("name", name);
    plain.put("state", status.state().name());
    plain.put("cause", status.cause().name());
    plain.put("sentence", status.sentence());
    return plain;
  }
}
