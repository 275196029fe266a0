// SPDX-License-Identifier: Apache-2.0
package org.vestibule.web.socket;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.websocket.core.Configuration.ConfigurationCustomizer;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;

/**
 * Turns a request into a WebSocket (RFC 6455), one at a time: nothing is registered with the
 * server, so a bundle that is replaced leaves nothing behind once its sockets are closed. No
 * extension is agreed to: pictures and sound do not get smaller by it. Stateless.
 */
public final class WebSockets {
  private WebSockets() {}

  /** Returns whether the request asks for a WebSocket at all. */
  public static boolean wanted(HttpServletRequest request) {
    return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
  }

  /**
   * Answers the request with a WebSocket.
   *
   * @param request as the servlet got it, wrapped or not
   * @return false when the request is no proper one (426 or 400 is the answer then), or the server
   *     was started without WebSocket; nothing was answered then
   */
  public static boolean upgrade(
      HttpServletRequest request,
      HttpServletResponse response,
      SocketLimits limits,
      SocketListener listener)
      throws IOException {
    ServletContextRequest inner = ServletContextRequest.getServletContextRequest(request);
    WebSocketMappings mappings = WebSocketMappings.getMappings(inner.getServletContextHandler());
    if (mappings == null || response.isCommitted()) {
      return false;
    }
    WebSocketNegotiator negotiator =
        (asked, answer, callback) -> {
          answer.setExtensions(List.of());
          return new Messages(limits, listener);
        };
    try (Blocker.Callback done = Blocker.callback()) {
      if (!mappings.upgrade(
          negotiator, inner, inner.getServletContextResponse(), done, bounds(limits))) {
        return false;
      }
      done.block();
      return true;
    }
  }

  private static ConfigurationCustomizer bounds(SocketLimits limits) {
    ConfigurationCustomizer bounds = new ConfigurationCustomizer();
    bounds.setIdleTimeout(limits.idle());
    bounds.setMaxFrameSize(limits.mostFrame());
    bounds.setAutoFragment(false);
    return bounds;
  }
}
