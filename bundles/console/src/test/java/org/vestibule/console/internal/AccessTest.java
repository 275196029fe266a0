// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;

/** Who gets in, and who does not. */
class AccessTest {
  private static final String PASSWORD = "correct horse battery";

  @TempDir Path data;
  private SampleConsole console;
  private SampleAccess access;
  private Client stranger;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 1000);
    access = console.trust.access;
    access.account("maya", PASSWORD, Optional.empty(), Grant.of(Role.OWNER));
    stranger = new Client(console);
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void onlyHealthSessionAndSetUpAnswerWithoutLogIn() throws Exception {
    for (Router.Route route : console.api.router().routes()) {
      String path = route.path().replaceAll("\\{[a-z]+}", "none-such");
      HttpResponse<String> answer =
          stranger.send(
              stranger
                  .request("/api" + path)
                  .method(route.method(), HttpRequest.BodyPublishers.noBody()));
      if (List.of("/health", "/health/live", "/health/ready", "/session", "/setup")
          .contains(path)) {
        assertThat(route.reach()).as(path).isEqualTo(Router.Reach.ANYBODY);
      } else {
        assertThat(Client.code(answer)).as(path).isEqualTo("401 token-needed");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).as(path).isPresent();
      }
    }
    assertThat(Client.code(stranger.get("/api/nowhere"))).isEqualTo("401 token-needed");
  }

  @Test
  void withoutWhatFindsOutWhoAsksNobodyGetsIn() throws Exception {
    String cookie = logIn();
    console.trust.trust.authentication = null;
    for (Client each : List.of(Client.operator(console), new Client(console, "Cookie", cookie))) {
      assertThat(Client.code(each.get("/api/visits"))).isEqualTo("503 service-missing");
    }
    assertThat(Client.code(stranger.post("/api/session", "{\"token\":\"x\"}")))
        .isEqualTo("503 service-missing");
  }

  @Test
  void wrongNameAndWrongPasswordLookTheSame() throws Exception {
    HttpResponse<String> name = logIn("nobody", PASSWORD, "");
    HttpResponse<String> password = logIn("maya", "wrong", "");
    assertThat(Client.code(name)).isEqualTo("401 login-refused");
    assertThat(name.body()).isEqualTo(password.body()).doesNotContain("wrong\"");
    assertThat(access.from).containsOnly("127.0.0.1");
    assertThat(Client.code(stranger.post("/api/session", "{}"))).isEqualTo("422 value-invalid");
    assertThat(Client.code(stranger.post("/api/session", "{\"token\":\"wrong\"}")))
        .isEqualTo("401 token-wrong");
  }

  @Test
  void secondFactorIsAskedForOnceItCounts() throws Exception {
    Client maya = page(logIn());
    assertThat(Client.code(maya.post("/api/account/second-factor/confirm", "{\"code\":\"1\"}")))
        .isEqualTo("401 second-factor-wrong");
    String begun =
        maya.send(
                maya.request("/api/account/second-factor")
                    .POST(HttpRequest.BodyPublishers.noBody()))
            .body();
    assertThat(begun).contains("otpauth://totp/");
    HttpResponse<String> codes =
        maya.post(
            "/api/account/second-factor/confirm", "{\"code\":\"" + SampleAccess.SECOND + "\"}");
    assertThat(Client.json(codes).path("recoveryCodes")).hasSize(2);
    assertThat(Client.code(logIn("maya", PASSWORD, ""))).isEqualTo("401 second-factor-needed");
    assertThat(logIn("maya", PASSWORD, SampleAccess.SECOND).statusCode()).isEqualTo(200);
  }

  @Test
  void firstOwnerIsMadeByTheOneTimeCodeAndOnlyOnce() throws Exception {
    access.owned = false;
    assertThat(Client.json(stranger.get("/api/session")).path("owned").asBoolean()).isFalse();
    String form = "{\"name\":\"rosa\",\"password\":\"" + PASSWORD + "\",\"code\":\"%s\"}";
    assertThat(Client.code(stranger.post("/api/setup", form.formatted("guess"))))
        .isEqualTo("401 setup-code-wrong");
    HttpResponse<String> made = stranger.post("/api/setup", form.formatted(SampleAccess.SETUP));
    assertThat(Client.json(made).path("subject").asText()).isEqualTo("rosa");
    assertThat(page(cookie(made)).get("/api/people").statusCode()).isEqualTo(200);
    assertThat(Client.code(stranger.post("/api/setup", form.formatted(SampleAccess.SETUP))))
        .isEqualTo("409 already-owned");
  }

  @Test
  void cookieNeedsThePagesOwnHeaderAndOriginToChangeAnything() throws Exception {
    Client page = new Client(console, "Cookie", logIn());
    assertThat(page.get("/api/people").statusCode()).isEqualTo(200);
    for (String path : new String[] {"/api/people/ada", "/api/session"}) {
      assertThat(Client.code(page.delete(path))).as(path).isEqualTo("403 cross-site-request");
    }
    HttpRequest.Builder foreign =
        page.request("/api/people/ada")
            .header("X-Vestibule", "1")
            .header("Origin", "http://127.0.0.1:1")
            .DELETE();
    assertThat(Client.code(page.send(foreign))).isEqualTo("403 cross-site-request");
    HttpRequest.Builder own =
        page.request("/api/people/ada")
            .header("X-Vestibule", "1")
            .header("Origin", "http://127.0.0.1:" + console.port())
            .DELETE();
    assertThat(Client.code(page.send(own))).isEqualTo("404 unknown-person");
  }

  @Test
  void aPageOfAnotherOriginLoadsNothingOverTheCookie() throws Exception {
    String cookie = logIn();
    for (String path : new String[] {"/api/audit", "/api/session", "/api/doors"}) {
      for (String from : new String[] {"cross-site", "same-site"}) {
        Client foreign = new Client(console, "Cookie", cookie, "Sec-Fetch-Site", from);
        assertThat(Client.code(foreign.get(path))).as(path).isEqualTo("403 cross-site-request");
      }
      for (String from : new String[] {"same-origin", "none"}) {
        Client own = new Client(console, "Cookie", cookie, "Sec-Fetch-Site", from);
        assertThat(own.get(path).statusCode()).as(path).isEqualTo(200);
      }
    }
    Client script =
        new Client(
            console, "Authorization", "Bearer " + console.token(), "Sec-Fetch-Site", "cross-site");
    assertThat(script.get("/api/audit").statusCode()).isEqualTo(200);
  }

  @Test
  void eachLogInHasASessionOfItsOwnAndTheOneBeforeEnds() throws Exception {
    String first = logIn();
    HttpResponse<String> again =
        new Client(console, "Cookie", first).post("/api/session", form("maya", PASSWORD, ""));
    assertThat(cookie(again)).isNotEqualTo(first);
    assertThat(page(first).get("/api/people").statusCode()).isEqualTo(401);
    assertThat(page(cookie(again)).get("/api/people").statusCode()).isEqualTo(200);
  }

  @Test
  void sessionEndsWithLogOutPasswordAndAccount() throws Exception {
    String out = logIn();
    assertThat(page(out).delete("/api/session").statusCode()).isEqualTo(204);
    assertThat(page(out).get("/api/people").statusCode()).isEqualTo(401);

    String one = logIn();
    String other = logIn();
    String change = "{\"before\":\"%s\",\"password\":\"another long password\"}";
    assertThat(Client.code(page(one).put("/api/account/password", change.formatted("guess"))))
        .isEqualTo("401 login-refused");
    assertThat(page(one).put("/api/account/password", change.formatted(PASSWORD)).statusCode())
        .isEqualTo(204);
    assertThat(page(other).get("/api/people").statusCode()).isEqualTo(401);

    String last = cookie(logIn("maya", "another long password", ""));
    access.kept.remove("maya");
    assertThat(page(last).get("/api/people").statusCode()).isEqualTo(401);
  }

  @Test
  void grantsThatWereTakenAwayCountAtOnce() throws Exception {
    Client maya = page(logIn());
    assertThat(maya.get("/api/audit").statusCode()).isEqualTo(200);
    access.account("maya", PASSWORD, Optional.empty(), Grant.of(Role.SYSTEM));
    assertThat(Client.code(maya.get("/api/audit"))).isEqualTo("403 permission-missing");
  }

  @Test
  void tokenOfAMachineMakesNoSession() throws Exception {
    String token = access.token("bms", Grant.of(Role.SYSTEM));
    assertThat(Client.code(stranger.post("/api/session", "{\"token\":\"" + token + "\"}")))
        .isEqualTo("422 value-invalid");
    assertThat(Client.bearing(console, token).get("/api/visits").statusCode()).isEqualTo(200);
  }

  @Test
  void anotherHostNameIsRefusedEverywhere() throws Exception {
    for (String path : new String[] {"/api/health", "/api/snapshot", "/"}) {
      assertThat(Client.raw(console.port(), "GET " + path + " HTTP/1.1", "Host: evil.example:8787"))
          .as(path)
          .contains(" 403 ");
    }
    console.settings.modified(Map.of("allowedHosts", "evil.example"));
    assertThat(Client.raw(console.port(), "GET /api/health HTTP/1.1", "Host: EVIL.example:8787"))
        .contains(" 200 ");
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
    }
    // The page itself may see, to enrol, and listen, to talk with a visitor; no other site may.
    assertThat(answer.headers().firstValue("Permissions-Policy"))
        .contains("camera=(self), microphone=(), geolocation=()");
    assertThat(stranger.get("/").headers().firstValue("Permissions-Policy"))
        .contains("camera=(self), microphone=(self), geolocation=()");
    assertThat(stranger.get("/resident").headers().firstValue("Permissions-Policy"))
        .contains("camera=(), microphone=(self), screen-wake-lock=(self), geolocation=()");
  }

  private Client page(String cookie) {
    return new Client(console, "Cookie", cookie, "X-Vestibule", "1");
  }

  private String logIn() throws Exception {
    HttpResponse<String> answer = logIn("maya", PASSWORD, "");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("HttpOnly")
        .contains("SameSite=Strict")
        .contains("Path=/api");
    return cookie(answer);
  }

  private HttpResponse<String> logIn(String name, String password, String second) throws Exception {
    return stranger.post("/api/session", form(name, password, second));
  }

  private static String form(String name, String password, String second) {
    return "{\"name\":\"%s\",\"password\":\"%s\",\"secondFactor\":\"%s\"}"
        .formatted(name, password, second);
  }

  private static String cookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
  }
}
