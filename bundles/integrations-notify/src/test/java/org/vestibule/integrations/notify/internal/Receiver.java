// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Somebody else's HTTP server, with or without a certificate, that answers as a test says. */
public final class Receiver implements AutoCloseable {
  /** What was sent. */
  public record Got(String method, String path, Map<String, List<String>> headers, byte[] body) {
    /** Returns one header. */
    public String header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(header -> header.getValue().get(0))
          .findFirst()
          .orElse("");
    }
  }

  /**
   * What is answered.
   *
   * @param bytes how many, of nothing
   */
  public record Reply(int status, Map<String, String> headers, long bytes) {
    /** Without a body. */
    public static Reply of(int status) {
      return new Reply(status, Map.of(), 0);
    }
  }

  /** What came, without HEAD. */
  public final List<Got> got = new CopyOnWriteArrayList<>();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile Function<Got, Reply> answer = request -> Reply.of(200);
  private volatile Function<Got, byte[]> body = request -> new byte[0];

  private Receiver(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::serve);
    server.start();
  }

  /** Plain. */
  public static Receiver plain() throws IOException {
    return new Receiver(HttpServer.create(here(), 0));
  }

  /** With the certificate that keytool made in {@code folder}, for localhost and 127.0.0.1. */
  public static Receiver encrypted(Path folder) throws Exception {
    Path keys = folder.resolve("keys.p12");
    if (Files.notExists(keys)) {
      String store = "-keystore " + keys + " -storepass changeit -alias main";
      keytool(
          "-genkeypair -keyalg EC -dname CN=localhost -ext san=dns:localhost,ip:127.0.0.1 "
              + store);
      keytool("-exportcert -rfc -file " + certificate(folder) + " " + store);
    }
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, "changeit".toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, "changeit".toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    HttpsServer server = HttpsServer.create(here(), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    return new Receiver(server);
  }

  /** Where the certificate lies. */
  public static Path certificate(Path folder) {
    return folder.resolve("receiver.pem");
  }

  /** Answers so from now on. */
  public Receiver answer(Function<Got, Reply> how) {
    answer = how;
    return this;
  }

  /** Answers 200 with a body from now on. */
  public Receiver says(Function<Got, byte[]> what) {
    body = what;
    return this;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Returns its address. */
  public String url(String path) {
    return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:" + port() + path;
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Got request =
          new Got(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Map.copyOf(exchange.getRequestHeaders()),
              exchange.getRequestBody().readAllBytes());
      if (request.method().equals("HEAD")) {
        exchange.sendResponseHeaders(answer.apply(request).status(), -1);
        return;
      }
      got.add(request);
      Reply reply = answer.apply(request);
      reply.headers().forEach(exchange.getResponseHeaders()::set);
      byte[] said = reply.status() == 200 ? body.apply(request) : new byte[0];
      long length = reply.bytes() > 0 ? reply.bytes() : said.length;
      exchange.sendResponseHeaders(reply.status(), length == 0 ? -1 : length);
      if (reply.bytes() > 0) {
        pour(exchange.getResponseBody(), reply.bytes());
      } else if (length > 0) {
        exchange.getResponseBody().write(said);
      }
    }
  }

  private static void pour(OutputStream out, long bytes) throws IOException {
    byte[] piece = new byte[1 << 16];
    for (long left = bytes; left > 0; left -= piece.length) {
      out.write(piece, 0, (int) Math.min(left, piece.length));
    }
  }

  private static InetSocketAddress here() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static void keytool(String arguments) throws Exception {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made =
        new ProcessBuilder((keytool + " " + arguments).split(" "))
            .redirectErrorStream(true)
            .start();
    String said = new String(made.getInputStream().readAllBytes());
    if (made.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
