// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.station;

import java.io.IOException;

/** A relay board of no make: {@code POST /relay/N/pulse?seconds=S} and {@code GET /status}. */
public final class SimulatedHttpRelay extends SimulatedStation {
  /**
   * @param port 0 for any that is free
   */
  public SimulatedHttpRelay(int port) throws IOException {
    super(port);
  }

  /** Runs one; the arguments are PORT USER PASSWORD. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Program.run(SimulatedHttpRelay::new, arguments);
  }

  @Override
  Reply answer(Request request) {
    if (request.path().equals("/status")) {
      return Reply.text(200, "relay board ready");
    }
    String relay = request.path().replaceFirst("^/relay/([12])/pulse$", "$1");
    if (!relay.matches("[12]") || !request.method().equals("POST")) {
      return Reply.text(404, "Not Found");
    }
    if (!request.parameter("seconds").matches("[1-9][0-9]?")) {
      return Reply.text(400, "seconds?");
    }
    relay(relay).pulse(Long.parseLong(request.parameter("seconds")) * 1000);
    note("pulse " + relay + " for " + request.parameter("seconds") + " s");
    return Reply.text(200, "relay " + relay + " on");
  }
}
