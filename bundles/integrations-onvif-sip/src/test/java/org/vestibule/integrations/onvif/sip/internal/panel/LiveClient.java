// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A device that holds the WebSocket of a station; Java's own client. */
final class LiveClient implements WebSocket.Listener, AutoCloseable {
  private static final int SECONDS = 60;

  final BlockingQueue<byte[]> sound = new LinkedBlockingQueue<>();
  final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final WebSocket socket;

  LiveClient(HttpClient client, URI server, String station) throws Exception {
    URI url = URI.create("ws://" + server.getAuthority() + "/station/v1/" + station + "/live");
    socket = client.newWebSocketBuilder().buildAsync(url, this).get(SECONDS, TimeUnit.SECONDS);
  }

  LiveClient say(String json) throws Exception {
    socket.sendText(json, true).get(SECONDS, TimeUnit.SECONDS);
    return this;
  }

  void send(int kind, byte[] content) throws Exception {
    byte[] message = new byte[1 + content.length];
    message[0] = (byte) kind;
    System.arraycopy(content, 0, message, 1, content.length);
    socket.sendBinary(ByteBuffer.wrap(message), true).get(SECONDS, TimeUnit.SECONDS);
  }

  /** Sends the beginning of a message that has no end, whether it is taken or not. */
  void begin(byte[] part) {
    socket.sendBinary(ByteBuffer.wrap(part), false);
  }

  /** Returns the next message of that type; others before it are passed over. */
  JsonNode next(String type) throws Exception {
    JsonNode message;
    do {
      message = messages.poll(SECONDS, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("no " + type + " within " + SECONDS + " s");
      }
    } while (!message.path("type").asText().equals(type));
    return message;
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      try {
        messages.add(new ObjectMapper().readTree(text.toString()));
      } catch (java.io.IOException e) {
        closed.completeExceptionally(e);
      }
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    byte[] part = new byte[data.remaining()];
    data.get(part);
    bytes.writeBytes(part);
    if (last) {
      sound.add(bytes.toByteArray());
      bytes.reset();
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.completeExceptionally(error);
  }

  int closedWith() throws Exception {
    return closed.get(SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    socket.abort();
  }
}
