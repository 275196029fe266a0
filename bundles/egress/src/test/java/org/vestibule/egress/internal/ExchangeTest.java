// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Egress;

/** One request and one answer, from a server that answers well and badly. */
@Timeout(180)
class ExchangeTest {
  private final Yard yard = new Yard();
  private final CountDownLatch over = new CountDownLatch(1);
  private ServerSocket server;
  private Egress way;

  @BeforeEach
  void serve() throws Exception {
    server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    way = yard.open(DataClass.EVENT);
  }

  @AfterEach
  void close() throws IOException {
    over.countDown();
    server.close();
    yard.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/2 200 OK\r\n\r\n",
        "HTTP/1.1 99 \r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\r\n folded: x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: 1\r\nX : 2\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nabc",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabcd\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc"
      })
  void aBrokenAnswerIsAnError(String answer) {
    assertThatThrownBy(() -> read(answer, 100).read("POST")).isInstanceOf(IOException.class);
  }

  @Test
  void anAnswerWithoutMeasureIsLeft() {
    for (String answer :
        new String[] {
          "HTTP/1.1 200 OK\r\n\r\n" + "x".repeat(101),
          "HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n60\r\n"
              + "x".repeat(96)
              + "\r\n5\r\n"
        }) {
      assertThatThrownBy(() -> read(answer, 100).read("POST"))
          .isInstanceOfSatisfying(
              VestibuleException.class, e -> assertThat(e.code()).isEqualTo("answer-too-long"));
    }
    assertThatThrownBy(() -> read("HTTP/1.1 200 " + "x".repeat(9_000), 100).read("GET"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\n" + "a: b\r\n".repeat(200), 100).read("GET"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read("HTTP/1.1 100 Continue\r\n\r\n".repeat(50), 100).read("GET"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void anAnswerThatNeverEndsIsLeftAtTheTimeLimit() {
    CompletableFuture<String> asked = answer("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx", true);
    // Long enough for the request to be on its way.
    HttpRequest request = request().timeout(Duration.ofSeconds(3)).build();
    assertThatThrownBy(() -> way.exchange(request, DataClass.EVENT, 100))
        .isInstanceOf(HttpTimeoutException.class);
    over.countDown();
    asked.join();
  }

  @Test
  void whatWasNeverSentSaysSo() throws Exception {
    // Takes the connection and never shakes hands: the request stays here.
    String silent = "https://127.0.0.1:" + server.getLocalPort() + "/";
    HttpRequest late =
        HttpRequest.newBuilder(URI.create(silent)).timeout(Duration.ofMillis(300)).build();
    assertThatThrownBy(() -> way.exchange(late, DataClass.EVENT, 100))
        .isInstanceOf(HttpConnectTimeoutException.class);
    HttpRequest request = request().build();
    server.close();
    assertThatThrownBy(() -> way.exchange(request, DataClass.EVENT, 100))
        .isInstanceOf(ConnectException.class);
  }

  @Test
  void aRedirectionIsAnAnswerAndNotFollowed() throws Exception {
    answer("HTTP/1.1 302 Found\r\nLocation: http://192.0.2.1/\r\nContent-Length: 0\r\n\r\n", false);
    assertThat(way.exchange(request().build(), DataClass.EVENT, 100).statusCode()).isEqualTo(302);
  }

  @Test
  void aPieceAtATimeIsPutTogetherAndEveryByteCounted() throws Exception {
    CompletableFuture<String> asked =
        answer(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nX-Seen: yes\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nt: v\r\n\r\n",
            false);
    HttpResponse<byte[]> answer =
        way.exchange(request().header("Authorization", "Bearer x").build(), DataClass.EVENT, 5);
    assertThat(answer.body()).asString().isEqualTo("abcde");
    assertThat(answer.headers().firstValue("x-seen")).contains("yes");
    String sent = asked.join();
    assertThat(sent)
        .startsWith("POST /v1/things?a=%20b HTTP/1.1\r\nHost: 127.0.0.1:" + server.getLocalPort())
        .contains("Authorization: Bearer x\r\n", "Content-Length: 4\r\n")
        .endsWith("\r\n\r\nbody");
    assertThat(yard.hub.reports().get(0).wire()).isEqualTo(sent.length());
    assertThat(yard.hub.reports().get(0).payload()).containsEntry(DataClass.EVENT, 4L);
  }

  private HttpRequest.Builder request() {
    return HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + server.getLocalPort() + "/v1/things?a=%20b"))
        .timeout(Duration.ofSeconds(60))
        .POST(HttpRequest.BodyPublishers.ofString("body"));
  }

  private static HttpReader read(String answer, int most) {
    return new HttpReader(
        new ByteArrayInputStream(answer.getBytes(StandardCharsets.ISO_8859_1)), most);
  }

  /** Serves one connection; returns what was asked. */
  private CompletableFuture<String> answer(String text, boolean hold) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (Socket socket = server.accept()) {
            StringBuilder asked = new StringBuilder();
            while (!asked.toString().endsWith("\r\n\r\nbody")) {
              int next = socket.getInputStream().read();
              if (next < 0) {
                throw new IOException("only this was asked: " + asked);
              }
              asked.append((char) next);
            }
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            if (hold) {
              over.await();
            }
            return asked.toString();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
