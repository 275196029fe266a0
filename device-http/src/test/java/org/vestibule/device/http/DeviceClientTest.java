// SPDX-License-Identifier: Apache-2.0
package org.vestibule.device.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.testkit.internal.client.WayOut;

/** Against a server that says, word for word, what the test wants. */
@Timeout(180)
class DeviceClientTest {
  private static final String ASKS = "HTTP/1.1 401 no\r\nWWW-Authenticate: ";
  private static final String DIGEST =
      ASKS + "Digest realm=\"door\", nonce=\"n1\", qop=\"auth\"\r\n\r\n";
  private static final String STALE =
      ASKS + "Digest realm=\"door\", nonce=\"n2\", qop=\"auth\", stale=true\r\n\r\n";
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone";

  @TempDir Path folder;
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final AtomicLong passed = new AtomicLong();
  private final WayOut way = new WayOut();
  private ServerSocket server;
  private DeviceClient client;

  @BeforeEach
  void serve() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Path password = Files.writeString(folder.resolve("password"), "open sesame\r\nrest");
    client = client(Optional.of(password), false);
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    server.close();
  }

  @Test
  void answersAChallengeAndThenIsNotAskedAgain() throws Exception {
    answers(DIGEST, OK, OK);
    assertThat(text(send())).isEqualTo("done");
    assertThat(text(send())).isEqualTo("done");
    assertThat(seen).hasSize(3);
    assertThat(seen.get(0)).doesNotContain("Authorization");
    assertThat(seen.get(1)).contains("nc=00000001", "uri=\"/open?door=1\"");
    assertThat(seen.get(2)).contains("nc=00000002");
    assertThat(way.sent.get(DataClass.CREDENTIAL)).isPositive();
  }

  @Test
  void aStaleNonceIsNoWrongPassword() throws Exception {
    answers(DIGEST, OK, STALE, OK, OK);
    send();
    send();
    send();
    assertThat(seen).hasSize(5);
    assertThat(seen.get(3)).contains("nonce=\"n2\"", "nc=00000001");
  }

  @Test
  void afterAWrongPasswordTheAccountRests() throws Exception {
    answers(DIGEST, DIGEST, DIGEST, DIGEST, DIGEST, OK);
    assertThat(failure()).isEqualTo("credentials-wrong");
    assertThat(failure()).isEqualTo("credentials-wrong");
    assertThat(seen).hasSize(2);
    passed.addAndGet(Duration.ofSeconds(61).toNanos());
    assertThat(failure()).isEqualTo("credentials-wrong");
    assertThat(seen).hasSize(4);
    passed.addAndGet(Duration.ofSeconds(61).toNanos());
    assertThat(failure()).isEqualTo("credentials-wrong");
    assertThat(seen).as("the second rest is longer").hasSize(4);
    passed.addAndGet(Duration.ofSeconds(61).toNanos());
    send();
    assertThat(seen).hasSize(6);
  }

  @Test
  void aDeviceThatCallsItsNewNonceStaleSaysNothingAboutThePassword() throws Exception {
    answers(DIGEST, STALE, OK);
    assertThat(failure()).isEqualTo("answer-invalid");
    send();
  }

  @Test
  void silenceIsATimeOutAndNothingIsSentAgain() throws Exception {
    client = client(Optional.of(folder.resolve("password")), false, Duration.ofSeconds(3));
    answers("wait");
    assertThat(failure()).isEqualTo("device-timed-out");
    assertThat(seen).hasSize(1);
  }

  @Test
  void aConnectionThatBreaksOffIsATimeOutAndNothingIsSentAgain() throws Exception {
    answers("", "HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\ndone");
    assertThat(failure()).isEqualTo("device-timed-out");
    assertThat(failure()).isEqualTo("device-timed-out");
    assertThat(seen).hasSize(2);
  }

  @Test
  void whatIsNoHttpIsInvalid() throws Exception {
    answers("SSH-2.0-door\r\n\r\n");
    assertThat(failure()).isEqualTo("answer-invalid");
  }

  @Test
  void anAnswerWithoutEndIsInvalid() throws Exception {
    answers("HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(5000));
    assertThat(failure()).isEqualTo("answer-invalid");
  }

  @Test
  void nobodyThereMeansThatNothingWasDone() throws Exception {
    server.close();
    assertThat(failure()).isEqualTo("device-unreachable");
  }

  @Test
  void forbiddenKeepsWhatTheDeviceSaid() throws Exception {
    answers("HTTP/1.1 403 no\r\n\r\nlowPrivilege");
    Forbidden refused = catchThrowableOfType(this::send, Forbidden.class);
    assertThat(refused.code()).isEqualTo("credentials-wrong");
    assertThat(text(refused.answer())).isEqualTo("lowPrivilege");
  }

  @Test
  void basicIsAnsweredOnlyWhereAPersonAllowedIt() throws Exception {
    answers(ASKS + "Basic realm=\"door\"\r\n\r\n", ASKS + "Basic realm=\"door\"\r\n\r\n", OK);
    assertThat(failure()).isEqualTo("credentials-wrong");
    assertThat(seen).hasSize(1);
    client = client(Optional.of(folder.resolve("password")), true);
    send();
    assertThat(seen.get(2)).contains("Authorization: Basic b3BlcjpvcGVuIHNlc2FtZQ==");
  }

  @Test
  void digestIsTakenWhereBothAreOffered() throws Exception {
    client = client(Optional.of(folder.resolve("password")), true);
    answers(
        ASKS + "Basic realm=\"door\", Digest realm=\"door\", nonce=\"n1\", qop=\"auth\"\r\n\r\n",
        OK);
    send();
    assertThat(seen.get(1)).contains("Authorization: Digest").doesNotContain("Basic");
  }

  @Test
  void aPasswordThatCannotBeReadIsNamedAndShownNowhere() throws Exception {
    client = client(Optional.of(folder.resolve("nobody")), false);
    answers(DIGEST);
    VestibuleException failure = catchThrowableOfType(this::send, VestibuleException.class);
    assertThat(failure.getMessage()).contains("passwordFile");
    assertThat(client.toString()).doesNotContain("sesame");
  }

  private DeviceClient client(Optional<Path> passwordFile, boolean basic) {
    return client(passwordFile, basic, Duration.ofSeconds(60));
  }

  private DeviceClient client(Optional<Path> passwordFile, boolean basic, Duration patience) {
    URI url = URI.create("http://127.0.0.1:" + server.getLocalPort());
    return new DeviceClient(
        new DeviceAddress(url, "oper", passwordFile, basic, patience, 2000), way, passed::get);
  }

  private DeviceHttp.Answer send() throws VestibuleException, InterruptedException {
    return client.send("GET", "/open?door=1", Map.of(), new byte[0]);
  }

  private String failure() {
    return catchThrowableOfType(this::send, VestibuleException.class).code();
  }

  private static String text(DeviceHttp.Answer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  /** Answers one connection after the other; "wait" never does. */
  private void answers(String... all) {
    Thread thread =
        new Thread(
            () -> {
              for (String answer : all) {
                try (Socket socket = server.accept()) {
                  seen.add(request(socket));
                  if (answer.equals("wait")) {
                    socket.getInputStream().read();
                  }
                  socket.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                  // The client went away, which is what some tests want.
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static String request(Socket socket) throws IOException {
    BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    StringBuilder all = new StringBuilder();
    for (String line = lines.readLine(); !line.isEmpty(); line = lines.readLine()) {
      all.append(line).append('\n');
    }
    return all.toString();
  }
}
