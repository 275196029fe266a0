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

  private static int statusOf(String code) {
    if (code.startsWith("unknown-")) {
      return 404;
    }
    return switch (code) {
      case "code-taken",
          "enrolment-incomplete",
          "enrolment-in-use",
          "shots-differ",
          "face-enrolled",
          "look-alike",
          "nothing-to-correct",
          "correction-too-late",
          "no-audio",
          "needs-restart",
          "update-running",
          "feature-required",
          "feature-already-installed",
          "feature-not-installed",
          "feature-version-reused",
          "nothing-to-roll-back" ->
          409;
      case "model-missing",
          "native-missing",
          "gateway-stopping",
          "gateway-restarting",
          "audit-unwritable",
          "service-missing",
          "features-unavailable",
          "update-unreadable",
          "room-empty",
          "enrolments-busy",
          "listeners-busy",
          "vision-busy",
          "station-unreachable" ->
          503;
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
