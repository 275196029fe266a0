// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.Sink;

/**
 * Requests to the issuer, through the broker of what leaves the building and in no other way.
 * Thread-safe.
 */
final class IssuerLine {
  /** Where log-ins are sent, as the manifest declares it. */
  static final String SINK = "issuer";

  static final String PURPOSE =
      "Asks the issuer that the site configured for its keys, and whether somebody who logs in is who"
          + " they say";

  private static final String BUNDLE = "org.vestibule.access";
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_ANSWER = 256 * 1024;

  private final Surroundings surroundings;
  private final ObjectMapper json = new ObjectMapper();

  IssuerLine(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * An answer.
   *
   * @param status of HTTP
   * @param body a JSON object
   */
  record Answer(int status, JsonNode body) {
    /** Returns a text of the body; empty when it has none of this name. */
    String text(String name) {
      return body.path(name).asText("");
    }
  }

  /**
   * Gets a document.
   *
   * @throws VestibuleException {@code issuer-unreachable}, also for any answer but 200
   */
  JsonNode get(URI address) throws VestibuleException {
    Answer answer =
        exchange(HttpRequest.newBuilder(address).header("Accept", "application/json").GET());
    if (answer.status() != 200) {
      throw Refusals.issuerUnreachable("answered with status " + answer.status(), null);
    }
    return answer.body();
  }

  /**
   * Posts a form.
   *
   * @param authorization the header of this name; empty for none
   * @throws VestibuleException {@code issuer-unreachable}
   */
  Answer post(URI address, Map<String, String> form, String authorization)
      throws VestibuleException {
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + encoded(field.getValue()))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return exchange(
        authorization.isEmpty() ? request : request.header("Authorization", authorization));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Answer exchange(HttpRequest.Builder request) throws VestibuleException {
    EgressBroker broker =
        surroundings
            .broker()
            .orElseThrow(
                () -> Refusals.issuerUnreachable("no broker of outgoing connections", null));
    Sink sink = new Sink(SINK, PURPOSE, Set.of(DataClass.CREDENTIAL));
    try (Egress way = broker.open(BUNDLE, sink)) {
      HttpResponse<byte[]> response =
          way.exchange(request.timeout(PATIENCE).build(), DataClass.CREDENTIAL, MOST_ANSWER);
      JsonNode body = json.readTree(response.body());
      if (body == null || !body.isObject()) {
        throw Refusals.issuerUnreachable("answered with something other than JSON", null);
      }
      return new Answer(response.statusCode(), body);
    } catch (IOException e) {
      throw Refusals.issuerUnreachable(e.getClass().getSimpleName(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusals.issuerUnreachable("the request was broken off", e);
    } catch (VestibuleException e) {
      throw e.code().equals("issuer-unreachable")
          ? e
          : Refusals.issuerUnreachable("held back: " + e.code(), e);
    }
  }
}
