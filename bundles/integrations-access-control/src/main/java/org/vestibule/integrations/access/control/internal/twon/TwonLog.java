// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.twon;

import com.fasterxml.jackson.databind.JsonNode;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.api.door.DoorState;
import org.vestibule.device.http.DeviceHttp;
import org.vestibule.integrations.access.control.internal.station.Ear;

/**
 * The device's log as a long poll: it keeps one queue for each subscription, and a new one begins
 * empty. Only what says something about a door is subscribed; who came is not. Used by one thread.
 */
final class TwonLog {
  private static final String FILTER =
      "SwitchStateChanged,DoorStateChanged,TamperSwitchActivated,InputChanged";
  private static final int WAIT_SECONDS = 20;

  /** The device forgets a subscription that nobody pulls from for so long. */
  private static final int KEEP_SECONDS = 90;

  private static final String RIGHTS = "Enable the service Logging for the account.";

  private final String exitInput;
  private String subscription = "";

  /**
   * @param exitInput the input of the exit button, or empty
   */
  TwonLog(String exitInput) {
    this.exitInput = exitInput;
  }

  void listen(DeviceHttp http, Ear ear) throws VestibuleException, InterruptedException {
    try {
      if (subscription.isEmpty()) {
        ear.forget();
        String wish = "?include=new&filter=" + FILTER + "&duration=" + KEEP_SECONDS;
        JsonNode result = TwonAnswer.result(http, "/api/log/subscribe" + wish, RIGHTS);
        subscription = Long.toString(result.path("id").asLong());
      }
      String pull = "/api/log/pull?id=" + subscription + "&timeout=" + WAIT_SECONDS;
      for (JsonNode event : TwonAnswer.result(http, pull, RIGHTS).path("events")) {
        tell(event, ear);
      }
    } catch (TwonAnswer.TwonError e) {
      subscription = "";
      // After a restart of the device its numbers are others.
      if (e.error() != TwonAnswer.INVALID_VALUE) {
        throw e;
      }
    }
  }

  /** Tells one event; one with missing fields says nothing, and the others still count. */
  void tell(JsonNode event, Ear ear) {
    JsonNode of = event.path("params");
    String state = of.path("state").asText();
    switch (event.path("event").asText()) {
      case "SwitchStateChanged" -> {
        if (of.path("state").isBoolean()) {
          ear.moved(
              of.path("switch").asText(),
              of.path("state").booleanValue() ? DoorState.UNLOCKED : DoorState.LOCKED);
        }
      }
      case "DoorStateChanged" -> tell(ear, DoorSignal.CONTACT_OPEN, state, "opened", "closed");
      case "TamperSwitchActivated" -> tell(ear, DoorSignal.TAMPER, state, "in", "out");
      case "InputChanged" -> {
        if (!exitInput.isEmpty() && of.path("port").asText().equals(exitInput)) {
          tell(ear, DoorSignal.EXIT_REQUEST, state, "true", "false");
        }
      }
      default -> {
        // A device may send more than it was asked for.
      }
    }
  }

  private static void tell(Ear ear, DoorSignal signal, String state, String on, String off) {
    if (state.equals(on) || state.equals(off)) {
      ear.signal(signal, state.equals(on));
    }
  }
}
