// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitPicture;
import org.vestibule.api.visit.VisitStory;

/** Visits that the core has forgotten, from the journal, as if it remembered them. */
class PastVisitsTest {
  private static final Pattern NEXT = Pattern.compile("<(/api/visits\\?[^>]*)>; rel=\"next\"");
  private static final String MISSING = "X-Journal-Missing";

  @TempDir Path data;
  private SampleConsole console;
  private SampleJournal journal;
  private Client operator;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 1000);
    SampleDay.fill(console.sample);
    journal = console.sample.journal;
    operator = Client.operator(console);
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void withoutAJournalTheListEndsWithWhatIsRememberedAndSaysSo() throws Exception {
    journal.stories.addAll(SamplePast.visits(3));
    console.sample.house.journal = null;
    HttpResponse<String> answer = operator.get("/api/visits");
    assertThat(ids(answer)).hasSize(5);
    assertThat(answer.headers().firstValue(MISSING)).contains("service-missing");
    assertThat(Client.code(operator.get("/api/visits/v-past-1"))).isEqualTo("404 unknown-visit");
  }

  @Test
  void aLockedVaultHidesThePastAndNothingElse() throws Exception {
    journal.stories.addAll(SamplePast.visits(3));
    journal.locked = true;
    HttpResponse<String> answer = operator.get("/api/visits");
    assertThat(ids(answer)).hasSize(5);
    assertThat(answer.headers().firstValue(MISSING)).contains("vault-locked");
    assertThat(Client.code(operator.get("/api/visits/v-past-1"))).isEqualTo("503 vault-locked");
    String remembered = console.sample.stories.get(0).id().value();
    assertThat(operator.get("/api/visits/" + remembered).statusCode()).isEqualTo(200);
  }

  @Test
  void pagesGoOnIntoTheJournalWithoutADoubleAtTheSeam() throws Exception {
    List<VisitStory> past = SamplePast.visits(20);
    journal.stories.addAll(past);
    journal.stories.addAll(console.sample.stories);
    console.sample.stories.addAll(past.subList(0, 4));
    List<String> expected = new ArrayList<>();
    console.sample.stories.forEach(story -> expected.add(story.id().value()));
    past.subList(4, 20).forEach(story -> expected.add(story.id().value()));
    assertThat(leaf("/api/visits?limit=3")).containsExactlyElementsOf(expected);
  }

  @Test
  void whatIsRememberedIsToldAsItIsNow() throws Exception {
    VisitStory now = console.sample.stories.get(0);
    journal.stories.add(PermissionsTest.atYard(SamplePast.visits(1).get(0)));
    journal.stories.add(console.sample.stories.get(1));
    HttpResponse<String> answer = operator.get("/api/visits?limit=1");
    assertThat(ids(answer)).containsExactly(now.id().value());
  }

  @Test
  void aLongSearchIsGoneOnWithAndMissesNothing() throws Exception {
    journal.stories.addAll(SamplePast.visits(30));
    journal.mostLookedAt = 4;
    assertThat(leaf("/api/visits?limit=2&outcome=told"))
        .containsExactly("v-past-1", "v-past-7", "v-past-13", "v-past-19", "v-past-25");
    assertThat(leaf("/api/visits?limit=50")).hasSize(35).doesNotHaveDuplicates();
  }

  @Test
  void whoMayNotSeePeopleFindsNoNameInThePast() throws Exception {
    journal.stories.addAll(SamplePast.visits(6));
    Client system = Client.bearing(console, console.trust.access.token("s", Grant.of(Role.SYSTEM)));
    assertThat(ids(operator.get("/api/visits?text=lindqvist"))).contains("v-past-0");
    assertThat(ids(system.get("/api/visits?text=lindqvist"))).isEmpty();
    assertThat(system.get("/api/visits/v-past-0").body()).doesNotContain("Lindqvist");
  }

  @Test
  void whatIsOutOfReachIsNotFoundInThePastEither() throws Exception {
    journal.stories.addAll(SamplePast.visits(6));
    Grant yard = new Grant(Role.MANAGER, Set.of(new DoorId("yard-gate")), Set.of());
    Client manager = Client.bearing(console, console.trust.access.token("y", yard));
    assertThat(ids(manager.get("/api/visits"))).containsExactly("v-past-3");
    assertThat(manager.get("/api/visits/v-past-3").statusCode()).isEqualTo(200);
    assertThat(Client.code(manager.get("/api/visits/v-past-1"))).isEqualTo("404 unknown-visit");
  }

  @Test
  void anOldVisitIsNotCorrectedAndItIsSaidWhy() throws Exception {
    journal.stories.addAll(SamplePast.visits(1));
    HttpResponse<String> answer =
        operator.send(
            operator
                .request("/api/visits/v-past-0/not-this-person")
                .POST(HttpRequest.BodyPublishers.noBody()));
    assertThat(Client.code(answer)).isEqualTo("409 correction-too-late");
    assertThat(answer.body()).contains("its face is no longer kept");
    assertThat(console.sample.corrections).isEmpty();
  }

  @Test
  void keptPicturesAreForWhoeverMaySeeVisitorsAndTheAuditKnowsWhoLooked() throws Exception {
    journal.stories.addAll(SamplePast.visits(2));
    byte[] jpeg = SampleView.now().bytes();
    journal.pictures.put(new VisitId("v-past-0"), List.of(new VisitPicture(Instant.EPOCH, jpeg)));
    String list = "/api/visits/v-past-0/pictures";
    Client system = Client.bearing(console, console.trust.access.token("s", Grant.of(Role.SYSTEM)));
    assertThat(Client.code(system.get(list))).isEqualTo("403 permission-missing");
    assertThat(Client.code(operator.get(list + "/1"))).isEqualTo("404 unknown-picture");
    assertThat(Client.code(operator.get(list + "/x"))).isEqualTo("404 unknown-picture");
    assertThat(console.sample.trail).isEmpty();
    assertThat(Client.json(operator.get(list)).get(0).path("capturedAt").asText())
        .isEqualTo("1970-01-01T00:00:00Z");
    assertThat(operator.get("/api/visits/v-past-1/pictures").body()).isEqualTo("[]");
    HttpResponse<String> shown = operator.get(list + "/0");
    assertThat(shown.statusCode()).isEqualTo(200);
    assertThat(shown.headers().firstValue("Content-Type")).contains("image/jpeg");
    assertThat(console.sample.trail)
        .extracting(AuditEntry::action)
        .containsExactly("visit-picture-shown");
    console.sample.house.audit = null;
    assertThat(Client.code(operator.get(list + "/0"))).isEqualTo("503 service-missing");
  }

  @Test
  void whereTheFaceIsThatDecidedIsToldWithThePictureAndToNobodyElse() throws Exception {
    journal.stories.addAll(SamplePast.visits(1));
    byte[] jpeg = SampleView.now().bytes();
    VisitPicture.Face face = new VisitPicture.Face(0.25, 0.125, 0.5, 0.75);
    journal.pictures.put(
        new VisitId("v-past-0"),
        List.of(
            new VisitPicture(Instant.EPOCH, jpeg),
            new VisitPicture(Instant.EPOCH, jpeg, Optional.of(face))));
    String list = "/api/visits/v-past-0/pictures";
    Client system = Client.bearing(console, console.trust.access.token("s", Grant.of(Role.SYSTEM)));
    assertThat(Client.code(system.get(list))).isEqualTo("403 permission-missing");
    assertThat(system.get("/api/visits/v-past-0").body()).doesNotContain("0.125");
    assertThat(Client.json(operator.get(list)).get(0).has("face")).isFalse();
    assertThat(Client.json(operator.get(list)).get(1).path("face").toString())
        .isEqualTo("{\"left\":0.25,\"top\":0.125,\"width\":0.5,\"height\":0.75}");
    assertThat(console.sample.trail).as("no picture was shown").isEmpty();
  }

  @Test
  void picturesOfAListAreForWhoeverMaySeeVisitorsAndNoneIsShownBeforeThatIsNoted()
      throws Exception {
    List<VisitStory> past = SamplePast.visits(2);
    journal.stories.addAll(past);
    VisitPicture picture = new VisitPicture(Instant.EPOCH, SampleView.now().bytes());
    journal.pictures.put(past.get(0).id(), List.of(picture));
    journal.pictures.put(past.get(1).id(), List.of(picture));
    Client system = Client.bearing(console, console.trust.access.token("s", Grant.of(Role.SYSTEM)));
    assertThat(system.get("/api/visits").body()).contains("v-past-0").doesNotContain("pictured");
    assertThat(Client.json(operator.get("/api/visits")).findParents("pictured"))
        .extracting(row -> row.path("id").asText())
        .containsExactly("v-past-0", "v-past-1");
    String first = "/api/visits/v-past-0/picture";
    String shown = "/api/visits/pictures-shown";
    String opened = past.get(0).openedAt().toString();
    assertThat(Client.code(system.get(first))).isEqualTo("403 permission-missing");
    assertThat(Client.code(operator.get(first))).isEqualTo("409 look-not-noted");
    assertThat(operator.post(shown, period("", opened)).statusCode()).isEqualTo(422);
    assertThat(operator.post(shown, period(opened, "2020-01-01T00:00:00Z")).statusCode())
        .isEqualTo(422);
    assertThat(console.sample.trail).isEmpty();
    assertThat(operator.post(shown, period(opened, opened)).statusCode()).isEqualTo(204);
    HttpResponse<String> answer = operator.get(first);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    String tag = answer.headers().firstValue("ETag").orElseThrow();
    assertThat(operator.send(operator.request(first).header("If-None-Match", tag)).statusCode())
        .isEqualTo(304);
    assertThat(Client.code(operator.get("/api/visits/v-past-1/picture")))
        .isEqualTo("409 look-not-noted");
    journal.pictures.clear();
    assertThat(Client.code(operator.get(first))).isEqualTo("404 unknown-picture");
    assertThat(console.sample.trail)
        .extracting(AuditEntry::action)
        .containsExactly("visit-pictures-shown");
  }

  @Test
  void aLookAtAListThatCannotBeWrittenDownShowsNothing() throws Exception {
    VisitStory past = SamplePast.visits(1).get(0);
    journal.stories.add(past);
    console.sample.house.audit = null;
    String opened = past.openedAt().toString();
    assertThat(Client.code(operator.post("/api/visits/pictures-shown", period(opened, opened))))
        .isEqualTo("503 service-missing");
    assertThat(Client.code(operator.get("/api/visits/v-past-0/picture")))
        .isEqualTo("409 look-not-noted");
  }

  @Test
  void oneLineSpeaksForASessionAndAnHour() throws Exception {
    AtomicLong nanos = new AtomicLong();
    ListLooks looks = new ListLooks(nanos::get);
    Instant noon = Instant.parse("2026-03-01T12:00:00Z");
    ListLooks.Period period = new ListLooks.Period(noon, noon.plusSeconds(60));
    looks.note("session-1", "bo", period, console.sample.house.audit);
    nanos.set(Duration.ofMinutes(59).toNanos());
    assertThat(looks.noted("session-1", noon.plusSeconds(60))).isTrue();
    assertThat(looks.noted("session-1", noon.plusSeconds(61))).isFalse();
    assertThat(looks.noted("session-2", noon)).isFalse();
    nanos.set(Duration.ofHours(1).toNanos());
    assertThat(looks.noted("session-1", noon)).isFalse();
    assertThat(console.sample.trail).singleElement().extracting(AuditEntry::actor).isEqualTo("bo");
  }

  @Test
  void whatWasSaidWasWrongIsToldInTheListAndInTheStory() throws Exception {
    console.sample.house.training = new SampleTraining();
    journal.stories.addAll(SamplePast.visits(2));
    String teach = "{\"label\":\"guest\",\"text\":\"parcel\",\"visit\":\"%s\"}";
    assertThat(Client.code(operator.post("/api/triage/utterances", teach.formatted("v-none"))))
        .isEqualTo("404 unknown-visit");
    assertThat(Client.json(operator.get("/api/triage/utterances"))).isEmpty();
    assertThat(operator.post("/api/triage/utterances", teach.formatted("v-past-1")).statusCode())
        .isEqualTo(201);
    assertThat(Client.json(operator.get("/api/visits/v-past-1")).at("/corrections/0/label"))
        .hasToString("\"guest\"");
    assertThat(Client.json(operator.get("/api/visits")).findParents("corrections"))
        .extracting(row -> row.path("id").asText())
        .containsExactly("v-past-1");
    assertThat(operator.delete("/api/triage/utterances/u-1?visit=v-past-1").statusCode())
        .isEqualTo(204);
    assertThat(operator.get("/api/visits/v-past-1").body()).doesNotContain("corrections");
  }

  private static String period(String from, String to) {
    return "{\"from\":\"%s\",\"to\":\"%s\"}".formatted(from, to);
  }

  /** Follows every next page, and returns the ids of all. */
  private List<String> leaf(String first) throws Exception {
    List<String> seen = new ArrayList<>();
    Optional<String> next = Optional.of(first);
    for (int pages = 0; next.isPresent(); pages++) {
      assertThat(pages).isLessThan(100);
      HttpResponse<String> answer = operator.get(next.get());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      seen.addAll(ids(answer));
      next =
          answer
              .headers()
              .firstValue("Link")
              .map(NEXT::matcher)
              .filter(Matcher::matches)
              .map(found -> found.group(1));
    }
    return seen;
  }

  private static List<String> ids(HttpResponse<String> answer) throws Exception {
    return Client.json(answer).findValuesAsText("id");
  }
}
