// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.onvif;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.vestibule.testkit.internal.station.DigestDesk;

/** Who may ask a simulated device. Thread-safe. */
final class OnvifDoor {
  /** What anybody may ask (Core Specification, 5.9.4.3: access class PRE_AUTH). */
  private static final Set<String> FREE =
      Set.of(
          "GetSystemDateAndTime",
          "GetServices",
          "GetServiceCapabilities",
          "GetCapabilities",
          "GetHostname");

  private final Supplier<Instant> clock;
  private final Map<String, String> passwords = new ConcurrentHashMap<>();
  private final List<String> refused = new CopyOnWriteArrayList<>();
  private final DigestDesk digests = new DigestDesk();
  private final TokenDesk tokens = new TokenDesk();
  private volatile Login login = Login.TOKEN;

  OnvifDoor(Supplier<Instant> clock) {
    this.clock = clock;
  }

  void account(String user, String password) {
    passwords.put(user, password);
  }

  void login(Login wanted) {
    login = wanted;
  }

  /** Returns the operations that were refused because of the login, in order. */
  List<String> refused() {
    return List.copyOf(refused);
  }

  /**
   * Returns whether this request may go on; where HTTP Digest is missing it is answered here.
   *
   * @throws SoapFault {@code ter:NotAuthorized}
   */
  boolean admits(HttpExchange exchange, SoapRequest request) throws SoapFault, IOException {
    if (login == Login.HTTP_DIGEST) {
      return FREE.contains(request.operation()) || digest(exchange, request.operation());
    }
    boolean named = request.token().isPresent();
    if (named
        ? tokens.admits(request.token().get(), clock.get(), passwords)
        : FREE.contains(request.operation())) {
      return true;
    }
    refused.add(request.operation());
    throw SoapFault.notAuthorized();
  }

  /** Returns whether it has proved who asks by HTTP Digest; if not, it is asked to. */
  boolean digest(HttpExchange exchange, String what) throws IOException {
    DigestDesk.Verdict verdict =
        digests.judge(
            exchange.getRequestHeaders().getFirst("Authorization"),
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            passwords);
    if (verdict == DigestDesk.Verdict.GOOD) {
      return true;
    }
    if (verdict == DigestDesk.Verdict.WRONG) {
      refused.add(what);
    }
    exchange
        .getResponseHeaders()
        .set("WWW-Authenticate", digests.challenge(verdict == DigestDesk.Verdict.STALE));
    byte[] body = "Unauthorized".getBytes(StandardCharsets.US_ASCII);
    exchange.sendResponseHeaders(401, body.length);
    exchange.getResponseBody().write(body);
    return false;
  }
}
