// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.twon;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorSignal;
import org.vestibule.device.http.DeviceClient;
import org.vestibule.integrations.onvif.sip.internal.maker.Maker;
import org.vestibule.integrations.onvif.sip.internal.maker.MakerEvents;
import org.vestibule.integrations.onvif.sip.internal.maker.Replies;

/**
 * 2N stations over their HTTP API: the log is subscribed to and pulled, for buttons ({@code %1},
 * {@code %2} and so on are quick-dial buttons), keys, motion, tamper and the door. Read (HTTP API
 * manual 2.46), not tried with a device. The account needs the rights for system and logging.
 */
public final class Twon implements Maker {
  private static final String SUBSCRIBE =
      "/api/log/subscribe?include=new&duration=120&filter=KeyPressed,MotionDetected,"
          + "TamperSwitchActivated,DoorStateChanged";

  /** Short, so that a station that lost its power is noticed soon. */
  private static final int PULL_SECONDS = 2;

  @Override
  public String name() {
    return "2n";
  }

  @Override
  public String stream() {
    return "/h264_stream";
  }

  @Override
  public boolean buttons() {
    return true;
  }

  @Override
  public Duration waits() {
    return Duration.ofSeconds(PULL_SECONDS);
  }

  @Override
  public String probe(DeviceClient device) throws VestibuleException, InterruptedException {
    JsonNode info = result(Replies.json(device, "/api/system/info"), "system");
    return Replies.shown(info.path("variant").asText("2N")) + " answers";
  }

  @Override
  public void listen(DeviceClient device, MakerEvents events)
      throws VestibuleException, IOException, InterruptedException {
    long id = result(Replies.json(device, SUBSCRIBE), "logging").path("id").asLong();
    events.alive();
    String pull = "/api/log/pull?id=" + id + "&timeout=" + PULL_SECONDS;
    while (!Thread.currentThread().isInterrupted()) {
      JsonNode answer = Replies.json(device, pull);
      if (!answer.path("success").asBoolean()) {
        return; // It restarted and forgot us: subscribe again.
      }
      events.alive();
      answer.path("result").path("events").forEach(event -> take(event, events));
    }
  }

  private static void take(JsonNode event, MakerEvents events) {
    JsonNode params = event.path("params");
    switch (event.path("event").asText()) {
      case "KeyPressed" -> key(params.path("key").asText(), events);
      case "MotionDetected" -> events.moved(params.path("state").asText().equals("in"));
      case "TamperSwitchActivated" ->
          events.input(DoorSignal.TAMPER, params.path("state").asText("in").equals("in"));
      case "DoorStateChanged" ->
          events.input(DoorSignal.CONTACT_OPEN, params.path("state").asText().equals("opened"));
      default -> {
        // An event that was not asked for.
      }
    }
  }

  private static void key(String key, MakerEvents events) {
    if (key.matches("[0-9*#]")) {
      events.keyed(key);
    } else if (key.startsWith("%")) {
      events.pressed(key.substring(1));
    }
  }

  private static JsonNode result(JsonNode answer, String right) throws VestibuleException {
    if (answer.path("success").asBoolean()) {
      return answer.path("result");
    }
    JsonNode error = answer.path("error");
    boolean rights = error.path("code").asInt() == 10;
    throw new VestibuleException(
        rights ? "credentials-wrong" : "answer-invalid",
        "the 2N station",
        Replies.shown(error.path("description").asText("no success")),
        "an account with the right " + right,
        "Give the account that right in the station's settings of the HTTP API.");
  }
}
