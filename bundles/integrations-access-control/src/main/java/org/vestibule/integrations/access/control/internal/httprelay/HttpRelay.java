// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.httprelay;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.status.Status;
import org.vestibule.device.http.DeviceHttp;
import org.vestibule.device.http.DeviceHttp.Answer;
import org.vestibule.integrations.access.control.internal.station.Replies;
import org.vestibule.integrations.access.control.internal.station.Station;
import org.vestibule.integrations.access.control.internal.station.StationKind;

/**
 * Any relay that one HTTP request releases and that falls back by itself. The state of its lock is
 * not known. Thread-safe.
 *
 * <p>The request has to start a pulse that the relay ends: the gateway sends no second request to
 * end it, because a gateway that dies in between would leave the door unlocked.
 */
public final class HttpRelay implements Station {
  /** What is registered for relays of any make. */
  public static final StationKind KIND =
      new StationKind(
          "http-relay",
          HttpRelayConfig.PID,
          List.of(
              "method",
              "path",
              "body",
              "contentType",
              "expectStatus",
              "expectText",
              "probePath",
              "probeText"),
          relay -> relay.matches("[A-Za-z0-9._@-]{1,32}"),
          "what {relay} stands for, 1 to 32 of A-Z, a-z, 0-9, '.', '_', '@', '-'",
          (reader, settings) -> new HttpRelay(reader));

  private static final List<String> METHODS = List.of("GET", "POST", "PUT");

  private final String method;
  private final String path;
  private final String body;
  private final String contentType;
  private final int expectStatus;
  private final String expectText;
  private final String probePath;
  private final String probeText;

  HttpRelay(SettingsReader reader) throws VestibuleException {
    method = reader.text("method", 4, "GET");
    path = reader.text("path", 400, "");
    body = reader.text("body", 2000, "");
    contentType = reader.text("contentType", 100, "application/x-www-form-urlencoded");
    expectStatus = reader.integer("expectStatus", 200, 299, 200);
    expectText = reader.text("expectText", 200, "");
    probePath = reader.text("probePath", 400, "");
    probeText = reader.text("probeText", 200, "");
    require(METHODS.contains(method), "method", String.join(", ", METHODS), "POST");
    require(isPath(path), "path", "an absolute path", "/relay/{relay}/pulse?seconds={seconds}");
    require(contentType.matches("[!-~ ]+"), "contentType", "a media type", "application/json");
    require(isPath(probePath), "probePath", "an absolute path", "/status");
    // What is asked every few seconds must never be what opens the door.
    require(!probePath.equals(path), "probePath", "another path than path", "/status");
  }

  @Override
  public Status probe(DeviceHttp http) throws VestibuleException, InterruptedException {
    read(http);
    return Status.ready("The relay answers at " + probePath + "; its state is not known");
  }

  @Override
  public void release(DeviceHttp http, String relay, Duration pulse)
      throws VestibuleException, InterruptedException {
    String what = "relay " + relay;
    String seconds = Long.toString(Math.max(1, (pulse.toMillis() + 999) / 1000));
    byte[] filled = filled(body, relay, seconds).getBytes(StandardCharsets.UTF_8);
    Answer answer =
        http.send(
            method,
            filled(path, relay, seconds),
            filled.length == 0 ? Map.of() : Replies.type(contentType),
            filled);
    if (answer.status() != expectStatus) {
      String found = "HTTP status " + answer.status();
      // Boards that release and then lead to another page have released.
      throw answer.status() >= 400 && answer.status() < 500
          ? Replies.refused(
              what, found, "Check path, method and expectStatus in " + HttpRelayConfig.PID + ".")
          : Replies.unclear(what, found);
    }
    if (!Replies.text(answer).contains(expectText)) {
      throw Replies.unclear(what, "an answer without what expectText wants");
    }
  }

  @Override
  public Map<String, Reading> read(DeviceHttp http)
      throws VestibuleException, InterruptedException {
    Answer answer = http.send("GET", probePath, Map.of(), new byte[0]);
    Replies.good("probePath of the relay", answer, "Name a path that the relay answers.");
    if (!Replies.text(answer).contains(probeText)) {
      throw Replies.refused(
          "probePath of the relay",
          "an answer without what probeText wants",
          "Check what answers at this address.");
    }
    return Map.of();
  }

  private static String filled(String template, String relay, String seconds) {
    return template.replace("{relay}", relay).replace("{seconds}", seconds);
  }

  private static boolean isPath(String text) {
    String filled = filled(text, "1", "1");
    try {
      return filled.matches("/[!-~&&[^#]]{0,399}") && new URI("http://device" + filled) != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static void require(boolean good, String key, String allowed, String example)
      throws VestibuleException {
    if (!good) {
      throw SettingsReader.invalid(
          HttpRelayConfig.PID,
          key,
          "something else",
          allowed,
          SettingsReader.example(key, example));
    }
  }
}
