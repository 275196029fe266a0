// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * A door panel that exists only on the network: it presses its bell and its keys, posts pictures
 * and sound, plays what the house says and reads what to show the visitor, exactly as a real HTTP
 * panel does. Thread-safe.
 */
public final class VirtualStation {
  private final String path;
  private final JsonHttp http;

  /**
   * @param gateway the gateway's address, for example {@code http://127.0.0.1:8787}
   * @param id the station's id
   * @param token the station's token
   */
  public VirtualStation(URI gateway, String id, String token) {
    this.path = "/station/v1/" + id;
    this.http = new JsonHttp(gateway, token);
  }

  /** Connects as the station whose token file lies in the gateway's data folder. */
  public static VirtualStation of(URI gateway, Path data, String id) throws IOException {
    String token = Files.readString(data.resolve("secrets/station-" + id + ".token")).strip();
    return new VirtualStation(gateway, id, token);
  }

  /** Presses the bell. */
  public String press() throws IOException, InterruptedException {
    return visit(http.postJson(path + "/press", Map.of()));
  }

  /** Presses the bell; returns the answer, whatever it is. */
  public Answer pressed() throws IOException, InterruptedException {
    return http.postJson(path + "/press", Map.of());
  }

  /** Enters a code and presses the bell. */
  public String press(String code) throws IOException, InterruptedException {
    return visit(http.postJson(path + "/press", Map.of("claim", code)));
  }

  /** Posts one picture, captured now. */
  public Answer frame(String visit, byte[] picture) throws IOException, InterruptedException {
    return http.post(
        path + "/visits/" + visit + "/frames",
        "image/jpeg",
        BodyPublishers.ofByteArray(picture),
        "Vestibule-Captured-At",
        Instant.now().toString());
  }

  /** Posts a recording. */
  public Answer sound(String visit, byte[] wave) throws IOException, InterruptedException {
    return http.post(
        path + "/visits/" + visit + "/audio", "audio/wav", BodyPublishers.ofByteArray(wave));
  }

  /** Says that no more pictures and no more sound will come. */
  public Answer end(String visit) throws IOException, InterruptedException {
    return http.postJson(path + "/visits/" + visit + "/end", Map.of());
  }

  /** Reads what the visitor is shown. */
  public Answer shown(String visit) throws IOException, InterruptedException {
    return http.get(path + "/visits/" + visit);
  }

  /** Reads what the visitor is shown, in a language. */
  public Answer shown(String visit, Locale language) throws IOException, InterruptedException {
    return http.get(path + "/visits/" + visit + "?language=" + language.toLanguageTag());
  }

  /** Presses keys of the keypad. */
  public Answer keys(String visit, String keys) throws IOException, InterruptedException {
    return http.postJson(path + "/visits/" + visit + "/keys", Map.of("keys", keys));
  }

  /**
   * Switches the loudspeaker on for a visit.
   *
   * @throws IOException if the gateway refuses it
   */
  public Loudspeaker listen(String visit) throws IOException, InterruptedException {
    return Loudspeaker.of(http.open(path + "/visits/" + visit + "/talk"));
  }

  private static String visit(Answer answer) throws IOException {
    if (!answer.ok()) {
      throw new IOException("press answered " + answer.status() + ": " + answer.body());
    }
    return answer.body().path("visit").asText();
  }
}
