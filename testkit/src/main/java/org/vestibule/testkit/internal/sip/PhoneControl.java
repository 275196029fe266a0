// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.sip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The socket by which a phone is told what to do and says what happened. Thread-safe. */
final class PhoneControl implements AutoCloseable {
  private static final int MOST_EVENTS = 10_000;
  private static final int MOST_BYTES = 1 << 20;

  private final ObjectMapper json = new ObjectMapper();
  private final Socket socket;
  private final List<PhoneEvent> waiting = new ArrayList<>();
  private final List<PhoneEvent> all = new ArrayList<>();
  private final List<JsonNode> answers = new ArrayList<>();
  private int tokens;
  private boolean ended;

  private PhoneControl(Socket socket) {
    this.socket = socket;
    Thread reader = new Thread(this::read, "testkit-phone-control");
    reader.setDaemon(true);
    reader.start();
  }

  static PhoneControl connect(int port) throws IOException {
    return new PhoneControl(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** Sends a command and returns what the phone says to it. */
  synchronized String command(String name, String parameters)
      throws IOException, InterruptedException {
    String token = "t" + ++tokens;
    ObjectNode order = json.createObjectNode().put("command", name).put("token", token);
    if (!parameters.isEmpty()) {
      order.put("params", parameters);
    }
    byte[] text = json.writeValueAsBytes(order);
    byte[] head = (text.length + ":").getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[head.length + text.length + 1];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(text, 0, all, head.length, text.length);
    all[all.length - 1] = ',';
    socket.getOutputStream().write(all);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      for (JsonNode answer : answers) {
        if (answer.path("token").asText().equals(token)) {
          return answer.path("data").asText();
        }
      }
      if (ended || System.nanoTime() >= end) {
        throw new IOException("the phone did not answer '" + name + "'");
      }
      wait(100);
    }
  }

  /** Takes the first event of a type that was not taken yet. */
  synchronized PhoneEvent await(String type, Duration most) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (true) {
      Optional<PhoneEvent> found = take(type);
      if (found.isPresent()) {
        return found.get();
      }
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new IllegalStateException("no " + type + " in " + most + "; there were " + all);
      }
      wait(Math.min(left, 200));
    }
  }

  /** Returns everything that happened so far. */
  synchronized List<PhoneEvent> events() {
    return List.copyOf(all);
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException("a socket of loopback closes", e);
    }
  }

  private Optional<PhoneEvent> take(String type) {
    for (Iterator<PhoneEvent> each = waiting.iterator(); each.hasNext(); ) {
      PhoneEvent event = each.next();
      if (event.type().equals(type)) {
        each.remove();
        return Optional.of(event);
      }
    }
    return Optional.empty();
  }

  private void read() {
    try {
      InputStream in = socket.getInputStream();
      while (true) {
        note(json.readTree(netstring(in)));
      }
    } catch (IOException e) {
      synchronized (this) {
        ended = true;
        notifyAll();
      }
    }
  }

  private static byte[] netstring(InputStream in) throws IOException {
    int length = 0;
    for (int sign = in.read(); sign != ':'; sign = in.read()) {
      if (sign < '0' || sign > '9' || length > MOST_BYTES) {
        throw new IOException("no netstring");
      }
      length = length * 10 + sign - '0';
    }
    byte[] text = in.readNBytes(length);
    if (in.read() != ',') {
      throw new IOException("no end of a netstring");
    }
    return text;
  }

  private synchronized void note(JsonNode message) {
    if (message.path("event").asBoolean() && all.size() < MOST_EVENTS) {
      PhoneEvent event =
          new PhoneEvent(
              message.path("type").asText(),
              message.path("peeruri").asText(),
              message.path("param").asText(),
              message.path("id").asText());
      all.add(event);
      waiting.add(event);
    } else if (message.path("response").asBoolean()) {
      answers.add(message);
    }
    notifyAll();
  }
}
