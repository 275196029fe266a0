// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.twon;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.device.http.DeviceHttp;
import org.vestibule.device.http.DeviceHttp.Answer;
import org.vestibule.device.http.Forbidden;
import org.vestibule.integrations.access.control.internal.station.Replies;

/** Reads a 2N reply (HTTP API manual, section 2.3): an error comes with status 200 or 401. */
final class TwonAnswer {
  /** The number of a subscription, or another value, that the device does not know. */
  static final int INVALID_VALUE = 12;

  private static final int DISABLED = 4;
  private static final int NEEDS_HTTPS = 7;
  private static final int NO_RIGHT = 10;

  private TwonAnswer() {}

  /**
   * Asks and returns {@code result}.
   *
   * @param rights where a person gives the rights that the question needs
   */
  static JsonNode result(DeviceHttp http, String path, String rights)
      throws VestibuleException, InterruptedException {
    String what = path.replaceFirst("\\?.*", "") + " of the 2N device";
    try {
      return result(what, http.send("GET", path, Map.of(), new byte[0]), rights);
    } catch (Forbidden e) {
      if (code(e.answer()) == NO_RIGHT) {
        throw failure(what, e.answer(), rights);
      }
      throw e;
    }
  }

  static JsonNode result(String what, Answer answer, String rights) throws VestibuleException {
    Replies.good(what, answer, "Check that the device has the 2N HTTP API.");
    JsonNode reply = Replies.json(what, answer);
    if (!reply.path("success").asBoolean(false)) {
      throw failure(what, answer, rights);
    }
    return reply.path("result");
  }

  /** Returns the error code of a reply, 0 where it has none. */
  static int code(Answer answer) {
    try {
      return Replies.at(Replies.json("2N reply", answer), "error", "code").asInt(0);
    } catch (VestibuleException e) {
      return 0;
    }
  }

  private static VestibuleException failure(String what, Answer answer, String rights)
      throws VestibuleException {
    JsonNode error = Replies.json(what, answer).path("error");
    int code = error.path("code").asInt(0);
    String found =
        "error " + code + " " + Replies.shown(error.path("description").asText("without a word"));
    String remedy =
        switch (code) {
          case DISABLED, NO_RIGHT -> rights;
          case NEEDS_HTTPS -> "Use https in url.";
          default -> "Look into the device's own log.";
        };
    return new TwonError(code, Replies.refused(what, found, remedy));
  }

  /** The device said no, and why. */
  static final class TwonError extends VestibuleException {
    private static final long serialVersionUID = 1L;

    private final int error;

    private TwonError(int error, VestibuleException said) {
      super(said.code(), said.input(), said.found(), said.allowed(), said.remedy());
      this.error = error;
    }

    int error() {
      return error;
    }
  }
}
