// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;

/** A body that takes its time: what its sender may in the end counts, and the time has one. */
class ArrivingBodyTest {
  private static final String PASSWORD = "correct horse battery";
  private static final String ORDER = "{\"name\":\"mallory\",\"grants\":[{\"role\":\"owner\"}]}";

  @TempDir Path data;
  private SampleConsole console;
  private SampleAccess access;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 1000);
    access = console.trust.access;
    access.account("maya", PASSWORD, Optional.empty(), Grant.of(Role.OWNER));
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void whoeverWasRemovedWhileTheirOrderCameGetsNothingDone() throws Exception {
    String cookie = cookie();
    try (Trickle order = new Trickle("Cookie: " + cookie, "X-Vestibule: 1")) {
      order.begin();
      access.kept.remove("maya");
      assertThat(order.finish()).contains(" 401 ").contains("token-needed");
    }
    assertThat(access.tokens).doesNotContainKey("token-of-mallory");
  }

  @Test
  void whoeverLostTheRoleWhileTheirOrderCameGetsNothingDone() throws Exception {
    String cookie = cookie();
    for (String key : new String[] {"Accept: */*", KeptAnswers.KEY + ": k-1"}) {
      access.account("maya", PASSWORD, Optional.empty(), Grant.of(Role.OWNER));
      try (Trickle order = new Trickle("Cookie: " + cookie, "X-Vestibule: 1", key)) {
        order.begin();
        access.account("maya", PASSWORD, Optional.empty(), Grant.of(Role.SYSTEM));
        assertThat(order.finish()).contains(" 403 ").contains("permission-missing");
      }
    }
    access.account("maya", PASSWORD, Optional.empty(), Grant.of(Role.OWNER));
    try (Trickle order = new Trickle("Cookie: " + cookie, "X-Vestibule: 1")) {
      order.begin();
      access.account(
          "maya", PASSWORD, Optional.empty(), Grant.of(Role.OWNER), Grant.of(Role.SYSTEM));
      assertThat(order.finish()).contains(" 409 ").contains("rights-changed");
    }
    assertThat(access.tokens).doesNotContainKey("token-of-mallory");
  }

  @Test
  void aTokenThatWasWithdrawnMeanwhileOrdersNothing() throws Exception {
    String token = access.token("installer", Grant.of(Role.OWNER));
    try (Trickle order = new Trickle("Authorization: Bearer " + token)) {
      order.begin();
      access.tokens.remove(token);
      assertThat(order.finish()).contains(" 401 ");
    }
    try (Trickle order = new Trickle("Authorization: Bearer " + console.token())) {
      order.begin();
      assertThat(order.finish()).contains(" 201 ");
    }
    assertThat(access.tokens).containsKey("token-of-mallory");
  }

  @Test
  void aBodyThatComesByteByByteIsNotWaitedForForEver() throws Exception {
    AtomicLong ahead = new AtomicLong();
    console.bodies = ahead::get;
    try (Trickle order = new Trickle("Authorization: Bearer " + console.token())) {
      order.begin();
      order.send("{");
      ahead.set(Duration.ofSeconds(31).toNanos());
      order.send("\"");
      assertThat(order.answer()).contains(" 408 ", "body-too-slow", "Connection: close");
    }
    assertThat(access.tokens).doesNotContainKey("token-of-mallory");
  }

  @Test
  void aLogInHasNoMoreTimeAndALargeBodyHasItsShare() throws Exception {
    AtomicLong ahead = new AtomicLong();
    BodyPace pace = new BodyPace(ahead::get);
    ahead.set(Duration.ofSeconds(31).toNanos());
    assertThat(pace.tooSlow(0, Json.SMALL - 1)).isTrue();
    ahead.set(Duration.ofSeconds(31 + 256).toNanos() - 1);
    assertThat(pace.tooSlow(0, Json.FEED)).isFalse();

    AtomicLong asked = new AtomicLong();
    console.bodies = () -> Duration.ofMinutes(1).toNanos() * asked.getAndIncrement();
    Client stranger = new Client(console);
    assertThat(Client.code(stranger.post("/api/session", "{\"token\":\"x\"}")))
        .isEqualTo("408 body-too-slow");
  }

  @Test
  void aFormOfWhichTheServerItselfWouldReadParametersIsRefused() throws Exception {
    Client owner = Client.operator(console);
    HttpRequest.Builder form =
        owner
            .request("/api/secrets/lift/make")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("form=hex"));
    assertThat(Client.code(owner.send(form))).isEqualTo("415 content-type-wrong");
  }

  private String cookie() throws Exception {
    return new Client(console)
        .post("/api/session", "{\"name\":\"maya\",\"password\":\"" + PASSWORD + "\"}")
        .headers()
        .firstValue("Set-Cookie")
        .orElseThrow()
        .split(";")[0];
  }

  /** An order for a machine's token that is sent bit by bit. */
  private final class Trickle implements AutoCloseable {
    private static final String GO_ON = "HTTP/1.1 100 Continue\r\n\r\n";

    private final Socket socket = new Socket("127.0.0.1", console.port());
    private final OutputStream out = socket.getOutputStream();

    Trickle(String... headers) throws IOException {
      socket.setSoTimeout(60_000);
      send(
          "POST /api/machines HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
              + "Expect: 100-continue\r\n"
              + "Content-Length: "
              + ORDER.length()
              + "\r\n"
              + String.join("\r\n", headers)
              + "\r\n\r\n");
    }

    void send(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }

    /** Waits until the console has let the sender in and wants the body. */
    void begin() throws IOException {
      byte[] head = socket.getInputStream().readNBytes(GO_ON.length());
      assertThat(new String(head, StandardCharsets.US_ASCII)).isEqualTo(GO_ON);
    }

    String finish() throws IOException {
      send(ORDER);
      return answer();
    }

    String answer() throws IOException {
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        assertThat(next).as("an answer, after: %s", head).isNotNegative();
        head.append((char) next);
      }
      int length =
          Integer.parseInt(head.toString().replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
      return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
