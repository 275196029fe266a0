// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.station;

import java.io.IOException;
import java.util.List;

/**
 * A DoorBird with two relays and a door controller: the LAN-2-LAN API's {@code info.cgi}, {@code
 * open-door.cgi} and {@code favorites.cgi}. Rights: {@code operator}, {@code watch-always}; without
 * the right it answers 204 and nothing else.
 */
public final class SimulatedDoorBird extends SimulatedStation {
  /** All rights. */
  public static final String[] RIGHTS = {"operator", "watch-always"};

  private static final Reply NO_RIGHT = new Reply(204, "text/plain", "");

  /**
   * @param port 0 for any that is free
   */
  public SimulatedDoorBird(int port) throws IOException {
    super(port);
  }

  /** Runs one; the arguments are PORT USER PASSWORD. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Program.run(SimulatedDoorBird::new, arguments, RIGHTS);
  }

  /** Somebody presses the bell. */
  public void press() {
    event("doorbell:H");
    event("doorbell:L");
  }

  /** Something moves, or nothing any more. */
  public void motion(boolean moving) {
    event("motionsensor:" + (moving ? "H" : "L"));
  }

  @Override
  String eventPath() {
    return "/bha-api/monitor.cgi";
  }

  @Override
  List<String> eventsBefore() {
    return List.of("doorbell:L", "motionsensor:L");
  }

  @Override
  Reply answer(Request request) {
    return switch (request.path()) {
      case "/bha-api/info.cgi" ->
          Reply.json(
              "{\"BHA\":{\"RETURNCODE\":\"1\",\"VERSION\":[{\"FIRMWARE\":\"000146\","
                  + "\"BUILD_NUMBER\":\"15870439\",\"PRIMARY_MAC_ADDR\":\"1CCAE3700000\","
                  + "\"RELAYS\":[\"1\",\"2\",\"gggaaa@1\"],\"DEVICE-TYPE\":\"DoorBird D2101V\"}]}}");
      case "/bha-api/favorites.cgi" ->
          may(request, "operator") ? Reply.json("{\"sip\":{},\"http\":{}}") : NO_RIGHT;
      case "/bha-api/open-door.cgi" -> open(request);
      default -> Reply.text(404, "Not Found");
    };
  }

  private Reply open(Request request) {
    String name = request.parameter("r");
    if (!may(request, "watch-always")) {
      return NO_RIGHT;
    }
    if (!name.matches("1|2|gggaaa@1|")) {
      return Reply.json("{\"BHA\":{\"RETURNCODE\":\"0\"}}");
    }
    String relay = name.isEmpty() ? "1" : name;
    relay(relay).pulse(pulse());
    note("open " + relay);
    return Reply.json("{\"BHA\":{\"RETURNCODE\":\"1\"}}");
  }
}
