// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.chat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/**
 * A channel of Slack and one of Teams on this machine: incoming webhooks, Slack's upload of files,
 * and what people see of it. Written from public documents and never compared with the services.
 * Thread-safe.
 *
 * <p>{@code POST /slack/hook}, {@code POST /teams/hook}, {@code POST /slack/api/METHOD}, {@code GET
 * /shown}; {@code POST /fault/STATUS} lets every hook answer so, 200 no longer.
 */
public final class SimulatedChannels implements AutoCloseable {
  private static final int MOST_BYTES = 4 << 20;

  private final List<String> shown = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile int fault = 200;

  /**
   * @param port 0 for any
   */
  public SimulatedChannels(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::serve);
    server.start();
  }

  /** Returns its address, without a slash at the end. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns what people see, oldest first. */
  public List<String> shown() {
    return List.copyOf(shown);
  }

  /** Runs it until it is ended: {@code PORT}. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 1) {
      System.err.println("Arguments: PORT");
      System.exit(2);
    }
    try (SimulatedChannels channels = new SimulatedChannels(Integer.parseInt(arguments[0]))) {
      System.out.println("Slack at " + channels.url() + "/slack/hook, its methods at /slack/api");
      System.out.println("Teams at " + channels.url() + "/teams/hook");
      System.out.println("curl " + channels.url() + "/shown   # what people see");
      new CountDownLatch(1).await();
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES);
      String path = exchange.getRequestURI().getPath();
      boolean post = exchange.getRequestMethod().equals("POST");
      if (path.equals("/shown")) {
        answer(exchange, 200, String.join("\n", shown));
      } else if (!post) {
        answer(exchange, 405, "");
      } else if (path.matches("/fault/[2-5][0-9]{2}")) {
        fault = Integer.parseInt(path.substring("/fault/".length()));
        answer(exchange, 204, "");
      } else if (path.endsWith("/hook") && fault != 200) {
        answer(exchange, fault, "");
      } else {
        route(exchange, path, body);
      }
    }
  }

  private void route(HttpExchange exchange, String path, byte[] body) throws IOException {
    switch (path) {
      case "/slack/hook" -> {
        Optional<JsonNode> message = ChannelRules.slack(body);
        message.ifPresent(said -> shown.add("slack " + said));
        answer(
            exchange,
            message.isPresent() ? 200 : 400,
            message.isPresent() ? "ok" : "invalid_payload");
      }
      case "/teams/hook" -> {
        ChannelRules.teams(body).ifPresent(card -> shown.add("teams " + card));
        answer(exchange, 202, "");
      }
      case "/slack/api/files.getUploadURLExternal" ->
          method(exchange, "\"file_id\":\"F1\",\"upload_url\":\"" + url() + "/slack/upload\"");
      case "/slack/upload" -> {
        shown.add("slack file of " + body.length + " bytes");
        answer(exchange, 200, "OK - " + body.length);
      }
      case "/slack/api/files.completeUploadExternal" -> method(exchange, "\"files\":[]");
      default -> answer(exchange, 404, "no_service");
    }
  }

  /** Methods of Slack answer 200 also to those whom they refuse. */
  private static void method(HttpExchange exchange, String fields) throws IOException {
    String proof = exchange.getRequestHeaders().getFirst("Authorization");
    boolean known = proof != null && proof.startsWith("Bearer xoxb-");
    answer(
        exchange,
        200,
        known ? "{\"ok\":true," + fields + "}" : "{\"ok\":false,\"error\":\"not_authed\"}");
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    boolean none = bytes.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, none ? -1 : bytes.length);
    if (!none) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
