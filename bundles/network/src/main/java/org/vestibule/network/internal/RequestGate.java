// SPDX-License-Identifier: Apache-2.0
package org.vestibule.network.internal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.function.LongSupplier;
import org.osgi.service.servlet.whiteboard.Preprocessor;

/**
 * Sees each request before any servlet does: refuses plain HTTP from elsewhere, holds each address
 * to its rate and each body to its time, and guards every answer. Thread-safe.
 */
final class RequestGate implements Preprocessor {
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
        chain.doFilter(http, new GuardedAnswer(http, answer));
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
      new Refusal(
              429,
              "too-many-slow-bodies",
              "bodies of this address",
              "that many arrive slowly already",
              most + " slow ones at a time",
              "Send each whole and at once, and wait until those have arrived, or raise "
                  + (local ? "loopbackSlowBodies" : "slowBodies")
                  + " in "
                  + NetworkConfig.PID
                  + ".")
          .to(answer);
      return;
    }
    try {
      chain.doFilter(body, new GuardedAnswer(body, answer));
    } finally {
      bodies.end(body);
    }
  }

  private static String source(String remote) {
    return Addresses.loopback(remote) ? "loopback" : Addresses.counted(remote);
  }

  private boolean admitted(HttpServletRequest http, HttpServletResponse answer) throws IOException {
    GuardedAnswer.headers(http, answer);
    if (http.getMethod().equals("TRACE")) {
      new Refusal(405, "method-not-allowed", "method", "TRACE", "any other", "Use another method.")
          .to(answer);
      return false;
    }
    if (!http.isSecure() && !plainBeyondLoopback && !Addresses.loopback(http.getLocalAddr())) {
      answer.setHeader("Connection", "close");
      new Refusal(
              403,
              "https-needed",
              "connection",
              "plain HTTP from another machine",
              "https",
              "Set httpsAddress in " + NetworkConfig.PID + " and ask there.")
          .to(answer);
      return false;
    }
    String remote = String.valueOf(http.getRemoteAddr());
    boolean local = Addresses.loopback(remote);
    int wait = (local ? loopback : others).take(source(remote));
    if (wait > 0) {
      answer.setHeader("Retry-After", Integer.toString(wait));
      // Its body stays unread.
      answer.setHeader("Connection", "close");
      new Refusal(
              429,
              "too-many-requests",
              "requests of this address",
              "more than its rate",
              local ? "loopbackRequestsPerSecond" : "requestsPerSecond",
              "Wait " + wait + " s, or raise it in " + NetworkConfig.PID + ".")
          .to(answer);
    }
    return wait == 0;
  }

  @Override
  public void destroy() {
    // Nothing is held.
  }
}
