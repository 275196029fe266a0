// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoudspeakerTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  private final CountDownLatch said = new CountDownLatch(1);
  private final AtomicReference<String> keys = new AtomicReference<>();
  private HttpServer gateway;
  private VirtualStation station;

  @BeforeEach
  void start() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/station/v1/front/visits/v-1/talk",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(new byte[44]);
            out.write(new byte[] {1, 0, (byte) 0xFE, (byte) 0xFF});
            out.flush();
            said.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    gateway.createContext(
        "/station/v1/front/visits/v-1/keys",
        exchange -> {
          keys.set(new String(exchange.getRequestBody().readAllBytes()));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    gateway.start();
    URI address = URI.create("http://127.0.0.1:" + gateway.getAddress().getPort());
    station = new VirtualStation(address, "front", "token");
  }

  @AfterEach
  void stop() {
    said.countDown();
    gateway.stop(0);
  }

  @Test
  void whatIsSaidIsHeardWhileTheTalkGoesOn() throws Exception {
    try (Loudspeaker loudspeaker = station.listen("v-1")) {
      assertThat(loudspeaker.awaitSamples(2, SOON)).isTrue();
      assertThat(loudspeaker.heard()).containsExactly(1, -2);
      assertThat(loudspeaker.awaitPause(SOON)).isTrue();
      said.countDown();
      assertThat(loudspeaker.awaitEnd(SOON)).isTrue();
      assertThat(loudspeaker.awaitSamples(3, SOON)).isFalse();
      assertThat(loudspeaker.awaitPause(SOON)).isFalse();
    }
  }

  @Test
  void aGatewayThatRefusesIsNamed() {
    assertThatThrownBy(() -> station.listen("v-2"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("v-2/talk answered 404");
  }

  @Test
  void keysAreSentAsTheyArePressed() throws Exception {
    assertThat(station.keys("v-1", "12#").status()).isEqualTo(204);
    assertThat(keys.get()).isEqualTo("{\"keys\":\"12#\"}");
  }
}
