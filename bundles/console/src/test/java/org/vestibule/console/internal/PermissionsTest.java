// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;

/** Each role at each path, and roles that hold at one door or station only. */
class PermissionsTest {
  private static final DoorId FRONT = new DoorId("front-door");
  private static final DoorId YARD = new DoorId("yard-gate");

  @TempDir Path data;
  private SampleConsole console;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 1000);
    SampleDay.fill(console.sample);
    PersonId bo = new PersonId("bo");
    console.sample.people.put(bo, new Person(bo, "Bo Lindqvist", "7", Set.of(YARD)));
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void eachRoleIsRefusedWhereverItMayNot() throws Exception {
    int refused = 0;
    for (Role role : Role.values()) {
      Client client = client(role.name(), Grant.of(role));
      for (Router.Route route : console.api.router().routes()) {
        if (route.permission().isEmpty() || role.permissions().contains(route.permission().get())) {
          continue;
        }
        HttpResponse<String> answer = call(client, route);
        assertThat(Client.code(answer))
            .as(role + " " + route.method() + " " + route.path())
            .isEqualTo("403 permission-missing");
        assertThat(Client.json(answer).path("allowed").asText())
            .startsWith(route.permission().get().label());
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(300);
    assertThat(console.trust.deeds).isEmpty();
  }

  @Test
  void roleAtOneDoorIsNoRoleInTheBuilding() throws Exception {
    Client client = client("door", new Grant(Role.OWNER, Set.of(YARD), Set.of()));
    for (Router.Route route : console.api.router().routes()) {
      if (route.reach() == Router.Reach.EVERYWHERE) {
        assertThat(Client.code(call(client, route)))
            .as(route.path())
            .isEqualTo("403 permission-missing");
      }
    }
    assertThat(console.trust.deeds).isEmpty();
  }

  @Test
  void managerOfOneDoorSeesThatDoorOnly() throws Exception {
    Client yard = client("yard", new Grant(Role.MANAGER, Set.of(YARD), Set.of()));
    JsonNode people = Client.json(yard.get("/api/people"));
    assertThat(people.findValuesAsText("id")).containsExactly("bo");
    console.sample.stories.add(atYard(console.sample.stories.get(1)));
    assertThat(Client.json(yard.get("/api/visits")).findValuesAsText("id"))
        .containsExactly("v-yard");
    JsonNode snapshot = Client.json(yard.get("/api/snapshot"));
    assertThat(snapshot.path("visits")).hasSize(1);
    assertThat(snapshot.path("doors").findValuesAsText("id")).containsExactly("yard-gate");
    assertThat(snapshot.path("workedDoors").toString()).isEqualTo("[\"yard-gate\"]");
    assertThat(snapshot.path("stations")).isEmpty();
    assertThat(snapshot.path("people").asInt()).isEqualTo(1);
  }

  @Test
  void managerOfOneDoorSeesTheStationAtIt() throws Exception {
    Client front = client("front", new Grant(Role.MANAGER, Set.of(FRONT), Set.of()));
    assertThat(Client.json(front.get("/api/snapshot")).path("stations").findValuesAsText("id"))
        .containsExactly(console.sample.station.info().id().value());
  }

  @Test
  void whatIsOutOfReachLooksLikeWhatDoesNotExist() throws Exception {
    Client yard = client("yard", new Grant(Role.MANAGER, Set.of(YARD), Set.of()));
    VisitStory front =
        console.sample.stories.stream()
            .filter(story -> story.door().equals(FRONT))
            .findFirst()
            .orElseThrow();
    String there = yard.get("/api/visits/" + front.id()).body();
    assertThat(there.replace(front.id().value(), "v-none"))
        .isEqualTo(yard.get("/api/visits/v-none").body());
    assertThat(Client.code(yard.get("/api/visits/" + front.id() + "/sound")))
        .isEqualTo("404 unknown-visit");
    assertThat(Client.code(yard.post("/api/visits/" + front.id() + "/not-this-person", "")))
        .isEqualTo("404 unknown-visit");
    String ada = yard.delete("/api/people/ada-brandt").body();
    assertThat(ada.replace("ada-brandt", "nobody"))
        .isEqualTo(yard.delete("/api/people/nobody").body());
    assertThat(Client.code(yard.get("/api/people/ada-brandt/consents")))
        .isEqualTo("404 unknown-person");
    assertThat(console.sample.people).hasSize(2);
    assertThat(yard.delete("/api/people/bo").statusCode()).isEqualTo(200);
  }

  @Test
  void managerOfOneDoorEnrolsForThatDoorAndNobodyElsesPeople() throws Exception {
    Client yard = client("yard", new Grant(Role.MANAGER, Set.of(YARD), Set.of()));
    String form =
        "{\"id\":\"%s\",\"name\":\"N\",\"code\":\"1\",\"doors\":[%s],\"consent\":\"signed\"}";
    for (String body :
        new String[] {
          form.formatted("new-one", "\"front-door\""),
          form.formatted("new-one", "\"front-door\",\"yard-gate\""),
          form.formatted("new-one", ""),
          form.formatted("ada-brandt", "\"yard-gate\"")
        }) {
      assertThat(Client.code(yard.post("/api/enrolments", body)))
          .as(body)
          .isEqualTo("403 permission-missing");
    }
    HttpResponse<String> open =
        yard.post("/api/enrolments", form.formatted("new-one", "\"yard-gate\""));
    assertThat(open.statusCode()).isEqualTo(201);
    String ticket = Client.json(open).path("ticket").asText();
    assertThat(
            Client.code(
                yard.post(
                    "/api/enrolments/" + ticket + "/station/" + console.sample.station.info().id(),
                    "")))
        .isEqualTo("404 unknown-station");
  }

  @Test
  void roleAtAStationSeesItsVisits() throws Exception {
    StationId station = console.sample.stories.get(0).station();
    Client client = client("cam", new Grant(Role.SYSTEM, Set.of(), Set.of(station)));
    long here =
        console.sample.stories.stream().filter(story -> story.station().equals(station)).count();
    assertThat(Client.json(client.get("/api/visits"))).hasSize((int) here);
  }

  @Test
  void whoeverSeesNoPeopleSeesNoNames() throws Exception {
    Client system = client("bms", Grant.of(Role.SYSTEM));
    String visits = system.get("/api/visits").body() + system.get("/api/snapshot").body();
    assertThat(visits).doesNotContain("Ada Brandt").doesNotContain("ada-brandt");
    assertThat(visits).contains("\"face\":\"known\"");
    assertThat(client("m", Grant.of(Role.MANAGER)).get("/api/visits").body())
        .contains("Ada Brandt");
    Client integrator = client("i", Grant.of(Role.INTEGRATOR));
    assertThat(Client.json(integrator.get("/api/snapshot")).path("visits")).isEmpty();
    assertThat(Client.json(integrator.get("/api/snapshot")).path("workedDoors")).isEmpty();
  }

  @Test
  void whoeverSeesNoPeopleIsNotToldWhomAVisitorAskedForNorWhoHasNoRight() throws Exception {
    Client system = client("bms", Grant.of(Role.SYSTEM));
    Decision.Ring ring = new Decision.Ring(false, "A visitor; asks for Ada Brandt, unit 12");
    Decision.Refuse refuse = new Decision.Refuse("Ada Brandt has no right to open front-door");
    console.sample.stories.set(0, unclaimed("v-asks", ring));
    console.sample.stories.set(1, unclaimed("v-refused", refuse));
    for (String id : new String[] {"v-asks", "v-refused"}) {
      JsonNode shown = Client.json(system.get("/api/visits/" + id));
      assertThat(shown.toString()).doesNotContain("Ada Brandt", "unit 12");
      assertThat(shown.at("/decision/reason").asText()).isEqualTo("not shown without see-people");
      assertThat(client("m-" + id, Grant.of(Role.MANAGER)).get("/api/visits/" + id).body())
          .contains("Ada Brandt");
    }
    assertThat(system.get("/api/visits?text=brandt").body()).doesNotContain("v-asks");
    assertThat(system.get("/api/snapshot").body()).contains("v-asks").doesNotContain("unit 12");
  }

  @Test
  void whoeverSeesNoPeopleReadsNoWordsThatMayNameSomebody() throws Exception {
    Client system = client("bms", Grant.of(Role.SYSTEM));
    Decision.Ring ring = new Decision.Ring(false, "A visitor");
    console.sample.stories.set(
        0,
        unclaimed(
            "v-words",
            Optional.of("The face is like Ada Brandt's"),
            Optional.of("I want to see Ada Brandt"),
            ring,
            List.of("The code of Ada Brandt was not looked at", "Nobody was told")));
    JsonNode shown = Client.json(system.get("/api/visits/v-words"));
    assertThat(shown.toString()).doesNotContain("Brandt");
    assertThat(shown.path("transcript").asText()).isEqualTo("not shown without see-people");
    assertThat(shown.path("faceReason").asText()).isEqualTo("not shown without see-people");
    assertThat(shown.path("degraded"))
        .extracting(JsonNode::asText)
        .containsExactly("not shown without see-people");
    assertThat(system.get("/api/visits?text=brandt").body()).doesNotContain("v-words");
    assertThat(system.get("/api/snapshot").body()).contains("v-words").doesNotContain("Brandt");
    JsonNode whole = Client.json(client("m", Grant.of(Role.MANAGER)).get("/api/visits/v-words"));
    assertThat(whole.path("transcript").asText()).isEqualTo("I want to see Ada Brandt");
  }

  /** A visit at the front of somebody who said no name. */
  private VisitStory unclaimed(String id, Decision decision) {
    return unclaimed(id, Optional.empty(), Optional.empty(), decision, List.of());
  }

  private VisitStory unclaimed(
      String id,
      Optional<String> faceReason,
      Optional<String> transcript,
      Decision decision,
      List<String> degraded) {
    VisitStory front = console.sample.stories.get(2);
    return new VisitStory(
        new VisitId(id),
        front.station(),
        FRONT,
        front.openedAt(),
        Optional.of(front.openedAt()),
        1,
        Optional.empty(),
        Optional.empty(),
        faceReason,
        Optional.empty(),
        transcript,
        Optional.empty(),
        Optional.of(decision),
        Optional.empty(),
        degraded,
        List.of());
  }

  @Test
  void residentSeesThemselvesAndNothingElse() throws Exception {
    PersonId ada = new PersonId("ada-brandt");
    console.trust.access.tokens.put(
        "ada",
        SampleAccess.caller("ada", Caller.Kind.PERSON, Optional.of(ada), Grant.of(Role.RESIDENT)));
    Client resident = Client.bearing(console, "ada");
    assertThat(Client.json(resident.get("/api/me")).path("person").path("name").asText())
        .isEqualTo("Ada Brandt");
    assertThat(resident.get("/api/me/copy").body()).startsWith("PK");
    HttpResponse<String> agreed =
        resident.post(
            "/api/me/consents",
            "{\"purpose\":\"unlock\",\"textVersion\":\"eu-unlock-1\",\"language\":\"en\","
                + "\"signature\":\"Ada Brandt\"}");
    assertThat(Client.json(agreed).path("channel").asText()).isEqualTo("own-account");
    assertThat(
            Client.json(resident.delete("/api/me/consents/unlock")).path("withdrawn").asBoolean())
        .isTrue();
    assertThat(resident.post("/api/me/erasure", "").statusCode()).isEqualTo(202);
    assertThat(console.trust.deeds)
        .containsExactly(
            "ada: copy ada-brandt",
            "ada: withdraw ada-brandt unlock",
            "ada: suspend ada-brandt erasure-requested");
    for (String path : new String[] {"/snapshot", "/people", "/people/ada-brandt/copy"}) {
      assertThat(Client.code(resident.get("/api" + path))).isEqualTo("403 permission-missing");
    }
    Client other = client("other", Grant.of(Role.RESIDENT));
    assertThat(Client.code(other.get("/api/me"))).isEqualTo("404 unknown-person");
  }

  static VisitStory atYard(VisitStory story) {
    return new VisitStory(
        new VisitId("v-yard"),
        new StationId("yard"),
        YARD,
        story.openedAt(),
        story.closedAt(),
        story.presses(),
        story.claimedName(),
        story.face(),
        story.faceReason(),
        story.challenge(),
        story.transcript(),
        story.triage(),
        story.decision(),
        story.outcome(),
        story.degraded(),
        story.waterfall());
  }

  private Client client(String subject, Grant... grants) {
    return Client.bearing(console, console.trust.access.token(subject, grants));
  }

  private static HttpResponse<String> call(Client client, Router.Route route) throws Exception {
    return client.send(
        client
            .request("/api" + route.path().replaceAll("\\{[a-z]+}", "none-such"))
            .method(route.method(), HttpRequest.BodyPublishers.noBody()));
  }
}
