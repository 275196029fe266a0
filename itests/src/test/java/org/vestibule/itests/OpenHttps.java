// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Set;
import org.junit.rules.ExternalResource;

/** Opens the HTTPS listener of the running gateway by a line of settings, and closes it again. */
final class OpenHttps extends ExternalResource {
  private static final String FILE = "org.vestibule.network.cfg";
  private static final SecurityGateway GATEWAY = SecurityTest.GATEWAY;

  private int port;
  private Set<String> before;

  @Override
  protected void before() throws Throwable {
    before = Sockets.of(GATEWAY.pid());
    open("");
  }

  @Override
  protected void after() {
    try {
      Files.delete(GATEWAY.home().resolve("etc").resolve(FILE));
      Await.that("nothing else listens", () -> Sockets.of(GATEWAY.pid()).equals(before));
    } catch (Exception e) {
      throw new AssertionError("the listener does not close", e);
    }
  }

  int port() {
    return port;
  }

  /** Returns what listened before. */
  Set<String> listenedBefore() {
    return before;
  }

  /**
   * Opens it with these settings, on a port that was not used before: so it is certain which
   * settings answer. Whoever just saved settings of the time before may write them over the new
   * ones; then they are written again.
   */
  void open(String more) throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String text = "httpsAddress = 0.0.0.0\nhttpsPort = " + port + "\n" + more;
    GATEWAY.configure(FILE, text);
    Await.that(
        "HTTPS listens on " + port,
        () -> {
          if (!Files.readString(GATEWAY.home().resolve("etc").resolve(FILE)).equals(text)) {
            GATEWAY.configure(FILE, text);
          }
          return listens();
        });
  }

  boolean listens() throws IOException {
    return Sockets.of(GATEWAY.pid()).contains("tcp *:" + port);
  }

  TlsClient client() throws Exception {
    return new TlsClient(InetAddress.getLoopbackAddress(), port);
  }

  /** Sends to the loopback listener what no decent client would; returns all in lower case. */
  static String plain(String request) throws IOException {
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), GATEWAY.address().getPort())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
          .toLowerCase(Locale.ROOT);
    }
  }
}
