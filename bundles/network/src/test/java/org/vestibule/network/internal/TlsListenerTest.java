// SPDX-License-Identifier: Apache-2.0
package org.vestibule.network.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;

/** A real server and real clients, on loopback. */
class TlsListenerTest {
  private static final Duration SHORT = Duration.ofSeconds(4);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int PATIENCE_MILLIS = 60_000;
  private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

  @TempDir private Path folder;
  private final Server server = new Server();
  private final CompletableFuture<Void> longAnswer = new CompletableFuture<>();
  private final List<SSLSocket> clients = new ArrayList<>();

  @BeforeEach
  void serve() throws Exception {
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            response.setStatus(204);
            if (request.getHttpURI().getPath().equals("/long")) {
              longAnswer.thenRun(callback::succeeded);
            } else {
              callback.succeeded();
            }
            return true;
          }
        });
    server.start();
  }

  @AfterEach
  void close() throws Exception {
    for (SSLSocket client : clients) {
      client.close();
    }
    server.stop();
  }

  @Test
  void anotherCertificateIsTakenWhileConnectionsAreOpen() throws Exception {
    Identity first = identity("first");
    TlsListener listener = new TlsListener(https(8, LONG), TLS13, first);
    int port = open(listener);
    SSLSocket old = client(port, "TLSv1.3");
    assertThat(ask(old)).startsWith("HTTP/1.1 204");
    Identity second = identity("second");
    listener.renew(second);
    assertThat(certificate(client(port, "TLSv1.3"))).isEqualTo(second.certificate());
    assertThat(ask(old)).as("the open connection goes on").startsWith("HTTP/1.1 204");
    assertThat(certificate(old)).isEqualTo(first.certificate());
  }

  @Test
  void olderVersionsAreRefusedAndOneIsAllowedByChoice() throws Exception {
    int strict = open(new TlsListener(https(8, LONG), TLS13, identity("strict")));
    for (String version : List.of("TLSv1.2", "TLSv1.1", "TLSv1")) {
      assertThatThrownBy(() -> client(strict, version).startHandshake())
          .isInstanceOfAny(SSLException.class, SocketException.class);
    }
    List<String> both = List.of("TLSv1.3", "TLSv1.2");
    int lenient = open(new TlsListener(https(8, LONG), both, identity("lenient")));
    SSLSocket old = client(lenient, "TLSv1.2");
    assertThat(ask(old)).startsWith("HTTP/1.1 204");
    assertThat(old.getSession().getCipherSuite()).startsWith("TLS_ECDHE_ECDSA_");
  }

  @Test
  void aHeadThatDripsIsCutOffHoweverSteady() throws Exception {
    int port = open(new TlsListener(https(8, SHORT), TLS13, identity("slow")));
    SSLSocket slow = client(port, "TLSv1.3");
    slow.startHandshake();
    Thread drip =
        new Thread(
            () -> {
              try {
                slow.getOutputStream().write("GET / HTTP/1.1\r\nX-Slow: ".getBytes());
                while (true) {
                  slow.getOutputStream().write('a');
                  slow.getOutputStream().flush();
                  java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                }
              } catch (IOException e) {
                // Cut off, as it should be.
              }
            });
    drip.start();
    drip.join(PATIENCE_MILLIS);
    assertThat(drip.isAlive()).isFalse();
    assertThat(ask(client(port, "TLSv1.3"))).startsWith("HTTP/1.1 204");
  }

  @Test
  void anAnswerThatTakesLongIsNotCutOffAndSilenceIs() throws Exception {
    int port = open(new TlsListener(https(8, SHORT), TLS13, identity("long")));
    SSLSocket patient = client(port, "TLSv1.3");
    patient.getOutputStream().write("GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes());
    for (int i = 0; i < 2; i++) {
      SSLSocket silent = client(port, "TLSv1.3");
      silent.startHandshake();
      assertThatThrownBy(() -> answer(silent)).isInstanceOf(IOException.class);
    }
    longAnswer.complete(null);
    assertThat(answer(patient)).startsWith("HTTP/1.1 204");
  }

  @Test
  void oneAddressHoldsOnlySoManyConnections() throws Exception {
    int port = open(new TlsListener(https(2, LONG), TLS13, identity("many")));
    SSLSocket one = client(port, "TLSv1.3");
    assertThat(ask(one)).startsWith("HTTP/1.1 204");
    assertThat(ask(client(port, "TLSv1.3"))).startsWith("HTTP/1.1 204");
    assertThatThrownBy(() -> ask(client(port, "TLSv1.3"))).isInstanceOf(IOException.class);
    assertThat(ask(one)).as("the others go on").startsWith("HTTP/1.1 204");
  }

  @Test
  void aHeadWithoutMeasureIsRefused() throws Exception {
    int port = open(new TlsListener(https(8, LONG), TLS13, identity("big")));
    SSLSocket big = client(port, "TLSv1.3");
    String head = "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "a".repeat(9_000) + "\r\n\r\n";
    big.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    assertThat(answer(big)).startsWith("HTTP/1.1 431");
  }

  private static final List<String> TLS13 = List.of("TLSv1.3");

  private static Settings.Https https(int perAddress, Duration head) {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return new Settings.Https(loopback, 0, 100, perAddress, Duration.ofSeconds(30), head);
  }

  private int open(TlsListener listener) throws Exception {
    ServerConnector connector = (ServerConnector) listener.createConnector(server);
    server.addConnector(connector);
    connector.start();
    return connector.getLocalPort();
  }

  private Identity identity(String name) throws VestibuleException {
    return new GeneratedIdentity(folder.resolve(name), Clock.systemUTC())
        .forNames(List.of("localhost"));
  }

  private SSLSocket client(int port, String version) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Everybody()}, new SecureRandom());
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    clients.add(socket);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setEnabledProtocols(new String[] {version});
    return socket;
  }

  private static X509Certificate certificate(SSLSocket client) throws SSLException {
    return (X509Certificate) client.getSession().getPeerCertificates()[0];
  }

  private static String ask(SSLSocket client) throws IOException {
    client.getOutputStream().write(GET.getBytes(StandardCharsets.US_ASCII));
    return answer(client);
  }

  private static String answer(SSLSocket client) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    InputStream in = client.getInputStream();
    while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed");
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.US_ASCII);
  }

  /** Looks at no certificate: which one is shown is what is tested. */
  private static final class Everybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
