// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.hikvision;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.device.http.DeviceHttp;
import org.vestibule.device.http.DeviceHttp.Answer;
import org.vestibule.device.http.Forbidden;
import org.vestibule.integrations.access.control.internal.station.Replies;

/** ISAPI's command to one door, and what its {@code ResponseStatus} means. */
final class DoorCommand {
  /** The number of the door follows. */
  static final String PATH = "/ISAPI/AccessControl/RemoteControl/door/";

  /** Where a person gives the rights that it needs. */
  static final String RIGHTS =
      "Give the account 'Remote: Parameters Settings' and 'Remote Control' at the device.";

  private DoorCommand() {}

  static void send(DeviceHttp http, String door, String command)
      throws VestibuleException, InterruptedException {
    String what = "door " + door + " of the Hikvision device";
    byte[] body =
        ("<RemoteControlDoor><cmd>" + command + "</cmd></RemoteControlDoor>")
            .getBytes(StandardCharsets.UTF_8);
    Answer answer;
    try {
      answer = http.send("PUT", PATH + door, Replies.type("application/xml"), body);
    } catch (Forbidden e) {
      if (e.answer().status() != 403) {
        throw e;
      }
      throw Replies.refused(what, reason(what, e.answer()), RIGHTS);
    }
    if (answer.status() == 404) {
      throw Replies.refused(
          what, "its firmware has no door command (404)", "Ask for firmware with ISAPI doors.");
    }
    if (answer.status() >= 400 && answer.status() < 500) {
      throw Replies.refused(what, reason(what, answer), RIGHTS);
    }
    Replies.good(what, answer, RIGHTS);
    String code = Replies.xml(what, answer).getOrDefault("statusCode", "");
    if (code.isEmpty()) {
      throw Replies.unclear(what, "an answer without a status code");
    }
    if (!code.equals("1")) {
      throw Replies.refused(what, reason(what, answer), RIGHTS);
    }
  }

  /** Returns what ISAPI's ResponseStatus says, for people. */
  private static String reason(String what, Answer answer) {
    try {
      Map<String, String> status = Replies.xml(what, answer);
      return Replies.shown(
          "status "
              + answer.status()
              + ", "
              + status.getOrDefault("statusString", "without a word")
              + ", "
              + status.getOrDefault("subStatusCode", ""));
    } catch (VestibuleException e) {
      return "HTTP status " + answer.status();
    }
  }
}
