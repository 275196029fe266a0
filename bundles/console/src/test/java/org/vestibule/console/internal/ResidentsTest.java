// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;

/** Whoever gives no face, by REST. */
class ResidentsTest {
  private static final PersonId ADA = new PersonId("ada-brandt");
  private static final DoorId YARD = new DoorId("yard-gate");
  private static final String CLEO =
      "{\"id\":\"cleo-marsh\",\"name\":\"Cleo Marsh\",\"unit\":\"7\",\"doors\":[\"front-door\"]}";

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"Cleo Marsh\",\"name\":\"Cleo Marsh\"}",
        "{\"name\":\"Cleo Marsh\"}",
        "{\"id\":\"cleo\",\"name\":\" \"}",
        "{\"id\":\"cleo\",\"name\":\"Cleo\",\"doors\":[\"Front Door\"]}",
        "{\"id\":\"cleo\",\"name\":\"Cleo\",\"doors\":[null]}"
      })
  void whatNobodyIsCalledIsRefusedWithItsBound(String form) throws Exception {
    int before = console.sample.people.size();
    HttpResponse<String> refused = owner.post("/api/residents", form);
    assertThat(Client.code(refused)).isEqualTo("422 value-invalid");
    assertThat(Client.json(refused).path("allowed").asText()).contains("1 to ");
    assertThat(console.sample.people).hasSize(before);
  }

  @Test
  void aUnitThatIsTooLongIsRefused() throws Exception {
    String form = CLEO.replace("\"7\"", "\"" + "7".repeat(81) + "\"");
    assertThat(Client.code(owner.post("/api/residents", form))).isEqualTo("422 value-invalid");
  }

  @Test
  void whoeverIsHereIsNotReplaced() throws Exception {
    String ada = CLEO.replace("cleo-marsh", "ada-brandt");
    HttpResponse<String> refused = owner.post("/api/residents", ada);
    assertThat(Client.code(refused)).isEqualTo("409 person-exists");
    assertThat(console.sample.people.get(new PersonId("ada-brandt")).name())
        .isEqualTo("Ada Brandt");
  }

  @Test
  void onlyWhoeverMayEnrolAtAllOfSomebodysDoorsEntersThem() throws Exception {
    Client officer = holding(Grant.of(Role.DATA_PROTECTION_OFFICER));
    assertThat(Client.code(officer.post("/api/residents", CLEO)))
        .isEqualTo("403 permission-missing");
    Client yard = holding(new Grant(Role.MANAGER, Set.of(YARD), Set.of()));
    assertThat(Client.code(yard.post("/api/residents", CLEO))).isEqualTo("403 permission-missing");
    String nowhere = CLEO.replace("[\"front-door\"]", "[]");
    assertThat(Client.code(yard.post("/api/residents", nowhere)))
        .isEqualTo("403 permission-missing");
    HttpResponse<String> entered =
        yard.post("/api/residents", CLEO.replace("front-door", "yard-gate"));
    assertThat(entered.statusCode()).isEqualTo(201);
  }

  @Test
  void aNameAndAUnitAreEnoughAndTheWaysInFollow() throws Exception {
    HttpResponse<String> entered = owner.post("/api/residents", CLEO);
    assertThat(entered.statusCode()).isEqualTo(201);
    assertThat(Client.json(entered).path("templates").asInt()).isZero();
    String path = entered.headers().firstValue("Location").orElseThrow();
    assertThat(owner.put(path + "/code", "{\"code\":\"73914\"}").statusCode()).isEqualTo(204);
    assertThat(
            owner
                .post(path + "/cards", "{\"format\":\"h10301\",\"facility\":42,\"number\":12345}")
                .statusCode())
        .isEqualTo(204);
    JsonNode shown = Client.json(owner.get(path));
    assertThat(shown.path("code").asBoolean()).isTrue();
    assertThat(shown.path("cards").asInt()).isEqualTo(1);
    assertThat(shown.path("spaces")).isEmpty();
    assertThat(Client.json(owner.get(path + "/consents"))).isEmpty();
  }

  @Test
  void whoeverHasNothingButTheAppIsRungByTheirOwnAccountAndErasedAsOthersAre() throws Exception {
    owner.post("/api/residents", CLEO);
    PersonId cleo = new PersonId("cleo-marsh");
    console.trust.access.tokens.put(
        "cleo",
        SampleAccess.caller(
            "cleo", Caller.Kind.PERSON, Optional.of(cleo), Grant.of(Role.RESIDENT)));
    Client app = Client.bearing(console, "cleo");
    assertThat(Client.json(app.get("/api/me")).at("/person/templates").asInt(-1)).isZero();
    assertThat(app.get("/api/me/copy").body()).startsWith("PK");
    assertThat(owner.delete("/api/people/cleo-marsh").statusCode()).isEqualTo(200);
    assertThat(Client.code(owner.get("/api/people/cleo-marsh"))).isEqualTo("404 unknown-person");
  }

  @Test
  void nameUnitAndDoorsAreChangedByWhoeverReachesThemBeforeAndAfter() throws Exception {
    String next = "{\"name\":\"Ada Moved\",\"unit\":\"3\",\"doors\":[\"yard-gate\"]}";
    Client yard = holding(new Grant(Role.MANAGER, Set.of(YARD), Set.of()));
    assertThat(Client.code(yard.put("/api/people/ada-brandt", next)))
        .isEqualTo("404 unknown-person");
    assertThat(Client.code(owner.put("/api/people/nobody", next))).isEqualTo("404 unknown-person");
    assertThat(Client.code(owner.put("/api/people/ada-brandt", "{\"name\":\"\"}")))
        .isEqualTo("422 value-invalid");
    Client officer = holding(Grant.of(Role.DATA_PROTECTION_OFFICER));
    assertThat(Client.code(officer.put("/api/people/ada-brandt", next)))
        .isEqualTo("403 permission-missing");
    HttpResponse<String> changed = owner.put("/api/people/ada-brandt", next);
    assertThat(Client.json(changed).path("templates").asInt()).as("the face stays").isOne();
    assertThat(Client.json(owner.get("/api/people/ada-brandt")).path("unit").asText())
        .isEqualTo("3");
    assertThat(
            Client.code(
                yard.put("/api/people/ada-brandt", next.replace("yard-gate", "front-door"))))
        .isEqualTo("403 permission-missing");
  }

  @Test
  void whoeverReadAnOlderStateDoesNotOverwriteTheNewerOne() throws Exception {
    String ada = "/api/people/ada-brandt";
    HttpResponse<String> read = owner.get(ada);
    String tag = read.headers().firstValue("ETag").orElseThrow();
    assertThat(owner.send(owner.request(ada).header("If-None-Match", tag)).statusCode())
        .isEqualTo(304);
    assertThat(owner.put(ada + "/code", "{\"code\":\"73914\"}").statusCode()).isEqualTo(204);
    assertThat(put(ada, tag, "{\"unit\":\"3\"}").statusCode())
        .as("a code is no other person")
        .isEqualTo(200);
    HttpResponse<String> late = put(ada, tag, "{\"unit\":\"4\"}");
    assertThat(Client.code(late)).isEqualTo("412 person-changed");
    assertThat(Client.json(late).path("remedy").asText()).contains("again");
    assertThat(unit(ada)).isEqualTo("3");
    assertThat(Client.code(put(ada, "\"nonsense\"", "{\"unit\":\"4\"}")))
        .isEqualTo("412 person-changed");
    assertThat(put(ada, "\"nonsense\", *", "{\"unit\":\"5\"}").statusCode()).isEqualTo(200);
    console.sample.meanwhile =
        () -> console.sample.people.computeIfPresent(ADA, (id, now) -> ResidentsTest.in(now, "9"));
    assertThat(Client.code(owner.put(ada, "{\"unit\":\"6\"}"))).isEqualTo("409 person-changed");
    assertThat(unit(ada)).isEqualTo("9");
  }

  @Test
  void whatIsNotNamedStaysAsItIs() throws Exception {
    Person before = console.sample.people.get(ADA);
    assertThat(before.doors()).isNotEmpty();
    assertThat(owner.put("/api/people/ada-brandt", "{\"name\":\"Ada Moved\"}").statusCode())
        .isEqualTo(200);
    assertThat(console.sample.people.get(ADA))
        .isEqualTo(new Person(ADA, "Ada Moved", before.unit(), before.doors()));
    assertThat(owner.put("/api/people/ada-brandt", "{\"unit\":\"\",\"doors\":[]}").statusCode())
        .isEqualTo(200);
    assertThat(console.sample.people.get(ADA))
        .isEqualTo(new Person(ADA, "Ada Moved", "", Set.of()));
  }

  private static Person in(Person person, String unit) {
    return new Person(person.id(), person.name(), unit, person.doors());
  }

  private String unit(String path) throws Exception {
    return Client.json(owner.get(path)).path("unit").asText();
  }

  private HttpResponse<String> put(String path, String tag, String change) throws Exception {
    return owner.send(
        owner
            .request(path)
            .header("If-Match", tag)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(change)));
  }

  private Client holding(Grant grant) {
    return Client.bearing(console, console.trust.access.token("somebody", grant));
  }
}
