// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import jakarta.servlet.http.HttpServletResponse;

/** What every answer of the console tells the browser to refuse. */
final class SecurityHeaders {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self';"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " manifest-src 'self'";

  private SecurityHeaders() {}

  /** The page of whoever lives here: it talks, and looks through no camera of its own. */
  static void setForTalking(HttpServletResponse response) {
    response.setHeader(
        "Permissions-Policy",
        "camera=(), microphone=(self), screen-wake-lock=(self), geolocation=()");
  }

  /** The console: whoever answers a call there talks, and enrolment uses the camera. */
  static void setForConsole(HttpServletResponse response) {
    response.setHeader("Permissions-Policy", "camera=(self), microphone=(self), geolocation=()");
  }

  static void set(HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    response.setHeader("Referrer-Policy", "no-referrer");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    response.setHeader("Permissions-Policy", "camera=(self), microphone=(), geolocation=()");
  }
}
