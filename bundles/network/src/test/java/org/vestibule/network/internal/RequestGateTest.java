// SPDX-License-Identifier: Apache-2.0
package org.vestibule.network.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestGateTest {
  /** Of one address, where nothing else is set. */
  private static final int MOST_SLOW = 8;

  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger passed = new AtomicInteger();
  private FilterChain servlet =
      (request, response) -> {
        passed.incrementAndGet();
        response.reset();
      };
  private final Map<String, String> headers = new TreeMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status = 200;

  /** How long each body says that it is. */
  private long length = -1;

  @Test
  void plainHttpFromElsewhereIsRefusedUnlessAllowed() throws Exception {
    ask(gate(Map.of()), "GET", "192.0.2.9", "192.0.2.1", false);
    assertThat(status).isEqualTo(403);
    assertThat(body()).contains("https-needed");
    assertThat(passed).hasValue(0);
    ask(gate(Map.of("plainBeyondLoopback", true)), "GET", "192.0.2.9", "192.0.2.1", false);
    assertThat(passed).hasValue(1);
  }

  @Test
  void anAddressAboveItsRateWaitsAndLoopbackIsCountedByItself() throws Exception {
    RequestGate gate = gate(Map.of("requestsPerSecond", 2, "loopbackRequestsPerSecond", 3));
    for (int i = 0; i < 2; i++) {
      ask(gate, "POST", "192.0.2.9", "192.0.2.1", true);
    }
    ask(gate, "POST", "192.0.2.9", "192.0.2.1", true);
    assertThat(status).isEqualTo(429);
    assertThat(headers).containsEntry("Retry-After", "1").containsEntry("Connection", "close");
    assertThat(body()).contains("too-many-requests").contains("requestsPerSecond");
    for (int i = 0; i < 3; i++) {
      ask(gate, "GET", "127.0.0.1", "127.0.0.1", false);
    }
    assertThat(passed).hasValue(5);
  }

  @Test
  void everyAnswerTellsTheBrowserWhatToRefuse() throws Exception {
    ask(gate(Map.of()), "GET", "127.0.0.1", "127.0.0.1", false);
    assertThat(headers)
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("X-Frame-Options", "DENY")
        .containsKey("Content-Security-Policy")
        .doesNotContainKey("Strict-Transport-Security");
    ask(gate(Map.of()), "GET", "192.0.2.9", "192.0.2.1", true);
    assertThat(headers).containsKey("Strict-Transport-Security");
  }

  @Test
  void aBodyThatTakesForEverIsBrokenOff() throws Exception {
    servlet =
        (request, response) -> {
          passed.addAndGet(request.getInputStream().read());
          now.set(Duration.ofSeconds(61).toNanos());
          // As the container does with what a servlet threw.
          assertThatThrownBy(() -> request.getInputStream().read()).isInstanceOf(IOException.class);
          ((HttpServletResponse) response).sendError(500);
        };
    ask(gate(Map.of()), "POST", "192.0.2.9", "192.0.2.1", true);
    assertThat(status).isEqualTo(408);
    assertThat(body()).contains("body-too-slow").contains("60 seconds");
    assertThat(headers).containsEntry("Connection", "close");
    assertThat(passed).hasValue(1);
  }

  @Test
  void anAddressThatHoldsManySlowBodiesOpenBeginsNoOther() throws Exception {
    RequestGate gate = gate(Map.of());
    AtomicInteger others = new AtomicInteger();
    servlet =
        (request, response) -> {
          if (!request.getRemoteAddr().equals("192.0.2.9")) {
            others.incrementAndGet();
            return;
          }
          // Each waits for its second byte while the next one begins.
          request.getInputStream().read();
          now.addAndGet(Duration.ofSeconds(6).toNanos());
          if (passed.incrementAndGet() == MOST_SLOW) {
            within(gate, "192.0.2.77");
          }
          within(gate, "192.0.2.9");
        };
    ask(gate, "POST", "192.0.2.9", "192.0.2.1", true);
    assertThat(passed).hasValue(MOST_SLOW);
    assertThat(others).as("of another address").hasValue(1);
    assertThat(status).isEqualTo(429);
    assertThat(body()).contains("too-many-slow-bodies", "8 slow ones at a time");
    assertThat(headers).containsEntry("Connection", "close").containsEntry("Retry-After", "10");
    servlet = (request, response) -> passed.incrementAndGet();
    ask(gate, "POST", "192.0.2.9", "192.0.2.1", true);
    assertThat(passed).as("once those are over").hasValue(MOST_SLOW + 1);
  }

  @Test
  void howManySlowBodiesAnAddressMayHoldIsASettingAndLoopbackHasItsOwn() throws Exception {
    RequestGate gate = gate(Map.of("slowBodies", 2, "loopbackSlowBodies", 3));
    for (Map.Entry<String, Integer> most : Map.of("192.0.2.9", 2, "127.0.0.1", 3).entrySet()) {
      passed.set(0);
      status = 200;
      servlet =
          (request, response) -> {
            request.getInputStream().read();
            now.addAndGet(Duration.ofSeconds(6).toNanos());
            passed.incrementAndGet();
            within(gate, most.getKey());
          };
      ask(gate, "POST", most.getKey(), "127.0.0.1", true);
      assertThat(passed).as(most.getKey()).hasValue(most.getValue());
      assertThat(status).isEqualTo(429);
      assertThat(body()).contains("lowBodies in org.vestibule.network");
    }
  }

  @Test
  void bodiesThatHaveArrivedAreNotSlowHoweverLongTheirAnswerTakes() throws Exception {
    RequestGate gate = gate(Map.of());
    length = 1;
    servlet =
        (request, response) -> {
          request.getInputStream().read();
          now.addAndGet(Duration.ofSeconds(6).toNanos());
          if (passed.incrementAndGet() <= MOST_SLOW) {
            within(gate, "192.0.2.9");
          }
        };
    ask(gate, "POST", "192.0.2.9", "192.0.2.1", true);
    assertThat(passed).hasValue(MOST_SLOW + 1);
    assertThat(status).isEqualTo(200);
  }

  /** Asks while another request is being answered. */
  private void within(RequestGate gate, String from) throws ServletException {
    try {
      ask(gate, "POST", from, "192.0.2.1", true);
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }

  @Test
  void whatFailedIsAnsweredWithoutItsTrace() throws Exception {
    servlet = (request, response) -> ((HttpServletResponse) response).sendError(500, "at x.y.Z");
    ask(gate(Map.of()), "GET", "192.0.2.9", "192.0.2.1", true);
    assertThat(status).isEqualTo(500);
    assertThat(body()).contains("internal-error").doesNotContain("x.y.Z");
    servlet = (request, response) -> ((HttpServletResponse) response).sendError(404);
    ask(gate(Map.of()), "GET", "192.0.2.9", "192.0.2.1", true);
    assertThat(status).isEqualTo(404);
  }

  @Test
  void nobodyGetsARequestBackAsAnAnswer() throws Exception {
    ask(gate(Map.of()), "TRACE", "127.0.0.1", "127.0.0.1", false);
    assertThat(status).isEqualTo(405);
    assertThat(passed).hasValue(0);
  }

  private RequestGate gate(Map<String, Object> settings) throws Exception {
    return new RequestGate(Settings.of(settings), now::get);
  }

  private String body() {
    return body.toString(StandardCharsets.UTF_8);
  }

  private void ask(RequestGate gate, String method, String from, String to, boolean secure)
      throws Exception {
    HttpServletRequest request =
        fake(
            HttpServletRequest.class,
            (name, values) ->
                switch (name) {
                  case "getMethod" -> method;
                  case "getRemoteAddr" -> from;
                  case "getLocalAddr" -> to;
                  case "isSecure" -> secure;
                  case "getInputStream" -> new Ones();
                  case "getContentLengthLong" -> length;
                  default -> throw new UnsupportedOperationException(name);
                });
    HttpServletResponse response =
        fake(
            HttpServletResponse.class,
            (name, values) ->
                switch (name) {
                  case "setHeader" -> headers.put((String) values[0], (String) values[1]);
                  case "reset" -> {
                    headers.clear();
                    yield null;
                  }
                  case "setStatus" -> status = (int) values[0];
                  case "getOutputStream" -> new Written();
                  case "isCommitted" -> false;
                  case "sendError" -> status = (int) values[0];
                  case "setContentType", "setContentLength" -> null;
                  default -> throw new UnsupportedOperationException(name);
                });
    gate.doFilter(request, response, servlet);
  }

  /** Answers by a method's name. */
  private interface Answers {
    Object to(String name, Object[] values);
  }

  private static <T> T fake(Class<T> type, Answers answers) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, values) -> {
              Object answer = answers.to(method.getName(), values);
              return method.getReturnType() == void.class ? null : answer;
            }));
  }

  /** A body of nothing but ones, without an end. */
  private static final class Ones extends ServletInputStream {
    @Override
    public int read() {
      return 1;
    }

    @Override
    public int read(byte[] buffer, int offset, int wanted) {
      buffer[offset] = 1;
      return 1;
    }

    @Override
    public boolean isFinished() {
      return false;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException();
    }
  }

  private final class Written extends ServletOutputStream {
    @Override
    public void write(int b) {
      body.write(b);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setWriteListener(WriteListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
