// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.DeviceLogin.Pending;

/**
 * The OAuth 2.0 device authorization grant (RFC 8628), with the audience as resource (RFC 8707).
 * Thread-safe.
 */
final class DeviceFlow {
  private static final String GRANT = "urn:ietf:params:oauth:grant-type:device_code";
  private static final Duration SLOWER = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST_PENDING = 100;

  private final IssuerSettings settings;
  private final IssuerKeys keys;
  private final IssuerLine line;
  private final LongSupplier nanos;

  /** When a code may be asked about again, and how long the pause is, in nanoseconds. */
  private final Map<String, long[]> pauses = new LinkedHashMap<>();

  DeviceFlow(IssuerSettings settings, IssuerKeys keys, IssuerLine line, LongSupplier nanos) {
    this.settings = settings;
    this.keys = keys;
    this.line = line;
    this.nanos = nanos;
  }

  /** Asks for a code (section 3.1). */
  Pending begin() throws VestibuleException {
    if (settings.clientId().isEmpty()) {
      throw noIssuer("no clientId in " + AccessConfig.PID);
    }
    Map<String, String> form = new LinkedHashMap<>();
    form.put("client_id", settings.clientId());
    form.put("scope", settings.scope());
    addResource(form);
    IssuerLine.Answer answer =
        line.post(keys.endpoint("device_authorization_endpoint"), form, authorization());
    String code = answer.text("device_code");
    String shown = answer.text("user_code");
    if (answer.status() != 200 || code.isEmpty() || shown.isEmpty()) {
      throw Refusals.issuerUnreachable("did not give a code: " + error(answer), null);
    }
    Duration interval = seconds(answer, "interval", 5);
    pause(code, interval.toNanos());
    return new Pending(
        code, shown, verification(answer), interval, seconds(answer, "expires_in", 600));
  }

  /**
   * Asks once for the token (section 3.4). Whoever asks too early is told that it is pending, and
   * the issuer is not asked.
   */
  Optional<String> poll(Pending pending) throws VestibuleException {
    String code = pending.deviceCode();
    if (early(code)) {
      return Optional.empty();
    }
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", GRANT);
    form.put("device_code", code);
    form.put("client_id", settings.clientId());
    addResource(form);
    IssuerLine.Answer answer = line.post(keys.endpoint("token_endpoint"), form, authorization());
    if (answer.status() == 200) {
      return Optional.of(answer.text("access_token"));
    }
    switch (answer.text("error")) {
      case "authorization_pending" -> pause(code, pauseOf(code));
      case "slow_down" -> pause(code, pauseOf(code) + SLOWER.toNanos());
      case "expired_token" -> throw expired();
      case "access_denied" -> throw Refusals.login();
      default -> throw Refusals.issuerUnreachable("refused the code: " + error(answer), null);
    }
    return Optional.empty();
  }

  /** RFC 8707 wants an absolute address; an audience that is none is the issuer's own affair. */
  private void addResource(Map<String, String> form) {
    if (settings.audience().matches("[a-z][a-z0-9+.-]*:.+")) {
      form.put("resource", settings.audience());
    }
  }

  private URI verification(IssuerLine.Answer answer) throws VestibuleException {
    return Stream.of("verification_uri_complete", "verification_uri")
        .map(answer::text)
        .filter(text -> text.startsWith("https://") || text.startsWith("http://"))
        .findFirst()
        .map(URI::create)
        .orElseThrow(() -> Refusals.issuerUnreachable("gave no address to go to", null));
  }

  /** HTTP Basic with the client's secret (RFC 6749, section 2.3.1); empty for a public client. */
  private String authorization() throws VestibuleException {
    Optional<Path> file = settings.clientSecret();
    if (file.isEmpty()) {
      return "";
    }
    try (Stream<String> lines = Files.lines(file.get())) {
      String secret = lines.findFirst().orElse("").strip();
      String pair = IssuerLine.encoded(settings.clientId()) + ":" + IssuerLine.encoded(secret);
      return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    } catch (IOException | RuntimeException e) {
      throw noIssuer("clientSecretFile cannot be read");
    }
  }

  private synchronized boolean early(String code) {
    long[] pause = pauses.get(code);
    return pause != null && nanos.getAsLong() - pause[0] < 0;
  }

  private synchronized long pauseOf(String code) {
    long[] pause = pauses.get(code);
    return pause == null ? SLOWER.toNanos() : pause[1];
  }

  private synchronized void pause(String code, long length) {
    pauses.remove(code);
    if (pauses.size() >= MOST_PENDING) {
      Iterator<String> oldest = pauses.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    pauses.put(code, new long[] {nanos.getAsLong() + length, length});
  }

  private static Duration seconds(IssuerLine.Answer answer, String name, int fallback) {
    long seconds = answer.body().path(name).asLong(fallback);
    return Duration.ofSeconds(Math.max(1, Math.min(seconds, LONGEST.toSeconds())));
  }

  /** The code of the error, which RFC 6749 keeps to plain characters; nothing of the rest. */
  private static String error(IssuerLine.Answer answer) {
    String error = answer.text("error").replaceAll("[^a-z_]", "");
    return "status " + answer.status() + (error.isEmpty() ? "" : ", " + error);
  }

  private static VestibuleException expired() {
    return new VestibuleException(
        "login-expired",
        "log-in by device",
        "a code whose time is over",
        "codes that are entered in time",
        "Begin again.");
  }

  static VestibuleException noIssuer(String found) {
    return new VestibuleException(
        "no-issuer",
        "log-in by device",
        found,
        "an issuer with a client for this gateway",
        "Set issuer, building and clientId in " + AccessConfig.PID + ".");
  }
}
