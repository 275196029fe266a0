// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** How replies and problems are written. */
final class Answers {
  private Answers() {}

  /** Answers with what a handler said. */
  static void write(HttpServletRequest http, HttpServletResponse response, Reply reply)
      throws IOException {
    if (reply == Reply.STREAMING) {
      return;
    }
    closeIfUnread(http, response);
    response.setStatus(reply.status());
    reply.headers().forEach(response::setHeader);
    if (reply.body() instanceof Reply.Text text) {
      send(http, response, text.type(), text.content().getBytes(StandardCharsets.UTF_8));
    } else if (reply.body() != null) {
      send(http, response, "application/json", Json.write(reply.body()));
    }
  }

  private static void send(
      HttpServletRequest http, HttpServletResponse response, String type, byte[] body)
      throws IOException {
    if (Conditional.unchanged(http, response, body)) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
    } else {
      write(response, type, body);
    }
  }

  /** Answers with a problem, unless something was answered already. */
  static void refuse(HttpServletRequest http, HttpServletResponse response, Problem problem)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    closeIfUnread(http, response);
    response.setStatus(problem.status());
    problem.headers().forEach(response::setHeader);
    write(response, "application/problem+json", Json.write(problem.body()));
  }

  /** The server closes a connection whose body nobody read; the caller must not use it again. */
  private static void closeIfUnread(HttpServletRequest http, HttpServletResponse response)
      throws IOException {
    if (!http.getInputStream().isFinished()) {
      response.setHeader("Connection", "close");
    }
  }

  private static void write(HttpServletResponse response, String type, byte[] body)
      throws IOException {
    response.setContentType(type);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
