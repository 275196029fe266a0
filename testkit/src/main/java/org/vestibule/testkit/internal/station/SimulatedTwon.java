// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.station;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A 2N intercom with four switches, of which 1 and 2 are on: the HTTP API manual's system info,
 * switch and log (2.3, 5.1.1, 5.4, 5.10). Rights: {@code system}, {@code switch-monitoring}, {@code
 * switch-control}, {@code logging}.
 */
public final class SimulatedTwon extends SimulatedStation {
  /** All rights. */
  public static final String[] RIGHTS = {
    "system", "switch-monitoring", "switch-control", "logging"
  };

  private static final int NOT_FOUND = 2;
  private static final int NO_RIGHT = 10;
  private static final int MISSING = 11;
  private static final int INVALID = 12;
  private static final int FAILED = 14;

  private final Map<String, BlockingQueue<String>> subscriptions = new ConcurrentHashMap<>();
  private final AtomicInteger last = new AtomicInteger(1000);
  private volatile String mode = "monostable";
  private volatile boolean knowsHoldTimeout = true;

  /**
   * @param port 0 for any that is free
   */
  public SimulatedTwon(int port) throws IOException {
    super(port);
  }

  /** Runs one; the arguments are PORT USER PASSWORD. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Program.run(SimulatedTwon::new, arguments, RIGHTS);
  }

  /** Makes all switches monostable or bistable. */
  public void mode(String wanted) {
    mode = wanted;
  }

  /** Behaves as firmware from before the time-out of a hold. */
  public void old() {
    knowsHoldTimeout = false;
  }

  /** Forgets all subscriptions, as after a restart. */
  public void restart() {
    subscriptions.clear();
  }

  /** Writes an event into every subscription. */
  public void event(String name, String params) {
    String event =
        "{\"id\":"
            + last.incrementAndGet()
            + ",\"tzShift\":0,\"utcTime\":1437987102,\"upTime\":8,\"event\":\""
            + name
            + "\",\"params\":"
            + params
            + "}";
    subscriptions.values().forEach(queue -> queue.add(event));
  }

  /** Returns how many subscriptions it keeps. */
  public int subscriptions() {
    return subscriptions.size();
  }

  @Override
  Reply answer(Request request) throws InterruptedException {
    return switch (request.path()) {
      case "/api/system/info" ->
          may(request, "system")
              ? good(
                  "{\"variant\":\"2N IP Verso\",\"serialNumber\":\"08-1860-0035\","
                      + "\"hwVersion\":\"535v1\",\"swVersion\":\"2.46.0.0.0\"}")
              : bad(NO_RIGHT, "insufficient user privileges");
      case "/api/switch/caps" ->
          may(request, "switch-monitoring")
              ? good(caps())
              : bad(NO_RIGHT, "insufficient user privileges");
      case "/api/switch/status" ->
          may(request, "switch-monitoring")
              ? good(status())
              : bad(NO_RIGHT, "insufficient user privileges");
      case "/api/switch/ctrl" ->
          may(request, "switch-control")
              ? control(request)
              : bad(NO_RIGHT, "insufficient user privileges");
      case "/api/log/subscribe" ->
          may(request, "logging") ? subscribe() : bad(NO_RIGHT, "insufficient user privileges");
      case "/api/log/pull" -> pull(request);
      default -> bad(NOT_FOUND, "invalid request path");
    };
  }

  private Reply control(Request request) {
    String number = request.parameter("switch");
    String action = request.parameter("action");
    if (number.isEmpty() || action.isEmpty()) {
      return bad(MISSING, "missing mandatory parameter");
    }
    if (!number.matches("[1-4]")) {
      return bad(INVALID, "invalid parameter value");
    }
    Relay relay = relay(number);
    if (!number.matches("[12]") || relay.held() && action.matches("trigger|on|off")) {
      return bad(FAILED, "action failed");
    }
    switch (action) {
      case "trigger", "on" -> {
        if (mode.equals("bistable")) {
          if (relay.released() && action.equals("trigger")) {
            relay.off();
          } else {
            relay.hold(0);
          }
        } else {
          relay.pulse(pulse());
        }
      }
      case "off", "release" -> relay.off();
      case "hold" -> {
        String timeout = knowsHoldTimeout ? request.parameter("timeout") : "";
        relay.hold(timeout.isEmpty() ? 0 : Long.parseLong(timeout) * 1000);
      }
      default -> {
        return bad(INVALID, "invalid parameter value");
      }
    }
    note(action + " " + number);
    event("SwitchStateChanged", "{\"switch\":" + number + ",\"state\":" + relay.released() + "}");
    return Reply.json("{\"success\":true}");
  }

  private String caps() {
    List<String> all = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      all.add(
          i > 2
              ? "{\"switch\":" + i + ",\"enabled\":false}"
              : "{\"switch\":"
                  + i
                  + ",\"enabled\":true,\"mode\":\""
                  + mode
                  + "\",\"switchOnDuration\":"
                  + Math.max(1, pulse() / 1000)
                  + ",\"type\":\"normal\"}");
    }
    return "{\"switches\":[" + String.join(",", all) + "]}";
  }

  private String status() {
    List<String> all = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      Relay relay = relay(Integer.toString(i));
      String left =
          relay.held() && relay.secondsLeft() > 0 ? ",\"holdTimeout\":" + relay.secondsLeft() : "";
      all.add(
          "{\"switch\":"
              + i
              + ",\"active\":"
              + relay.released()
              + ",\"locked\":false,\"held\":"
              + relay.held()
              + left
              + "}");
    }
    return "{\"switches\":[" + String.join(",", all) + "]}";
  }

  private Reply subscribe() {
    String id = Integer.toString(last.incrementAndGet());
    subscriptions.put(id, new LinkedBlockingQueue<>());
    return good("{\"id\":" + id + "}");
  }

  private Reply pull(Request request) throws InterruptedException {
    String id = request.parameter("id");
    String timeout = request.parameter("timeout");
    long wait = timeout.isEmpty() ? 0 : Long.parseLong(timeout) * 1_000_000_000;
    long end = System.nanoTime() + wait;
    List<String> events = new ArrayList<>();
    while (subscriptions.containsKey(id)) {
      subscriptions.getOrDefault(id, new LinkedBlockingQueue<>()).drainTo(events, 128);
      if (!events.isEmpty() || System.nanoTime() - end >= 0 || over(50)) {
        return good("{\"events\":[" + String.join(",", events) + "]}");
      }
    }
    return bad(INVALID, "invalid parameter value");
  }

  private static Reply good(String result) {
    return Reply.json("{\"success\":true,\"result\":" + result + "}");
  }

  private static Reply bad(int code, String description) {
    return Reply.json(
        "{\"success\":false,\"error\":{\"code\":"
            + code
            + ",\"description\":\""
            + description
            + "\"}}");
  }
}
