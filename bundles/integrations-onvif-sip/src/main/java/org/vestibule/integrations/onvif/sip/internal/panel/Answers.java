// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vestibule.api.VestibuleException;

/** Answers in JSON, and how an error is told (RFC 9457). Stateless. */
final class Answers {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long MOST_SWALLOWED = 2L * FrameUpload.MOST_BYTES;
  private static final long SWALLOW_NANOS = 2_000_000_000L;

  private Answers() {}

  /**
   * Reads on a while, so that a panel that writes its whole body before it reads gets the answer
   * and not a broken connection. Live streams are cut off.
   */
  static void swallow(HttpServletRequest request) throws IOException {
    long length = request.getContentLengthLong();
    if (length <= 0 || length > MOST_SWALLOWED) {
      return;
    }
    long deadline = System.nanoTime() + SWALLOW_NANOS;
    byte[] nowhere = new byte[8192];
    InputStream in = request.getInputStream();
    while (System.nanoTime() - deadline < 0 && in.read(nowhere) >= 0) {
      // Only the end of the body or of the patience matters.
    }
  }

  static void write(HttpServletResponse response, Refusal refusal) throws IOException {
    if (response.isCommitted()) {
      return;
    }
    VestibuleException problem = refusal.problem();
    response.reset();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", "about:blank");
    fields.put("status", refusal.status());
    fields.put("title", problem.input() + ": " + problem.found());
    fields.put("code", problem.code());
    fields.put("input", problem.input());
    fields.put("found", problem.found());
    fields.put("allowed", problem.allowed());
    fields.put("remedy", problem.remedy());
    if (refusal.status() == 401) {
      response.setHeader("WWW-Authenticate", "Bearer realm=\"vestibule-station\"");
    }
    if (refusal.status() == 429) {
      response.setHeader("Retry-After", "60");
    }
    send(response, refusal.status(), "application/problem+json", fields);
  }

  static void write(HttpServletResponse response, int status, Map<String, ?> fields)
      throws IOException {
    send(response, status, "application/json", fields);
  }

  private static void send(
      HttpServletResponse response, int status, String type, Map<String, ?> fields)
      throws IOException {
    byte[] body = JSON.writeValueAsBytes(fields);
    response.setStatus(status);
    response.setContentType(type);
    response.setHeader("Cache-Control", "no-store");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
