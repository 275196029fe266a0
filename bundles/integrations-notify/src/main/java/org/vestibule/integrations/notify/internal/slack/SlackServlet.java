// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.slack;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where Slack tells of buttons that were pressed, {@code /notify/slack/NAME}. Without a channel of
 * that name that has a signing secret the path is unknown; whoever is not Slack learns nothing.
 * Thread-safe.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern("/notify/slack/*")
public final class SlackServlet extends HttpServlet {
  /** The longest request: the message that had the button comes back with it. */
  static final int MOST_BYTES = 128 << 10;

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(SlackServlet.class);

  private final transient SlackChannels channels;

  @Activate
  public SlackServlet(@Reference SlackChannels channels) {
    this.channels = channels;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("Cache-Control", "no-store");
    String path = Optional.ofNullable(request.getPathInfo()).orElse("/").substring(1);
    Optional<SlackSink> sink = channels.named(path);
    if (sink.isEmpty()) {
      response.setStatus(404);
    } else if (!request.getMethod().equals("POST")) {
      response.setStatus(405);
    } else {
      byte[] body = request.getInputStream().readNBytes(MOST_BYTES + 1);
      if (body.length > MOST_BYTES) {
        response.setHeader("Connection", "close");
        response.setStatus(413);
      } else {
        response.setStatus(answer(sink.get(), request, body));
      }
    }
  }

  private static int answer(SlackSink sink, HttpServletRequest request, byte[] body) {
    try {
      return sink.asked(
          request.getHeader("X-Slack-Request-Timestamp"),
          request.getHeader("X-Slack-Signature"),
          body);
    } catch (RuntimeException e) {
      LOG.error("A request of Slack failed", e);
      return 500;
    }
  }
}
