// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.credential.Card;
import org.vestibule.api.credential.Credentials;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.rights.PassWish;

/** The directory and one line of it, by REST. */
class PeopleDirectoryTest {
  private static final PersonId ADA = new PersonId("ada-brandt");
  private static final DoorId FRONT = new DoorId("front-door");
  private static final DoorId YARD = new DoorId("yard-gate");

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
  void whatIsOutOfReachOrUnknownIsNobody() throws Exception {
    assertThat(Client.code(owner.get("/api/people/nobody"))).isEqualTo("404 unknown-person");
    assertThat(Client.code(owner.get("/api/people/Not%20An%20Id"))).isEqualTo("404 unknown-person");
    Client yard = holding(new Grant(Role.MANAGER, Set.of(YARD), Set.of()));
    assertThat(Client.code(yard.get("/api/people/ada-brandt"))).isEqualTo("404 unknown-person");
    console.sample.house.people = null;
    assertThat(Client.code(owner.get("/api/people/ada-brandt"))).isEqualTo("503 service-missing");
  }

  @Test
  void rightsAreShownToWhoeverMaySeeThemAtAllOfSomebodysDoors() throws Exception {
    entitle();
    JsonNode line = Client.json(owner.get("/api/people/ada-brandt"));
    assertThat(line.path("code").asBoolean()).isTrue();
    assertThat(line.path("cards").asInt()).isEqualTo(1);
    assertThat(line.path("passes").asInt()).isEqualTo(1);
    assertThat(line.path("spaces").toString()).isEqualTo("[\"fr-feature\"]");
    Client officer = holding(Grant.of(Role.DATA_PROTECTION_OFFICER));
    assertThat(officer.get("/api/people/ada-brandt").body())
        .contains("Ada Brandt")
        .doesNotContain("\"code\"", "\"cards\"", "\"passes\"");
    console.sample.people.put(ADA, new Person(ADA, "Ada Brandt", "12", Set.of(FRONT, YARD)));
    Client yard = holding(new Grant(Role.MANAGER, Set.of(YARD), Set.of()));
    console.trust.trust.tenancies.suspend(ADA, "moved-out");
    assertThat(yard.get("/api/people").body())
        .contains("Ada Brandt")
        .doesNotContain("\"code\"", "\"cards\"", "\"passes\"", "suspended");
  }

  @Test
  void endedPassIsNotCountedAndNoSecretIsInTheList() throws Exception {
    entitle();
    owner.delete("/api/passes/p-0");
    HttpResponse<String> list = owner.get("/api/people");
    assertThat(Client.json(list).path(0).path("passes").asInt()).isZero();
    assertThat(list.body()).doesNotContain("73914", "12345");
  }

  @Test
  void lockedVaultLeavesTheNamesAndSaysNothingOfTenancies() throws Exception {
    console.trust.trust.tenancies.suspend(ADA, "moved-out");
    assertThat(Client.json(owner.get("/api/people")).at("/0/suspended/why").asText())
        .isEqualTo("moved-out");
    console.trust.trust.tenancies = null;
    console.entrance.entrance.desk = null;
    console.entrance.entrance.credentials = null;
    assertThat(Client.json(owner.get("/api/people")).path(0).has("suspended")).isFalse();
    assertThat(Client.json(owner.get("/api/people")).path(0).path("name").asText())
        .isEqualTo("Ada Brandt");
  }

  @Test
  void listThatDidNotChangeIsNotSentAgain() throws Exception {
    String tag = owner.get("/api/people").headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> same = ifNoneMatch(tag);
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    console.trust.trust.tenancies.suspend(ADA, "moved-out");
    HttpResponse<String> other = ifNoneMatch(tag);
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(other.headers().firstValue("ETag")).isPresent().get().isNotEqualTo(tag);
  }

  private HttpResponse<String> ifNoneMatch(String tag) throws Exception {
    return owner.send(owner.request("/api/people").header("If-None-Match", tag).GET());
  }

  private void entitle() throws VestibuleException {
    Instant now = Instant.now();
    console.entrance.entrance.desk.setCode(ADA, "73914".toCharArray());
    console.entrance.entrance.desk.issue(
        new PassWish(ADA, "Plumber", Set.of(FRONT), now, now.plusSeconds(3600), 1));
    console.entrance.entrance.credentials.assign(
        new Credentials.Assignment(
            ADA,
            Credentials.ANY_PANEL,
            new Card("h10301", 42, 12345),
            Credentials.BY_HAND,
            Optional.empty()));
  }

  private Client holding(Grant grant) {
    return Client.bearing(console, console.trust.access.token("somebody", grant));
  }
}
