// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.station;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An Akuvox door phone with two relays: system info, relay status and relay trigger of its local
 * HTTP API. Right: {@code relay}; without it the account is not on its list, which is a 403.
 */
public final class SimulatedAkuvox extends SimulatedStation {
  /** All rights. */
  public static final String[] RIGHTS = {"relay"};

  private static final Pattern NUMBER = Pattern.compile("\"num\":(\\d+)");
  private static final Pattern DELAY = Pattern.compile("\"delay\":(\\d+)");

  /**
   * @param port 0 for any that is free
   */
  public SimulatedAkuvox(int port) throws IOException {
    super(port);
  }

  /** Runs one; the arguments are PORT USER PASSWORD. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Program.run(SimulatedAkuvox::new, arguments, RIGHTS);
  }

  @Override
  Reply answer(Request request) {
    if (!may(request, "relay")) {
      return Reply.text(403, "Forbidden");
    }
    return switch (request.path()) {
      case "/api/system/info" ->
          reply(
              0,
              "info",
              "{\"Status\":{\"Model\":\"R20A\",\"MAC\":\"0C1105000000\","
                  + "\"FirmwareVersion\":\"20.30.4.108\"}}");
      case "/api/relay/status" ->
          reply(0, "status", "{\"RelayA\":" + state("1") + ",\"RelayB\":" + state("2") + "}");
      case "/api/relay/trig" -> trigger(request.body());
      default -> Reply.text(404, "Not Found");
    };
  }

  private Reply trigger(String body) {
    Matcher number = NUMBER.matcher(body);
    Matcher delay = DELAY.matcher(body);
    if (!number.find() || !delay.find() || !number.group(1).matches("[12]")) {
      return reply(-100, "trig", "{}");
    }
    relay(number.group(1)).pulse(Long.parseLong(delay.group(1)) * 1000);
    note("trig " + number.group(1) + " for " + delay.group(1) + " s");
    return reply(0, "trig", "{}");
  }

  private int state(String relay) {
    return released(relay) ? 1 : 0;
  }

  private static Reply reply(int code, String action, String data) {
    return Reply.json(
        "{\"retcode\":"
            + code
            + ",\"action\":\""
            + action
            + "\",\"message\":\""
            + (code == 0 ? "OK" : "Error")
            + "\",\"data\":"
            + data
            + "}");
  }
}
