// SPDX-License-Identifier: Apache-2.0
package org.vestibule.device.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.testkit.internal.client.WayOut;

class DeviceStreamTest {
  private static final Duration SILENCE = Duration.ofSeconds(3);

  private HttpServer server;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void aDeviceThatFallsSilentIsNotWaitedForForEver() throws Exception {
    server.createContext(
        "/events",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write("one\n".getBytes(StandardCharsets.UTF_8));
          exchange.getResponseBody().flush();
        });
    try (DeviceClient device = device();
        DeviceStream stream = device.stream("/events", SILENCE)) {
      assertThat(stream.body().readNBytes(4)).isEqualTo("one\n".getBytes(StandardCharsets.UTF_8));
      assertThatThrownBy(() -> stream.body().read()).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void whatIsNoStreamIsRefusedByItsStatus() {
    server.createContext("/gone", exchange -> exchange.sendResponseHeaders(404, -1));
    server.createContext("/mine", exchange -> exchange.sendResponseHeaders(403, -1));
    assertThat(code("/gone")).isEqualTo("answer-invalid");
    assertThat(code("/mine")).isEqualTo("credentials-wrong");
    server.stop(0);
    assertThat(code("/gone")).isEqualTo("device-unreachable");
  }

  private String code(String path) {
    try (DeviceClient device = device()) {
      device.stream(path, Duration.ofSeconds(60)).close();
      return "none";
    } catch (VestibuleException e) {
      return e.code();
    }
  }

  private DeviceClient device() {
    URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    return new DeviceClient(
        new DeviceAddress(url, "", Optional.empty(), false, Duration.ofSeconds(60), 1024),
        new WayOut());
  }
}
