// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;

/** TLS in the manner of Paho: made first, connected afterwards, then set up and shaken hands. */
@Timeout(180)
class TlsSocketTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path folder;
  private final Yard yard = new Yard();

  @AfterEach
  void close() {
    yard.close();
  }

  @Test
  void aCertificateForAnotherNameIsRefused() throws Exception {
    SSLContext tls = context();
    try (ServerSocket server = server(tls)) {
      Egress way = yard.open(DataClass.EVENT);
      CompletableFuture<byte[]> heard = hear(server);
      try (SSLSocket socket = (SSLSocket) way.sockets(tls).createSocket()) {
        socket.connect(new InetSocketAddress("127.0.0.1", server.getLocalPort()));
        verify(socket);
        assertThatThrownBy(socket::startHandshake).isInstanceOf(SSLException.class);
      }
      heard.handle((bytes, failure) -> failure).get();
    }
  }

  @Test
  void whatIsEncryptedIsCountedBelowTheEncryption() throws Exception {
    SSLContext tls = context();
    try (ServerSocket server = server(tls)) {
      Egress way = yard.open(DataClass.EVENT);
      CompletableFuture<byte[]> heard = hear(server);
      try (SSLSocket socket = (SSLSocket) way.sockets(tls).createSocket()) {
        socket.connect(new InetSocketAddress("localhost", server.getLocalPort()), 60_000);
        socket.setSoTimeout(60_000);
        verify(socket);
        socket.startHandshake();
        assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
        socket.getOutputStream().write(new byte[1_000]);
        socket.getOutputStream().flush();
        socket.shutdownOutput();
        assertThat(heard.get()).hasSize(1_000);
      }
      assertThat(yard.hub.reports().get(0).wire()).isGreaterThan(1_000 + 16);
    }
  }

  @Test
  void anExchangeTrustsWhomItIsTold() throws Exception {
    SSLContext tls = context();
    try (ServerSocket server = server(tls)) {
      Egress way = yard.open(DataClass.EVENT);
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("https://localhost:" + server.getLocalPort() + "/"))
              .timeout(Duration.ofSeconds(60))
              .build();
      CompletableFuture<byte[]> stranger = hear(server);
      assertThatThrownBy(() -> way.exchange(request, DataClass.EVENT, 100))
          .isInstanceOf(SSLHandshakeException.class);
      stranger.handle((bytes, failure) -> failure).get();
      CompletableFuture<Void> answered =
          CompletableFuture.runAsync(
              () -> {
                try (Socket socket = server.accept()) {
                  socket.getInputStream().read();
                  socket.getOutputStream().write("HTTP/1.1 204 OK\r\n\r\n".getBytes(US_ASCII));
                } catch (java.io.IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              });
      assertThat(way.exchange(request, tls, DataClass.EVENT, 100).statusCode()).isEqualTo(204);
      answered.get();
    }
  }

  private static void verify(SSLSocket socket) {
    SSLParameters parameters = new SSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
  }

  private static ServerSocket server(SSLContext tls) throws Exception {
    return tls.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  private static CompletableFuture<byte[]> hear(ServerSocket server) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (Socket socket = server.accept()) {
            return socket.getInputStream().readAllBytes();
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }

  /** A certificate for localhost that its own holder trusts, made by the Java runtime's keytool. */
  private SSLContext context() throws Exception {
    Path file = folder.resolve("keys.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD),
                "-storetype",
                "PKCS12")
            .redirectErrorStream(true)
            .start();
    String said = new String(made.getInputStream().readAllBytes());
    assertThat(made.waitFor()).as(said).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(keys, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", keys.getCertificate("server"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
