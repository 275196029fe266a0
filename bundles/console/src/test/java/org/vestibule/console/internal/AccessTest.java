// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets in, and who does not. */
class AccessTest {
  @TempDir Path data;
  private SampleConsole console;
  private Caller stranger;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 1000);
    stranger = new Caller(console);
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void nothingButHealthAnswersWithoutToken() throws Exception {
    for (String path :
        new String[] {
          "/snapshot", "/events", "/visits", "/people", "/models", "/bundles", "/audit", "/nowhere"
        }) {
      assertThat(Caller.code(stranger.get("/api" + path))).as(path).isEqualTo("401 token-needed");
    }
    assertThat(stranger.get("/api/health").statusCode()).isEqualTo(200);
  }

  @Test
  void tenWrongTokensCloseTheDoorForAMinute() throws Exception {
    for (int i = 0; i < 10; i++) {
      assertThat(Caller.code(stranger.post("/api/session", "{\"token\":\"wrong" + i + "\"}")))
          .isEqualTo("401 token-wrong");
    }
    HttpResponse<String> eleventh = stranger.post("/api/session", "{\"token\":\"wrong\"}");
    assertThat(Caller.code(eleventh)).isEqualTo("429 too-many-wrong-tokens");
    assertThat(eleventh.headers().firstValue("Retry-After")).isPresent();
    assertThat(Caller.operator(console).get("/api/visits").statusCode()).isEqualTo(429);
  }

  @Test
  void wrongTriesAreForgottenAfterAMinute() throws Exception {
    AtomicLong nanos = new AtomicLong();
    WrongTries tries = new WrongTries(nanos::get);
    for (int i = 0; i < 10; i++) {
      tries.count();
    }
    nanos.addAndGet(60_000_000_000L);
    tries.refuseWhenTooMany();
  }

  @Test
  void anotherHostNameIsRefusedEverywhere() throws Exception {
    for (String path : new String[] {"/api/health", "/api/snapshot", "/"}) {
      assertThat(Caller.raw(console.port(), "GET " + path + " HTTP/1.1", "Host: evil.example:8787"))
          .as(path)
          .contains(" 403 ");
    }
    console.settings.modified(Map.of("allowedHosts", "evil.example"));
    assertThat(Caller.raw(console.port(), "GET /api/health HTTP/1.1", "Host: EVIL.example:8787"))
        .contains(" 200 ");
  }

  @Test
  void cookieNeedsThePagesOwnHeaderAndOriginToChangeAnything() throws Exception {
    Caller page = new Caller(console, "Cookie", logIn());
    assertThat(page.get("/api/people").statusCode()).isEqualTo(200);
    assertThat(Caller.code(page.delete("/api/people/ada"))).isEqualTo("403 cross-site-request");
    HttpRequest.Builder foreign =
        page.request("/api/people/ada")
            .header("X-Vestibule", "1")
            .header("Origin", "http://127.0.0.1:1")
            .DELETE();
    assertThat(Caller.code(page.send(foreign))).isEqualTo("403 cross-site-request");
    HttpRequest.Builder own =
        page.request("/api/people/ada")
            .header("X-Vestibule", "1")
            .header("Origin", "http://127.0.0.1:" + console.port())
            .DELETE();
    assertThat(Caller.code(page.send(own))).isEqualTo("404 unknown-person");
  }

  @Test
  void loggingOutEndsTheSession() throws Exception {
    String cookie = logIn();
    Caller page = new Caller(console, "Cookie", cookie, "X-Vestibule", "1");
    assertThat(page.delete("/api/session").statusCode()).isEqualTo(204);
    assertThat(page.get("/api/people").statusCode()).isEqualTo(401);
  }

  @Test
  void tokenFileIsForItsOwnerOnlyAndSurvivesARestart() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(console.token.file())))
        .isEqualTo("rw-------");
    String before = console.token();
    assertThat(before).hasSizeGreaterThanOrEqualTo(43).matches("[A-Za-z0-9_-]+");
    assertThat(new OperatorToken(data).matches(before)).isTrue();
  }

  @Test
  void shortTokenFileLetsNobodyInAndSaysSo() throws Exception {
    String old = console.token();
    Files.writeString(console.token.file(), "short");
    Caller operator = new Caller(console, "Authorization", "Bearer " + old);
    assertThat(Caller.code(operator.get("/api/visits"))).isEqualTo("503 operator-token-unreadable");
    assertThat(console.token.problem()).isPresent();
  }

  @Test
  void answersTellTheBrowserWhatToRefuse() throws Exception {
    HttpResponse<String> answer = stranger.get("/api/health");
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    for (HttpResponse<String> each : List.of(answer, stranger.get("/"))) {
      assertThat(each.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("default-src 'none'")
          .contains("frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(each.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(each.headers().firstValue("Referrer-Policy")).contains("no-referrer");
      // The page itself may see, to enrol; nothing may listen, and no other site may do either.
      assertThat(each.headers().firstValue("Permissions-Policy"))
          .contains("camera=(self), microphone=(), geolocation=()");
    }
  }

  private String logIn() throws Exception {
    HttpResponse<String> answer =
        stranger.post("/api/session", "{\"token\":\"" + console.token() + "\"}");
    assertThat(answer.statusCode()).isEqualTo(204);
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict").contains("Path=/api");
    return cookie.split(";")[0];
  }
}
