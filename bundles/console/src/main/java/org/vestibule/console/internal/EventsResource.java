// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Live deltas for a page; resumes after {@code Last-Event-ID} or {@code ?after=}. */
final class EventsResource {
  private final Deltas deltas;

  EventsResource(Deltas deltas) {
    this.deltas = deltas;
  }

  void routes(Router router) {
    router.on("GET", "/events", this::open);
  }

  private Reply open(Request request) throws Problem {
    deltas.refuseWhenFull();
    HttpServletResponse response = request.response();
    response.setStatus(200);
    response.setContentType("text/event-stream");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("X-Accel-Buffering", "no");
    AsyncContext async = request.http().startAsync();
    async.setTimeout(0);
    try {
      deltas.join(async, request.session(), seen(request.http()));
    } catch (IOException e) {
      async.complete();
    }
    return Reply.STREAMING;
  }

  private static String seen(HttpServletRequest http) {
    String resumed = http.getHeader("Last-Event-ID");
    String first = http.getParameter("after");
    return resumed != null ? resumed : first != null ? first : "";
  }
}
