// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.akuvox;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorContact;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.status.Status;
import org.vestibule.device.http.DeviceHttp;
import org.vestibule.device.http.DeviceHttp.Answer;
import org.vestibule.device.http.Forbidden;
import org.vestibule.integrations.access.control.internal.station.Replies;
import org.vestibule.integrations.access.control.internal.station.Station;
import org.vestibule.integrations.access.control.internal.station.StationKind;

/**
 * Akuvox door phones over their local HTTP API. Thread-safe.
 *
 * <p>Read in public clients: the paths, the body of {@code /api/relay/trig} with mode 0 (the device
 * ends it after {@code delay} seconds), and {@code retcode} 0 for success. Believed: the names
 * {@code RelayA}, {@code RelayB} in {@code /api/relay/status}, and that 1 is released. Not tried
 * with a device.
 *
 * <p>The older {@code /fcgi/do?action=OpenDoor} is not used: it wants the password in the address,
 * which ends up in logs.
 */
public final class AkuvoxStation implements Station {
  /** What is registered for Akuvox. */
  public static final StationKind KIND =
      new StationKind(
          "akuvox",
          AkuvoxConfig.PID,
          List.of(),
          relay -> relay.matches("[1-4]"),
          "the number of a relay, 1 to 4",
          (reader, settings) -> new AkuvoxStation());

  private static final String RIGHTS =
      "Enable the HTTP API at the device, with Digest for the account, or put this gateway on its"
          + " allow-list.";
  private static final int MOST_SECONDS = 65;

  @Override
  public Status probe(DeviceHttp http) throws VestibuleException, InterruptedException {
    JsonNode status = ask(http, "GET", "/api/system/info", "").path("Status");
    read(http);
    String model = Replies.shown(status.path("Model").asText("Akuvox door phone"));
    return Status.ready(model + " answers, and its relays end each pulse by themselves");
  }

  @Override
  public void release(DeviceHttp http, String relay, Duration pulse)
      throws VestibuleException, InterruptedException {
    long seconds = Math.max(1, Math.min(MOST_SECONDS, (pulse.toMillis() + 999) / 1000));
    ask(
        http,
        "POST",
        "/api/relay/trig",
        "{\"target\":\"relay\",\"action\":\"trig\",\"data\":{\"mode\":0,\"num\":"
            + relay
            + ",\"level\":1,\"delay\":"
            + seconds
            + "}}");
  }

  @Override
  public Map<String, Reading> read(DeviceHttp http)
      throws VestibuleException, InterruptedException {
    JsonNode data = ask(http, "GET", "/api/relay/status", "");
    Map<String, Reading> readings = new HashMap<>();
    for (int i = 0; i < 4; i++) {
      JsonNode state = data.path("Relay" + (char) ('A' + i));
      if (state.asText().matches("[01]")) {
        DoorState lock = state.asInt() == 1 ? DoorState.UNLOCKED : DoorState.LOCKED;
        readings.put(Integer.toString(i + 1), new Reading(lock, DoorContact.UNKNOWN));
      }
    }
    return readings;
  }

  /** Returns {@code data} of an answer with return code 0. */
  private static JsonNode ask(DeviceHttp http, String method, String path, String body)
      throws VestibuleException, InterruptedException {
    String what = path + " of the Akuvox device";
    Answer answer;
    try {
      answer =
          http.send(
              method,
              path,
              body.isEmpty() ? Map.of() : Replies.type("application/json"),
              body.getBytes(StandardCharsets.UTF_8));
    } catch (Forbidden e) {
      if (e.answer().status() != 403) {
        throw e;
      }
      throw Replies.refused(what, "HTTP status 403", RIGHTS);
    }
    Replies.good(what, answer, "Ask for firmware with the HTTP API. " + RIGHTS);
    JsonNode reply = Replies.json(what, answer);
    if (!reply.path("retcode").isInt()) {
      throw Replies.unclear(what, "an answer without a return code");
    }
    if (reply.path("retcode").intValue() != 0) {
      throw Replies.refused(
          what,
          "return code "
              + reply.path("retcode").intValue()
              + " "
              + Replies.shown(reply.path("message").asText()),
          RIGHTS);
    }
    return reply.path("data");
  }
}
