// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;

/** Looking for visits, and leafing through them while others arrive. */
class VisitsApiTest {
  private static final Pattern NEXT = Pattern.compile("<(/api/visits\\?[^>]*)>; rel=\"next\"");
  private static final String COURIER = "v-20260101-0009-k3f9";
  private static final String RESIDENT = "v-20260101-0008-a1d2";
  private static final String STRANGER = "v-20260101-0007-f00d";
  private static final String SILENT = "v-20260101-0006-b33f";
  private static final String WRONG_DOOR = "v-20251231-0041-c0de";

  @TempDir Path data;
  private SampleConsole console;
  private Client operator;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 1000);
    SampleDay.fill(console.sample);
    operator = Client.operator(console);
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void whatCannotBeAskedIsRefusedByName() throws Exception {
    for (String wrong :
        List.of(
            "from=yesterday",
            "to=2026-13-01",
            "from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z",
            "door=Front%20Door",
            "outcome=Opened",
            "cursor=not-a-cursor",
            "cursor=" + "A".repeat(300),
            "text=" + "a".repeat(101))) {
      HttpResponse<String> answer = operator.get("/api/visits?" + wrong);
      assertThat(Client.code(answer)).as(wrong).isEqualTo("422 value-invalid");
      assertThat(Client.json(answer).path("input").asText()).as(wrong).contains("query parameter");
    }
    console.sample.house.visits = null;
    assertThat(Client.code(operator.get("/api/visits?text=parcel")))
        .isEqualTo("503 service-missing");
  }

  @Test
  void wordsFindNoNameThatTheCallerMayNotSee() throws Exception {
    Client system = Client.bearing(console, console.trust.access.token("s", Grant.of(Role.SYSTEM)));
    assertThat(found(operator, "text=ada%20brandt")).containsExactly(RESIDENT, STRANGER);
    for (String name : List.of("ada%20brandt", "Ada", "ada-brandt", "lindqvist")) {
      assertThat(found(system, "text=" + name)).as(name).isEmpty();
    }
    assertThat(found(operator, "text=LIVENESS")).containsExactly(RESIDENT, STRANGER);
    // What somebody said, and each sentence on their face, may name somebody, too.
    for (String words : List.of("parcel", "liveness")) {
      assertThat(found(system, "text=" + words)).as(words).isEmpty();
    }
    assertThat(found(system, "text=DELIVERY")).containsExactly(COURIER);
  }

  @Test
  void whatIsOutOfReachIsNotFoundAndIsNoPage() throws Exception {
    DoorId yard = new DoorId("yard-gate");
    Client manager =
        Client.bearing(
            console,
            console.trust.access.token("y", new Grant(Role.MANAGER, Set.of(yard), Set.of())));
    assertThat(found(manager, "door=front-door")).isEmpty();
    console.sample.stories.add(PermissionsTest.atYard(console.sample.stories.get(1)));
    HttpResponse<String> answer = manager.get("/api/visits?limit=1");
    assertThat(ids(answer)).containsExactly("v-yard");
    assertThat(next(answer)).isEmpty();
  }

  @Test
  void eachOutcomeIsFoundAndWhatIsStillOpenHasNoneUntilSomethingIsDecided() throws Exception {
    assertThat(found(operator, "outcome=opened")).containsExactly(RESIDENT);
    assertThat(found(operator, "outcome=refused")).containsExactly(STRANGER, WRONG_DOOR);
    assertThat(found(operator, "outcome=rang")).containsExactly(COURIER, SILENT);
    assertThat(found(operator, "outcome=told")).isEmpty();
    assertThat(found(operator, "outcome=left")).isEmpty();
    console.sample.stories.addAll(SamplePast.visits(6));
    assertThat(found(operator, "outcome=told")).containsExactly("v-past-1");
    assertThat(found(operator, "outcome=left")).containsExactly("v-past-5");
  }

  @Test
  void timesDoorsAndWordsNarrowTogether() throws Exception {
    Instant opened = story(STRANGER).openedAt();
    assertThat(found(operator, "from=" + opened)).containsExactly(COURIER, RESIDENT, STRANGER);
    assertThat(found(operator, "to=" + opened)).containsExactly(SILENT, WRONG_DOOR);
    assertThat(found(operator, "text=Parcel&door=front-door")).containsExactly(COURIER);
    assertThat(found(operator, "text=parcel&door=yard-gate")).isEmpty();
    assertThat(found(operator, "text=parcel&to=" + opened)).isEmpty();
    assertThat(found(operator, "text=%20%20&limit=2")).hasSize(2);
  }

  @Test
  void pagesHoldEachVisitOnceWhileOthersArrive() throws Exception {
    console.sample.stories.addAll(SamplePast.visits(25));
    List<String> before = console.sample.stories.stream().map(story -> story.id().value()).toList();
    HttpResponse<String> answer = operator.get("/api/visits?limit=7");
    List<String> seen = new ArrayList<>(ids(answer));
    int pages = 1;
    for (Optional<String> next = next(answer); next.isPresent(); next = next(answer)) {
      console.sample.stories.add(0, arriving(pages));
      answer = operator.get(next.get());
      seen.addAll(ids(answer));
      pages++;
    }
    assertThat(pages).isEqualTo(5);
    assertThat(seen).containsExactlyElementsOf(before);
  }

  @Test
  void visitsOfOneMomentAreNeitherTwiceNorMissing() throws Exception {
    VisitStory one = story(SILENT);
    console.sample.stories.clear();
    for (String id : List.of("v-b", "v-d", "v-a", "v-c")) {
      console.sample.stories.add(named(id, one));
    }
    HttpResponse<String> first = operator.get("/api/visits?limit=2");
    assertThat(ids(first)).containsExactly("v-d", "v-c");
    HttpResponse<String> second = operator.get(next(first).orElseThrow());
    assertThat(ids(second)).containsExactly("v-b", "v-a");
    assertThat(next(second)).isEmpty();
  }

  @Test
  void nextPageIsAskedForTheSame() throws Exception {
    console.sample.stories.addAll(SamplePast.visits(12));
    HttpResponse<String> first =
        operator.get("/api/visits?text=0.664%20is&door=front-door&limit=1");
    assertThat(ids(first)).containsExactly("v-past-0");
    HttpResponse<String> second = operator.get(next(first).orElseThrow());
    assertThat(ids(second)).containsExactly("v-past-6");
    assertThat(next(second)).isEmpty();
  }

  private VisitStory story(String id) {
    return console.sample.stories.stream()
        .filter(story -> story.id().value().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static VisitStory arriving(int number) {
    return SampleDay.story(
        "v-new-" + number,
        0,
        1,
        Optional.empty(),
        Optional.empty(),
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static VisitStory named(String id, VisitStory like) {
    return new VisitStory(
        new VisitId(id),
        like.station(),
        like.door(),
        like.openedAt(),
        like.closedAt(),
        like.presses(),
        like.claimedName(),
        like.face(),
        like.faceReason(),
        like.challenge(),
        like.transcript(),
        like.triage(),
        like.decision(),
        like.outcome(),
        like.degraded(),
        like.waterfall());
  }

  private static List<String> found(Client client, String query) throws Exception {
    HttpResponse<String> answer = client.get("/api/visits?" + query);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return ids(answer);
  }

  private static List<String> ids(HttpResponse<String> answer) throws Exception {
    return Client.json(answer).findValuesAsText("id");
  }

  private static Optional<String> next(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("Link")
        .map(NEXT::matcher)
        .filter(Matcher::matches)
        .map(found -> found.group(1));
  }
}
