// SPDX-License-Identifier: Apache-2.0
package org.vestibule.network.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;

/**
 * An answer with the headers that a browser needs to be told by every one, errors included; a
 * servlet may set stricter ones. A servlet that begins its answer anew begins with the headers,
 * too; and one that failed is not shown with the trace of its failure, as the web server would.
 */
final class GuardedAnswer extends HttpServletResponseWrapper {
  /** One year, as RFC 6797 suggests. */
  private static final String HSTS = "max-age=31536000";

  private final HttpServletRequest http;

  GuardedAnswer(HttpServletRequest http, HttpServletResponse answer) {
    super(answer);
    this.http = http;
  }

  static void headers(HttpServletRequest http, HttpServletResponse answer) {
    answer.setHeader("X-Content-Type-Options", "nosniff");
    answer.setHeader("X-Frame-Options", "DENY");
    answer.setHeader("Referrer-Policy", "no-referrer");
    answer.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    answer.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    answer.setHeader("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
    if (http.isSecure()) {
      answer.setHeader("Strict-Transport-Security", HSTS);
    }
  }

  @Override
  public void reset() {
    super.reset();
    headers(http, this);
  }

  @Override
  public void sendError(int status) throws IOException {
    sendError(status, "");
  }

  @Override
  public void sendError(int status, String message) throws IOException {
    boolean slow = http instanceof TimedBody timed && timed.tooSlow();
    if (isCommitted() || (!slow && status != SC_INTERNAL_SERVER_ERROR)) {
      super.sendError(status, message);
      return;
    }
    reset();
    setHeader("Cache-Control", "no-store");
    if (slow) {
      setHeader("Connection", "close");
      new Refusal(
              408,
              "body-too-slow",
              "body",
              "a slower one",
              TimedBody.ALLOWED,
              "Send it again, whole and at once.")
          .to(this);
    } else {
      new Refusal(
              status,
              "internal-error",
              "the gateway",
              "an error",
              "none",
              "Look into the gateway's log.")
          .to(this);
    }
  }
}
