// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.vestibule.api.VestibuleException;

/**
 * An error with the HTTP status that says it best, shown as {@code application/problem+json} (RFC
 * 9457): what was wrong, what was found, what is allowed, what to do next. Never a stack trace.
 */
final class Problem extends VestibuleException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  Problem(int status, String code, String input, String found, String allowed, String remedy) {
    this(status, code, input, found, allowed, remedy, null);
  }

  Problem(
      int status,
      String code,
      String input,
      String found,
      String allowed,
      String remedy,
      Throwable cause) {
    super(code, input, found, allowed, remedy, cause);
    this.status = status;
    if (status == 401) {
      headers.put("WWW-Authenticate", "Bearer realm=\"vestibule\"");
    }
    if (status == 429) {
      headers.put("Retry-After", "60");
    }
    if (status == 503 && passes(code)) {
      headers.put("Retry-After", "5");
    }
  }

  /** Gives a service's error the status that fits its code; a problem stays as it is. */
  static Problem of(VestibuleException error) {
    if (error instanceof Problem problem) {
      return problem;
    }
    return new Problem(
        statusOf(error.code()),
        error.code(),
        error.input(),
        error.found(),
        error.allowed(),
        error.remedy(),
        error);
  }

  /** Refuses one value of a request: 422. */
  static Problem invalid(String input, String found, String allowed, String remedy) {
    return new Problem(422, "value-invalid", input, found, allowed, remedy);
  }

  /** Whether a 503 ends by waiting; the others want a hand. */
  private static boolean passes(String code) {
    return code.endsWith("-busy")
        || code.equals("gateway-restarting")
        || code.equals("service-missing");
  }

  private static int statusOf(String code) {
    if (code.startsWith("unknown-")) {
      return 404;
    }
    return switch (code) {
      case "token-wrong",
          "token-expired",
          "login-refused",
          "second-factor-needed",
          "second-factor-wrong",
          "setup-code-wrong" ->
          401;
      case "not-on-loopback", "other-building" -> 403;
      case "account-taken",
          "call-answered",
          "call-over",
          "no-talk",
          "no-video",
          "nobody",
          "talk-busy",
          "visit-answered",
          "visit-over",
          "already-owned",
          "backup-newer",
          "backup-running",
          "card-taken",
          "command-id-used",
          "code-taken",
          "consent-given",
          "correction-too-late",
          "enrolment-in-use",
          "enrolment-incomplete",
          "face-enrolled",
          "feature-already-installed",
          "feature-not-installed",
          "feature-required",
          "feature-version-reused",
          "feed-suspicious",
          "last-owner",
          "look-alike",
          "needs-restart",
          "no-audio",
          "not-suspended",
          "nothing-to-correct",
          "nothing-to-roll-back",
          "papers-changed",
          "person-changed",
          "person-exists",
          "shots-differ",
          "sink-busy",
          "update-running" ->
          409;
      case "locked-out" -> 429;
      case "audit-unwritable",
          "device-key-missing",
          "enrolments-busy",
          "erasure-incomplete",
          "features-unavailable",
          "gateway-restarting",
          "gateway-stopping",
          "issuer-unreachable",
          "listeners-busy",
          "model-missing",
          "native-missing",
          "room-empty",
          "service-missing",
          "station-unreachable",
          "storage-failed",
          "update-unreadable",
          "vault-broken",
          "vault-locked",
          "vision-busy" ->
          503;
      case "storage-full" -> 507;
      case "feature-roll-back-failed" -> 500;
      default -> 422;
    };
  }

  /** Adds a header that a client acts on, for example {@code Retry-After}. */
  Problem with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  /** Returns the members of RFC 9457 and those of {@link VestibuleException}. */
  Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "urn:vestibule:error:" + code());
    body.put("title", title(code()));
    body.put("status", status);
    body.put("detail", getMessage());
    body.put("code", code());
    body.put("input", input());
    body.put("found", found());
    body.put("allowed", allowed());
    body.put("remedy", remedy());
    return body;
  }

  private static String title(String code) {
    String words = code.replace('-', ' ');
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
