// SPDX-License-Identifier: Apache-2.0
package org.vestibule.web.socket;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.websocket.core.server.WebSocketMappings;
import org.eclipse.jetty.websocket.core.server.WebSocketServerComponents;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client that keeps to no rule does to a WebSocket: frames as bytes, over a real server. */
@Timeout(180)
class SocketTest {
  private static final int PROTOCOL_ERROR = 1002;
  private static final int NOT_UTF_8 = 1007;
  private static final SocketLimits LIMITS = new SocketLimits(100, 200, Duration.ofSeconds(20));

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
  private Server server;
  private RawClient client;

  @BeforeEach
  void start() throws Exception {
    server = new Server();
    ServerConnector connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler context = new ServletContextHandler();
    context.addServlet(new ServletHolder(new Door()), "/*");
    server.setHandler(context);
    WebSocketServerComponents.ensureWebSocketComponents(server, context);
    WebSocketMappings.ensureMappings(context);
    server.start();
    client = new RawClient(connector.getLocalPort());
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.stop();
  }

  @Test
  void aFrameThatIsTooLongIsRefusedBeforeItsBytesCome() throws Exception {
    client.begin(RawClient.FIN | RawClient.BINARY, 1 << 20);
    assertThat(client.closedWith()).isEqualTo(Socket.TOO_LARGE);
    assertThat(next()).isEqualTo("closed");
  }

  @Test
  void fragmentsThatAreTooLongTogetherAreRefused() throws Exception {
    client.frame(RawClient.TEXT, "a");
    for (int i = 0; i < 100; i++) {
      client.frame(RawClient.CONTINUATION, "a");
    }
    assertThat(client.closedWith()).isEqualTo(Socket.TOO_LARGE);
    assertThat(next()).isEqualTo("closed");
  }

  @Test
  void fragmentsWithAPingBetweenAreOneMessage() throws Exception {
    client.frame(RawClient.TEXT, "who ");
    client.frame(RawClient.FIN | RawClient.PING, "there?");
    client.frame(RawClient.CONTINUATION, "");
    client.frame(RawClient.FIN | RawClient.CONTINUATION, "rings");
    assertThat(client.next()).isEqualTo("10 there?");
    assertThat(next()).isEqualTo("text who rings");
  }

  @Test
  void pingsWithoutEndOfOneWhoReadsNothingFillNothing() throws Exception {
    // More than the server keeps for a client; what is too much is not answered, and nothing ends.
    for (int i = 0; i < 20_000; i++) {
      client.frame(RawClient.FIN | RawClient.PING, "p".repeat(100));
    }
    client.frame(RawClient.FIN | RawClient.TEXT, "still here");
    assertThat(next()).isEqualTo("text still here");
  }

  @Test
  void aTextThatIsNoneIsRefused() throws Exception {
    client.frame(RawClient.FIN | RawClient.TEXT, new byte[] {(byte) 0xC3, '('});
    assertThat(client.closedWith()).isEqualTo(NOT_UTF_8);
    assertThat(next()).isEqualTo("closed");
  }

  @Test
  void framesOutOfOrderAreRefused() throws Exception {
    client.frame(RawClient.FIN | RawClient.CONTINUATION, "of what?");
    assertThat(client.closedWith()).isEqualTo(PROTOCOL_ERROR);
    assertThat(next()).isEqualTo("closed");
  }

  @Test
  void aListenerThatFailsEndsThisConnection() throws Exception {
    client.frame(RawClient.FIN | RawClient.TEXT, "fail");
    assertThat(client.closedWith()).isEqualTo(Socket.SERVER_ERROR);
    assertThat(next()).isEqualTo("closed");
  }

  @Test
  void aCloseIsAnsweredAndToldOnce() throws Exception {
    client.frame(RawClient.FIN | RawClient.CLOSE, new byte[] {3, (byte) 0xE8});
    assertThat(client.closedWith()).isEqualTo(Socket.NORMAL);
    assertThat(next()).isEqualTo("closed");
    assertThat(client.ended()).isTrue();
    assertThat(told).isEmpty();
  }

  @Test
  void aConnectionThatBreaksIsToldAsClosed() throws Exception {
    client.close();
    assertThat(next()).isEqualTo("closed");
  }

  @Test
  void whoIsTrustedWithMoreMaySendMore() throws Exception {
    client.frame(RawClient.FIN | RawClient.TEXT, "more");
    client.frame(RawClient.FIN | RawClient.BINARY, new byte[5000]);
    assertThat(next()).isEqualTo("text more");
    assertThat(next()).isEqualTo("binary 5000");
    client.begin(RawClient.FIN | RawClient.BINARY, 5001);
    assertThat(client.closedWith()).isEqualTo(Socket.TOO_LARGE);
  }

  private String next() throws InterruptedException {
    return told.poll(60, TimeUnit.SECONDS);
  }

  private final class Door extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      if (!WebSockets.upgrade(request, response, LIMITS, new Ear())) {
        response.setStatus(400);
      }
    }
  }

  private final class Ear implements SocketListener {
    @Override
    public void opened(Socket socket) {
      // Nothing is said first.
    }

    @Override
    public void text(Socket socket, String message) {
      if (message.equals("fail")) {
        throw new IllegalStateException("on purpose");
      }
      if (message.equals("more")) {
        socket.allow(new SocketLimits(100, 5000, Duration.ofSeconds(20)));
      }
      told.add("text " + message);
    }

    @Override
    public void binary(Socket socket, byte[] message) {
      told.add("binary " + message.length);
    }

    @Override
    public void closed(Socket socket) {
      told.add("closed");
    }
  }
}
