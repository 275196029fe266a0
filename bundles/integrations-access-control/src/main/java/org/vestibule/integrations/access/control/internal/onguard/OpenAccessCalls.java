// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.onguard;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.integrations.access.control.internal.headend.Refusal;
import org.vestibule.integrations.access.control.internal.headend.Wire;

/** Single calls of OpenAccess; each is sent once. Thread-safe. */
final class OpenAccessCalls {
  private static final Duration LAST_WORD = Duration.ofSeconds(1);

  private final Wire wire;
  private final String applicationId;

  OpenAccessCalls(Wire wire, String applicationId) {
    this.wire = wire;
    this.applicationId = applicationId;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /**
   * @param session empty where none is needed yet
   */
  HttpResponse<byte[]> get(String path, String query, String session, Duration within)
      throws VestibuleException, InterruptedException {
    return wire.send(request(path, query, session, within).GET().build(), DataClass.EVENT);
  }

  HttpResponse<byte[]> post(String path, String query, String session, byte[] body, Duration within)
      throws VestibuleException, InterruptedException {
    HttpRequest request =
        request(path, query, session, within)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return wire.send(request, DataClass.EVENT);
  }

  /**
   * Opens a session.
   *
   * @throws VestibuleException {@code credentials-wrong} and others
   */
  String logIn(String username, String password, String directory, Duration within)
      throws VestibuleException, InterruptedException {
    byte[] body =
        OpenAccess.object(
            Map.of("user_name", username, "password", password, "directory_id", directory));
    HttpRequest request =
        request("/authentication", "", "", within)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<byte[]> answer = wire.send(request, DataClass.CREDENTIAL);
    if (answer.statusCode() == 401) {
      throw Refusal.credentials(wire.where(), "it refuses the account " + username);
    }
    return OpenAccess.text(require(answer, "authentication"), "session_token")
        .filter(token -> token.matches("[\\x21-\\x7e]+"))
        .orElseThrow(() -> Refusal.invalid(wire.where(), "authentication: no session_token"));
  }

  /** Ends a session, as well as it can. */
  void logOut(String session) {
    try {
      wire.send(
          request("/authentication", "", session, LAST_WORD).DELETE().build(), DataClass.EVENT);
    } catch (VestibuleException e) {
      // It ends the session by itself after a while.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Returns an answer that says that it was done.
   *
   * @throws VestibuleException {@code credentials-wrong}, {@code device-refused}, {@code
   *     answer-invalid}
   */
  JsonNode require(HttpResponse<byte[]> answer, String what) throws VestibuleException {
    int status = answer.statusCode();
    if (status == 200) {
      return OpenAccess.object(wire.where(), answer.body());
    } else if (status == 204) {
      return OpenAccess.object(wire.where(), "{}".getBytes(StandardCharsets.UTF_8));
    } else if (status == 401) {
      throw Refusal.credentials(wire.where(), what + ": it knows no session");
    } else if (status >= 400 && status < 500) {
      throw Refusal.refused(
          wire.where(),
          what + ": status " + status + ", " + OpenAccess.message(answer.body()),
          "See the account's permissions, applicationId and doors.");
    }
    throw Refusal.invalid(wire.where(), what + ": status " + status);
  }

  /**
   * Returns the id of a task that was taken. Believed: it stands in the body, or ends the Location.
   *
   * @throws VestibuleException {@code answer-invalid}
   */
  String task(HttpResponse<byte[]> taken) throws VestibuleException {
    JsonNode body = OpenAccess.object(wire.where(), taken.body());
    Optional<String> location =
        taken.headers().firstValue("Location").map(uri -> uri.replaceAll("[?].*$|^.*/", ""));
    return OpenAccess.text(body, "queue_id")
        .or(() -> OpenAccess.text(body, "id"))
        .or(() -> location)
        .filter(id -> id.matches("[A-Za-z0-9_-]{1,64}"))
        .orElseThrow(() -> Refusal.invalid(wire.where(), "a task without an id"));
  }

  private HttpRequest.Builder request(String path, String query, String session, Duration within)
      throws VestibuleException {
    HttpRequest.Builder request =
        wire.request(OpenAccess.BASE + path + "?version=1.0" + query, within)
            .header("Accept", "application/json")
            .header("Application-Id", applicationId);
    if (!session.isEmpty()) {
      wire.declareSecret(session);
      request.header("Session-Token", session);
    }
    return request;
  }
}
