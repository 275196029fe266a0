// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** The DevTools protocol of one page: numbered calls in JSON, and events. Thread-safe. */
final class DevTools implements WebSocket.Listener {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_SECONDS = 60;

  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
  private final StringBuilder message = new StringBuilder();
  private volatile BiConsumer<String, JsonNode> events = (method, fields) -> {};
  private volatile WebSocket socket;

  private DevTools() {}

  static DevTools connect(HttpClient client, URI url) throws IOException, InterruptedException {
    DevTools tools = new DevTools();
    tools.socket = wait(client.newWebSocketBuilder().buildAsync(url, tools), url.toString());
    return tools;
  }

  /** Hands events on, by the thread that reads; only one listens. */
  void onEvent(BiConsumer<String, JsonNode> told) {
    events = told;
  }

  /** Calls a method and waits for its answer. */
  JsonNode call(String method, Map<String, ?> fields) throws IOException, InterruptedException {
    return answered(send(method, fields), method);
  }

  /** Calls a method, whose answer may be waited for later. */
  CompletableFuture<JsonNode> send(String method, Map<String, ?> fields)
      throws IOException, InterruptedException {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    String text = JSON.writeValueAsString(Map.of("id", id, "method", method, "params", fields));
    // One message at a time may be under way.
    synchronized (this) {
      wait(socket.sendText(text, true), method);
    }
    return answer;
  }

  /** Waits for the answer of a method that was called. */
  static JsonNode answered(CompletableFuture<JsonNode> answer, String method)
      throws IOException, InterruptedException {
    JsonNode got = wait(answer, method);
    if (got.has("error")) {
      throw new IOException(method + ": " + got.path("error").path("message").asText());
    }
    return got.path("result");
  }

  private static <T> T wait(CompletableFuture<T> future, String what)
      throws IOException, InterruptedException {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("no answer of the browser to " + what, e);
    }
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    message.append(data);
    if (last) {
      String text = message.toString();
      message.setLength(0);
      take(text);
    }
    from.request(1);
    return null;
  }

  private void take(String text) {
    JsonNode fields;
    try {
      fields = JSON.readTree(text);
    } catch (IOException e) {
      throw new IllegalStateException("the browser sent no JSON", e);
    }
    if (fields.has("id")) {
      CompletableFuture<JsonNode> answer = waiting.remove(fields.path("id").asInt());
      if (answer != null) {
        answer.complete(fields);
      }
    } else {
      events.accept(fields.path("method").asText(), fields.path("params"));
    }
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    fail(new IOException("the browser is gone", error));
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    fail(new IOException("the browser closed the page"));
    return null;
  }

  private void fail(IOException cause) {
    waiting.values().forEach(answer -> answer.completeExceptionally(cause));
  }
}
