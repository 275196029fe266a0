// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;

/** What every resource does the same way: tags, repeated orders, pages, when to come again. */
@Timeout(180)
class MannersTest {
  private static final String LETTERS = "/api/outbox/webhook-lift/dead-letters";
  private static final String PASS =
      """
      {"host":"ada-brandt","label":"Plumber","doors":["front-door"],"uses":1,
      "from":"2036-01-01T08:00:00Z","until":"2036-01-01T09:00:00Z"}""";
  private static final String MACHINE = "{\"name\":\"lift\",\"grants\":[{\"role\":\"system\"}]}";

  @TempDir Path data;
  private SampleConsole console;
  private Client owner;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 1000);
    SampleDay.fill(console.sample);
    owner = Client.operator(console);
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void anotherOrderUnderAUsedKeyIsRefusedAndNothingIsMade() throws Exception {
    assertThat(order(owner, "/api/machines", "k-1", MACHINE).statusCode()).isEqualTo(201);
    HttpResponse<String> other =
        order(owner, "/api/machines", "k-1", MACHINE.replace("lift", "boiler"));
    assertThat(Client.code(other)).isEqualTo("409 idempotency-key-reused");
    assertThat(Client.code(order(owner, "/api/machines", "k-1", MACHINE + " ".repeat(9000))))
        .isEqualTo("409 idempotency-key-reused");
    assertThat(Client.code(order(owner, "/api/backups", "k-1", "")))
        .isEqualTo("409 idempotency-key-reused");
    assertThat(console.trust.access.tokens)
        .containsKey("token-of-lift")
        .doesNotContainKey("token-of-boiler");
    assertThat(Client.code(order(owner, "/api/machines", "spaces are no key", MACHINE)))
        .isEqualTo("422 value-invalid");
  }

  @Test
  void sameOrderTwiceIsDoneOnceAndAnsweredAlike() throws Exception {
    HttpResponse<String> first = order(owner, "/api/backups", "k-1", "");
    HttpResponse<String> second = order(owner, "/api/backups", "k-1", "");
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(repeated(first)).isFalse();
    assertThat(repeated(second)).isTrue();
  }

  @Test
  void whatIsShownThisOnceIsNeitherMadeNorShownTwice() throws Exception {
    HttpResponse<String> first = order(owner, "/api/machines", "k-1", MACHINE);
    assertThat(first.statusCode()).isEqualTo(201);
    String token = Client.json(first).path("token").asText();
    HttpResponse<String> second = order(owner, "/api/machines", "k-1", MACHINE);
    assertThat(Client.code(second)).isEqualTo("409 answer-shown-once");
    assertThat(repeated(second)).isTrue();
    assertThat(second.body()).doesNotContain(token);
    assertThat(console.answers.holds(text -> text.contains(token))).isFalse();
  }

  @Test
  void whatWasRefusedMayBeTriedAnewUnderItsKey() throws Exception {
    console.sample.house.outbox = null;
    assertThat(Client.code(order(owner, LETTERS + "/e-1/replay", "k-1", "")))
        .isEqualTo("503 service-missing");
    console.sample.house.outbox = console.sample.outbox;
    console.sample.outbox.letter("e-1", "visit/opened", "{}");
    assertThat(order(owner, LETTERS + "/e-1/replay", "k-1", "").statusCode()).isEqualTo(204);
    assertThat(order(owner, LETTERS + "/e-1/replay", "k-1", "").statusCode()).isEqualTo(204);
    assertThat(console.sample.outbox.deeds).containsExactly("replay e-1");
  }

  @Test
  void keysOfOthersAreTheirOwn() throws Exception {
    String token = console.trust.access.token("maya", Grant.of(Role.OWNER));
    Client maya = Client.bearing(console, token);
    assertThat(order(owner, "/api/machines", "k-1", MACHINE).statusCode()).isEqualTo(201);
    HttpResponse<String> hers =
        order(maya, "/api/machines", "k-1", MACHINE.replace("lift", "boiler"));
    assertThat(hers.statusCode()).isEqualTo(201);
    assertThat(repeated(hers)).isFalse();
  }

  @Test
  void answersGoAfterADayAndTheOldestWhenThereAreTooMany() throws Exception {
    assertThat(repeated(order(owner, "/api/machines", "k-0", MACHINE))).isFalse();
    assertThat(repeated(order(owner, "/api/machines", "k-0", MACHINE))).isTrue();
    console.ahead.addAndGet(Duration.ofHours(25).toNanos());
    assertThat(repeated(order(owner, "/api/machines", "k-0", MACHINE))).isFalse();
    for (int n = 1; n <= KeptAnswers.MOST; n++) {
      order(owner, "/api/vault/lock", "k-" + n, "");
    }
    assertThat(repeated(order(owner, "/api/machines", "k-0", MACHINE))).isFalse();
  }

  @Test
  void whoeverOrdersMuchPushesOutTheirOwnAnswersOnly() throws Exception {
    Client maya = Client.bearing(console, console.trust.access.token("maya", Grant.of(Role.OWNER)));
    order(maya, "/api/vault/lock", "hers", "");
    order(owner, "/api/vault/lock", "k-0", "");
    for (int n = 1; n <= KeptAnswers.MOST; n++) {
      order(owner, "/api/vault/lock", "k-" + n, "");
    }
    assertThat(repeated(order(maya, "/api/vault/lock", "hers", ""))).isTrue();
    assertThat(repeated(order(owner, "/api/vault/lock", "k-0", ""))).isFalse();
    assertThat(repeated(order(owner, "/api/vault/lock", "k-" + KeptAnswers.MOST, ""))).isTrue();
  }

  @Test
  void anAnswerThatWasMadeWhileSomebodyWasErasedIsNotKeptAndNothingIsMadeTwice() throws Exception {
    AtomicInteger made = new AtomicInteger();
    Router.Handler handler =
        request -> {
          made.incrementAndGet();
          console.answers.forget(text -> text.contains("ada-brandt"));
          return Reply.ok(Map.of("person", "ada-brandt"));
        };
    Router.Route route = new Router().own("POST", "/made-meanwhile", handler).routes().get(0);
    console.answers.once(route, SampleBody.order("k-1"));
    assertThat(console.answers.holds(text -> text.contains("ada-brandt"))).isFalse();
    Reply again = console.answers.once(route, SampleBody.order("k-1"));
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.body().toString()).contains("answer-erased").doesNotContain("ada-brandt");
    assertThat(made).hasValue(1);
  }

  @Test
  void answersGoWithWhomTheySpeakOf() throws Exception {
    PersonId ada = new PersonId("ada-brandt");
    console.sample.people.put(ada, new Person(ada, "Ada Brandt", "12", Set.of()));
    String present = "/api/tenancies/present";
    String nobody = "{\"people\":[],\"mostLeaving\":9}";
    HttpResponse<String> suspended = order(owner, present, "k-1", nobody);
    assertThat(suspended.statusCode()).as(suspended.body()).isEqualTo(200);
    KeptNames names =
        new KeptNames(console.deltas, console.answers, console.watch, console.sample.house);
    assertThat(names.holds(ada)).isTrue();
    assertThat(names.erase(ada)).isEqualTo(1);
    assertThat(names.holds(ada)).isFalse();
    HttpResponse<String> again = order(owner, present, "k-1", nobody);
    assertThat(Client.code(again)).isEqualTo("409 answer-erased");
    assertThat(again.body()).doesNotContain("ada-brandt");
    assertThat(names.erase(ada)).as("once more").isZero();
  }

  @Test
  void whatTheCallerHasAlreadyIsNotSentAgain() throws Exception {
    HttpResponse<String> first = owner.get("/api/doors");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(tag).startsWith("W/\"");
    for (String given : new String[] {tag, tag.substring(2), "\"other\", " + tag, "*"}) {
      HttpResponse<String> again =
          owner.send(owner.request("/api/doors").header("If-None-Match", given));
      assertThat(again.statusCode()).as(given).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(again.headers().firstValue("ETag")).contains(tag);
    }
    console.sample.doors.remove(0);
    HttpResponse<String> changed =
        owner.send(owner.request("/api/doors").header("If-None-Match", tag));
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(tag);
    HttpResponse<String> unknown =
        owner.send(owner.request("/api/visits/none").header("If-None-Match", "*"));
    assertThat(unknown.statusCode()).isEqualTo(404);
  }

  @Test
  void auditIsReadInPagesWhileLinesArrive() throws Exception {
    for (int n = 1; n <= 7; n++) {
      console.sample.house.audit.record("box", "line-" + n, Map.of());
    }
    List<String> actions = new ArrayList<>();
    Optional<String> next = Optional.of("/api/audit?limit=3");
    while (next.isPresent()) {
      HttpResponse<String> page = owner.get(next.get());
      for (JsonNode entry : Client.json(page).path("entries")) {
        actions.add(entry.path("action").asText());
      }
      console.sample.house.audit.record("box", "meanwhile", Map.of());
      next = link(page);
    }
    assertThat(actions)
        .containsExactly("line-7", "line-6", "line-5", "line-4", "line-3", "line-2", "line-1");
    for (String cursor : new String[] {"nonsense", "%3E%3E", "a".repeat(500)}) {
      assertThat(Client.code(owner.get("/api/audit?cursor=" + cursor)))
          .isEqualTo("422 value-invalid");
    }
  }

  @Test
  void deadLettersAreReadInPagesWhileTheyAreReplayed() throws Exception {
    for (int n = 1; n <= 5; n++) {
      console.sample.outbox.letter("e-" + n, "visit/opened", "{}");
    }
    HttpResponse<String> first = owner.get(LETTERS + "?limit=2");
    assertThat(first.body()).contains("e-1", "e-2").doesNotContain("e-3");
    owner.post(LETTERS + "/e-2/replay", "");
    HttpResponse<String> second = owner.get(link(first).orElseThrow());
    assertThat(second.body()).contains("e-3", "e-4").doesNotContain("e-5");
    HttpResponse<String> last = owner.get(link(second).orElseThrow());
    assertThat(last.body()).contains("e-5");
    assertThat(link(last)).isEmpty();
  }

  @Test
  void whoCameTooSoonHearsWhenToComeAgain() throws Exception {
    console.sample.house.outbox = null;
    assertThat(owner.get("/api/outbox").headers().firstValue("Retry-After")).contains("5");
    assertThat(new Problem(503, "vision-busy", "i", "f", "a", "r").headers())
        .containsEntry("Retry-After", "5");
    assertThat(new Problem(503, "vault-locked", "i", "f", "a", "r").headers()).isEmpty();
  }

  private static boolean repeated(HttpResponse<String> answer) {
    return answer.headers().firstValue(KeptAnswers.REPEATED).isPresent();
  }

  private static Optional<String> link(HttpResponse<String> page) {
    return page.headers()
        .firstValue("Link")
        .map(link -> link.replaceFirst("<(.*)>; rel=\"next\"", "$1"));
  }

  private static HttpResponse<String> order(Client client, String path, String key, String body)
      throws Exception {
    return client.send(
        client
            .request(path)
            .header(KeptAnswers.KEY, key)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }
}
