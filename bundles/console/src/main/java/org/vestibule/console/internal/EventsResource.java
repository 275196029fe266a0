// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Supplier;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Permission;

/**
 * Live deltas for a page, as far as its caller may see; resumes after {@code Last-Event-ID} or
 * {@code ?after=}.
 */
final class EventsResource {
  private final Deltas deltas;
  private final Guard guard;

  EventsResource(Deltas deltas, Guard guard) {
    this.deltas = deltas;
    this.guard = guard;
  }

  void routes(Router router) {
    router.within(Permission.SEE_HOUSE, "GET", "/events", this::open);
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
      deltas.join(async, request.session(), still(request), seen(request.http()));
    } catch (IOException e) {
      async.complete();
    }
    return Reply.STREAMING;
  }

  /** Whether the caller may still hear; asked at each sign of life. */
  private Supplier<Optional<Caller>> still(Request request) {
    return () ->
        request.session().isPresent()
            ? guard.still(request.session().get())
            : guard.still(request.caller());
  }

  private static String seen(HttpServletRequest http) {
    String resumed = http.getHeader("Last-Event-ID");
    String first = http.getParameter("after");
    return resumed != null ? resumed : first != null ? first : "";
  }
}
