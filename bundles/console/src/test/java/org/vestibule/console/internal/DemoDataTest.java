// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.access.Acting;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.visit.VisitId;

/** Demonstration data by REST: all of it or nothing, and gone without a rest. */
@Timeout(180)
class DemoDataTest {
  private static final String DATA = "/api/demo-data";
  private static final String DOOR = "org.vestibule.door~demo-door";
  private static final String STATION = "org.vestibule.station.http~demo-station";
  private static final PersonId ADA = new PersonId("ada-brandt");
  private static final PersonId LOTTE = new PersonId("demo-lotte-vik");

  @TempDir Path data;
  private SampleConsole console;
  private Client owner;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 1000);
    SampleDay.unpack(console);
    new SampleWiring(console);
    console.sample.people.put(ADA, new Person(ADA, "Ada Brandt", "12", Set.of()));
    owner = Client.operator(console);
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void onlyWhoeverOwnsTheHouseSeesOrChangesThem() throws Exception {
    for (Role role : List.of(Role.MANAGER, Role.INTEGRATOR, Role.DATA_PROTECTION_OFFICER)) {
      Client other = Client.bearing(console, console.trust.access.token("other", Grant.of(role)));
      for (HttpResponse<String> answer :
          List.of(other.get(DATA), other.post(DATA, ""), other.delete(DATA))) {
        assertThat(Client.code(answer)).as(role.label()).isEqualTo("403 permission-missing");
      }
    }
    assertThat(state()).isEqualTo("absent");
  }

  @Test
  void anIdThatSomebodyHasIsRefusedAndNothingIsMade() throws Exception {
    Map<String, Object> before = everything();
    console.sample.people.put(LOTTE, new Person(LOTTE, "Lotte Vik", "2", Set.of()));
    assertThat(Client.code(owner.post(DATA, ""))).isEqualTo("409 id-taken");
    console.sample.people.remove(LOTTE);
    console.cabinet.set("org.vestibule.door~demo-door", Map.of("id", "demo-door"));
    assertThat(Client.code(owner.post(DATA, ""))).isEqualTo("409 id-taken");
    console.cabinet.kept.remove("org.vestibule.door~demo-door");
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void nobodyElseIsEnteredOrEnrolledUnderAnIdOfTheDemonstration() throws Exception {
    String form = "{\"id\":\"demo-bo\",\"name\":\"Bo\",\"code\":\"1\",\"consent\":\"signed\"}";
    assertThat(Client.code(owner.post("/api/enrolments", form))).isEqualTo("422 id-reserved");
    assertThat(Client.code(owner.post("/api/residents", "{\"id\":\"demo-bo\",\"name\":\"Bo\"}")))
        .isEqualTo("422 id-reserved");
  }

  @Test
  void whoHasSuchAnIdForLongerIsChangedAndRenewedAndTheResidentsOfItAreNot() throws Exception {
    PersonId bo = new PersonId("demo-bo");
    console.sample.people.put(bo, new Person(bo, "Bo", "4", Set.of()));
    assertThat(owner.put("/api/people/demo-bo", "{\"unit\":\"5\"}").statusCode()).isEqualTo(200);
    String form = "{\"id\":\"demo-bo\",\"name\":\"Bo\",\"code\":\"1\",\"consent\":\"signed\"}";
    assertThat(Client.code(owner.post("/api/enrolments", form))).isNotEqualTo("422 id-reserved");
    owner.post(DATA, "");
    assertThat(Client.code(owner.put("/api/people/demo-lotte-vik", "{\"unit\":\"5\"}")))
        .isEqualTo("422 id-reserved");
  }

  @Test
  void theVisitsAreStoriesOnlyAndNobodyHearsOfThem() throws Exception {
    owner.post(DATA, "");
    JsonNode visits = Client.json(owner.get("/api/visits"));
    assertThat(visits).hasSize(6);
    for (JsonNode visit : visits) {
      assertThat(visit.path("id").asText()).startsWith("demo-visit-");
      assertThat(visit.path("station").asText()).isEqualTo("demo-station");
      assertThat(visit.path("door").asText()).isEqualTo("demo-door");
      assertThat(visit.has("pictured")).isFalse();
      assertThat(visit.has("claimedName")).isFalse();
      assertThat(Instant.parse(visit.path("openedAt").asText())).isBefore(Instant.now());
    }
    assertThat(visits).extracting(visit -> visit.path("face").asText()).contains("known", "spoof");
    assertThat(console.sample.stories).as("what the core remembers").isEmpty();
    assertThat(console.sample.trail)
        .extracting(AuditEntry::action)
        .doesNotContain("visit-closed", "door-opened", "door-ordered");
  }

  @Test
  void aVisitThatFailsTakesAllOfItBackAndOneThatIsThereIsNotReplaced() throws Exception {
    Map<String, Object> before = everything();
    console.sample.journal.refused = Optional.of(new VisitId("demo-visit-4"));
    assertThat(Client.code(owner.post(DATA, ""))).isEqualTo("507 storage-full");
    assertThat(everything()).isEqualTo(before);
    console.sample.journal.refused = Optional.empty();
    console.sample.journal.stories.addAll(DemoStories.before(Instant.now()).subList(2, 3));
    assertThat(Client.code(owner.post(DATA, ""))).isEqualTo("409 id-taken");
    assertThat(console.sample.journal.stories).hasSize(1);
  }

  @Test
  void thoseOfBeforeThereWereVisitsAreRemovedAsTheyWere() throws Exception {
    Map<String, Object> before = everything();
    owner.post(DATA, "");
    console.sample.journal.stories.clear();
    DemoPlan whole = DemoPlan.read(console.trust.trust.shelves).orElseThrow();
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("whole", true);
    plain.put("people", whole.people());
    plain.put("configurations", whole.configurations());
    console.trust.trust.shelves.put("demo-data", "plan", Json.write(plain));
    console.sample.house.journal = null;
    assertThat(owner.delete(DATA).statusCode()).isEqualTo(200);
    console.sample.house.journal = console.sample.journal;
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void everythingOfItSaysWhatItIsAndOpensNoRealDoor() throws Exception {
    HttpResponse<String> made = owner.post(DATA, "");
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(Client.json(made).path("state").asText()).isEqualTo("present");
    JsonNode people = Client.json(owner.get("/api/people"));
    assertThat(people).hasSize(7);
    for (JsonNode person : people) {
      if (!person.path("id").asText().equals("ada-brandt")) {
        assertThat(person.path("id").asText()).startsWith("demo-");
        assertThat(person.path("name").asText()).startsWith("Demo: ");
        assertThat(person.path("unit").asText()).matches("Demo [1-5]");
        assertThat(person.path("doors").toString()).isEqualTo("[\"demo-door\"]");
        assertThat(person.path("templates").asInt(-1)).isZero();
      }
    }
    assertThat(console.sample.doors)
        .singleElement()
        .satisfies(
            door -> {
              assertThat(door.id()).isEqualTo(new DoorId("demo-door"));
              assertThat(door.title()).startsWith("Demo: ");
              assertThat(door.actuator()).isEqualTo("demo");
            });
    assertThat(console.sample.house.stations)
        .singleElement()
        .satisfies(station -> assertThat(station.info().title()).startsWith("Demo: "));
    assertThat(console.trust.ledger).isEmpty();
    assertThat(Client.code(owner.post(DATA, ""))).isEqualTo("409 demo-data-exists");
  }

  @Test
  void whatIsThereAfterwardsIsWhatWasThereBefore() throws Exception {
    Map<String, Object> before = everything();
    assertThat(owner.post(DATA, "").statusCode()).isEqualTo(201);
    Path token = Path.of(Client.json(owner.get(DATA)).path("tokenFile").asText());
    Files.createDirectories(token.getParent());
    Files.writeString(token, "as the station makes it on its start");
    assertThat(everything()).isNotEqualTo(before);
    int lines = console.sample.trail.size();
    assertThat(owner.delete(DATA).statusCode()).isEqualTo(200);
    assertThat(everything()).isEqualTo(before);
    assertThat(console.sample.trail).hasSizeGreaterThan(lines);
    assertThat(console.sample.trail)
        .extracting(AuditEntry::action)
        .contains("demo-data-made", "demo-data-removed", "setting-made", "setting-removed");
    assertThat(console.trust.deeds).contains("box: erase demo-lotte-vik demonstration-ended");
    assertThat(owner.delete(DATA).statusCode()).as("once more").isEqualTo(200);
    assertThat(owner.post(DATA, "").statusCode()).as("and again").isEqualTo(201);
  }

  @Test
  void whateverFailsOnTheWayNothingHalfMadeIsLeft() throws Exception {
    Map<String, Object> before = everything();
    console.sample.refused.add(LOTTE);
    assertThat(Client.code(owner.post(DATA, ""))).isEqualTo("507 storage-full");
    assertThat(everything()).isEqualTo(before);
    console.sample.refused.clear();
    console.cabinet.writable = false;
    assertThat(Client.code(owner.post(DATA, ""))).isEqualTo("503 storage-failed");
    console.cabinet.writable = true;
    assertThat(everything()).isEqualTo(before);
    console.trust.shelves.writable = false;
    assertThat(Client.code(owner.post(DATA, ""))).isEqualTo("507 storage-full");
    console.trust.shelves.writable = true;
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void whatCannotBeTakenBackIsSaidAndRemovedLaterByAnotherProcess() throws Exception {
    Map<String, Object> before = everything();
    PersonId mira = new PersonId("demo-mira-sand");
    console.sample.refused.add(LOTTE);
    console.trust.stuck.add(mira);
    HttpResponse<String> failed = owner.post(DATA, "");
    assertThat(Client.code(failed)).isEqualTo("503 demo-data-unfinished");
    assertThat(failed.body()).contains("storage-full", "erasure-incomplete");
    assertThat(state()).isEqualTo("unfinished");
    assertThat(Client.code(owner.post(DATA, ""))).isEqualTo("409 demo-data-exists");
    assertThat(Client.code(owner.delete(DATA))).isEqualTo("503 erasure-incomplete");
    console.trust.stuck.clear();
    console.sample.locked = true;
    assertThat(Client.code(owner.delete(DATA))).isEqualTo("503 vault-locked");
    console.sample.locked = false;
    removedAfterARestart();
    assertThat(state()).isEqualTo("absent");
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void whatSomebodyMadeTheirsIsLeftAndSaid() throws Exception {
    owner.post(DATA, "");
    Path token = Path.of(Client.json(owner.get(DATA)).path("tokenFile").asText());
    Files.createDirectories(token.getParent());
    Files.writeString(token, "of a station that is a real one now");
    console.cabinet.set(
        DOOR, Map.of("id", "demo-door", "title", "Front door", "actuator", "simulated"));
    console.cabinet.set(
        STATION, Map.of("id", "front", "door", "demo-door", "tokenFile", token.toString()));
    JsonNode removed = Client.json(owner.delete(DATA));
    assertThat(removed.path("state").asText()).isEqualTo("absent");
    assertThat(removed.path("left")).extracting(JsonNode::asText).containsOnly(DOOR, STATION);
    assertThat(console.cabinet.kept).containsKeys(DOOR, STATION);
    assertThat(token).exists();
    assertThat(console.sample.people).containsOnlyKeys(ADA);
  }

  @Test
  void residentsWhoBecameRealOnesAreNotErasedAndSaid() throws Exception {
    PersonId mira = new PersonId("demo-mira-sand");
    owner.post(DATA, "");
    Person renamed = new Person(LOTTE, "Lotte Vik", "2", Set.of());
    console.sample.people.put(LOTTE, renamed);
    console.sample.faceless.remove(mira);
    JsonNode removed = Client.json(owner.delete(DATA));
    assertThat(removed.path("state").asText()).isEqualTo("absent");
    assertThat(removed.path("left"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder(LOTTE.value(), mira.value());
    assertThat(console.sample.people)
        .containsOnlyKeys(ADA, LOTTE, mira)
        .containsEntry(LOTTE, renamed);
    assertThat(console.cabinet.kept).doesNotContainKeys(DOOR, STATION);
  }

  @Test
  void residentsWhoWereGivenACodeOrACardAreNotErasedAndSaid() throws Exception {
    PersonId mira = new PersonId("demo-mira-sand");
    owner.post(DATA, "");
    console.entrance.entrance.desk.setCode(LOTTE, "48151623".toCharArray());
    String card = "{\"format\":\"h10301\",\"facility\":1,\"number\":2}";
    assertThat(owner.post("/api/people/demo-mira-sand/cards", card).statusCode()).isEqualTo(204);
    JsonNode removed = Client.json(owner.delete(DATA));
    assertThat(removed.path("state").asText()).isEqualTo("absent");
    assertThat(removed.path("left"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrder(LOTTE.value(), mira.value());
    assertThat(console.sample.people).containsOnlyKeys(ADA, LOTTE, mira);
  }

  @Test
  void residentsAreErasedThoughNobodyKeepsCodesAndCards() throws Exception {
    owner.post(DATA, "");
    console.entrance.entrance.desk = null;
    console.entrance.entrance.credentials = null;
    assertThat(owner.delete(DATA).statusCode()).isEqualTo(200);
    assertThat(console.sample.people).containsOnlyKeys(ADA);
  }

  @Test
  void whatSomebodyElseMadeMeanwhileIsNotTakenBack() throws Exception {
    Person lotte = new Person(LOTTE, "Lotte Vik", "2", Set.of());
    var before = console.cabinet.told;
    console.cabinet.told =
        pid -> {
          console.sample.people.putIfAbsent(LOTTE, lotte);
          before.accept(pid);
        };
    assertThat(Client.code(owner.post(DATA, ""))).isEqualTo("409 person-exists");
    assertThat(console.sample.people).containsOnlyKeys(ADA, LOTTE).containsEntry(LOTTE, lotte);
    assertThat(console.cabinet.kept).doesNotContainKeys(DOOR, STATION);
    assertThat(state()).isEqualTo("absent");
  }

  @Test
  void theyAreRemovedThoughTheirPartsDoNotRun() throws Exception {
    Map<String, Object> before = everything();
    owner.post(DATA, "");
    for (var bundle : console.framework.getBundleContext().getBundles()) {
      if (bundle.getSymbolicName().startsWith("org.vestibule.integrations-")) {
        bundle.stop();
      }
    }
    HttpResponse<String> removed = owner.delete(DATA);
    assertThat(removed.statusCode()).as(removed.body()).isEqualTo(200);
    assertThat(everything()).isEqualTo(before);
    assertThat(console.sample.trail)
        .filteredOn(entry -> entry.action().equals("setting-removed"))
        .hasSize(2);
  }

  @Test
  void aRestartBetweenMakingAndRemovingChangesNothing() throws Exception {
    Map<String, Object> before = everything();
    owner.post(DATA, "");
    removedAfterARestart();
    assertThat(state()).isEqualTo("absent");
    assertThat(everything()).isEqualTo(before);
  }

  /** Removes them after a restart: nothing of the console's memory is left. */
  private void removedAfterARestart() throws Exception {
    SettingForms forms = new SettingForms(console.framework.getBundleContext());
    Cabinet cabinet = new Cabinet(console.sample.house, Optional.empty());
    SettingDesk settings =
        new SettingDesk(console.sample.house, console.framework.getBundleContext(), cabinet, data);
    DemoWiring wiring = new DemoWiring(forms, settings, console.sample.house, data);
    DemoDesk next =
        new DemoDesk(console.sample.house, console.trust.trust, console.entrance.entrance, wiring);
    Caller box =
        SampleAccess.caller("box", Caller.Kind.BOX, Optional.empty(), Grant.of(Role.OWNER));
    Acting.as(
        box,
        () -> {
          next.remove(new Request(null, null, Map.of(), Optional.empty(), box));
          return null;
        });
  }

  private String state() throws Exception {
    return Client.json(owner.get(DATA)).path("state").asText();
  }

  /** What a person finds in the house; the audit and the receipts stay by design. */
  private Map<String, Object> everything() throws Exception {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("visits", List.copyOf(console.sample.journal.stories));
    all.put("people", List.copyOf(console.sample.people.values()));
    all.put("tenancies", console.trust.trust.tenancies.tenancies());
    all.put("doors", List.copyOf(console.sample.doors));
    all.put(
        "stations",
        console.sample.house.stations.stream().map(station -> station.info().id()).toList());
    all.put("configurations", new TreeMap<>(console.cabinet.kept).toString());
    all.put("shelves", List.copyOf(console.trust.shelves.kept.keySet()));
    all.put("files", files());
    return all;
  }

  private List<String> files() throws Exception {
    List<String> names = new ArrayList<>();
    try (var found = Files.walk(data.resolve("demo-data"))) {
      found.forEach(file -> names.add(file.toString()));
    } catch (java.nio.file.NoSuchFileException e) {
      assertThat(e).as("none is as good").isNotNull();
    }
    return names;
  }
}
