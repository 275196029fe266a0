// SPDX-License-Identifier: Apache-2.0
package org.vestibule.network.internal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.function.LongSupplier;
import org.osgi.service.servlet.whiteboard.Preprocessor;

/**
 * Sees each request before any servlet does: refuses plain HTTP from elsewhere, holds each address
 * to its rate and each body to its time, and sets the headers that a browser needs to be told by
 * every answer, errors included. A servlet may set stricter ones. Thread-safe.
 */
final class RequestGate implements Preprocessor {
  /** One year, as RFC 6797 suggests. */
  private static final String HSTS = "max-age=31536000";

  private static final Set<String> READING = Set.of("GET", "HEAD");

  private final LongSupplier nanos;
  private final boolean plainBeyondLoopback;
  private final RateLimit others;
  private final RateLimit loopback;
  private final int slowBodies;
  private final int loopbackSlowBodies;
  private final OpenBodies bodies = new OpenBodies();

  RequestGate(Settings settings, LongSupplier nanos) {
    this.nanos = nanos;
    plainBeyondLoopback = settings.plainBeyondLoopback();
    others = new RateLimit(settings.requestsPerSecond(), nanos);
    loopback = new RateLimit(settings.loopbackRequestsPerSecond(), nanos);
    slowBodies = settings.slowBodies();
    loopbackSlowBodies = settings.loopbackSlowBodies();
  }

  @Override
  public void init(FilterConfig config) {
    // Nothing is configured there.
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (!(request instanceof HttpServletRequest http)
        || !(response instanceof HttpServletResponse answer)) {
      chain.doFilter(request, response);
    } else if (admitted(http, answer)) {
      if (READING.contains(http.getMethod())) {
        // What is read has no body; it may be a stream or become a WebSocket.
        chain.doFilter(http, new Guarded(http, answer));
      } else {
        passBody(new TimedBody(http, nanos), answer, chain);
      }
    }
  }

  private void passBody(TimedBody body, HttpServletResponse answer, FilterChain chain)
      throws IOException, ServletException {
    String remote = String.valueOf(body.getRemoteAddr());
    boolean local = Addresses.loopback(remote);
    int most = local ? loopbackSlowBodies : slowBodies;
    if (!bodies.begin(body, source(remote), most)) {
      answer.setHeader("Retry-After", "10");
      answer.setHeader("Connection", "close");
      refuse(
          answer,
          429,
          "too-many-slow-bodies",
          "bodies of this address",
          "that many arrive slowly already",
          most + " slow ones at a time",
          "Send each whole and at once, and wait until those have arrived, or raise "
              + (local ? "loopbackSlowBodies" : "slowBodies")
              + " in "
              + NetworkConfig.PID
              + ".");
      return;
    }
    try {
      chain.doFilter(body, new Guarded(body, answer));
    } finally {
      bodies.end(body);
    }
  }

  private static String source(String remote) {
    return Addresses.loopback(remote) ? "loopback" : Addresses.counted(remote);
  }

  /**
   * A servlet that begins its answer anew begins with the headers, too; and one that failed is not
   * shown with the trace of its failure, as the web server would.
   */
  private static final class Guarded extends HttpServletResponseWrapper {
    private final HttpServletRequest http;

    private Guarded(HttpServletRequest http, HttpServletResponse answer) {
      super(answer);
      this.http = http;
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
        refuse(
            this,
            408,
            "body-too-slow",
            "body",
            "a slower one",
            TimedBody.ALLOWED,
            "Send it again, whole and at once.");
      } else {
        refuse(
            this,
            status,
            "internal-error",
            "the gateway",
            "an error",
            "none",
            "Look into the gateway's log.");
      }
    }
  }

  private boolean admitted(HttpServletRequest http, HttpServletResponse answer) throws IOException {
    headers(http, answer);
    if (http.getMethod().equals("TRACE")) {
      refuse(
          answer, 405, "method-not-allowed", "method", "TRACE", "any other", "Use another method.");
      return false;
    }
    if (!http.isSecure() && !plainBeyondLoopback && !Addresses.loopback(http.getLocalAddr())) {
      answer.setHeader("Connection", "close");
      refuse(
          answer,
          403,
          "https-needed",
          "connection",
          "plain HTTP from another machine",
          "https",
          "Set httpsAddress in " + NetworkConfig.PID + " and ask there.");
      return false;
    }
    String remote = String.valueOf(http.getRemoteAddr());
    boolean local = Addresses.loopback(remote);
    int wait = (local ? loopback : others).take(source(remote));
    if (wait > 0) {
      answer.setHeader("Retry-After", Integer.toString(wait));
      // Its body stays unread.
      answer.setHeader("Connection", "close");
      refuse(
          answer,
          429,
          "too-many-requests",
          "requests of this address",
          "more than its rate",
          local ? "loopbackRequestsPerSecond" : "requestsPerSecond",
          "Wait " + wait + " s, or raise it in " + NetworkConfig.PID + ".");
    }
    return wait == 0;
  }

  private static void headers(HttpServletRequest http, HttpServletResponse answer) {
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

  /** Answers as RFC 9457 has it; every word here is the house's own. */
  private static void refuse(
      HttpServletResponse answer,
      int status,
      String code,
      String input,
      String found,
      String allowed,
      String remedy)
      throws IOException {
    String body =
        String.format(
            "{\"type\":\"urn:vestibule:error:%s\",\"status\":%d,\"code\":\"%s\",\"input\":\"%s\","
                + "\"found\":\"%s\",\"allowed\":\"%s\",\"remedy\":\"%s\"}",
            code, status, code, input, found, allowed, remedy);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    answer.setStatus(status);
    answer.setContentType("application/problem+json");
    answer.setContentLength(bytes.length);
    answer.getOutputStream().write(bytes);
  }

  @Override
  public void destroy() {
    // Nothing is held.
  }
}
