// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;
import org.vestibule.api.access.Role;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.event.DoorEvent;
import org.vestibule.api.event.StatusChanged;
import org.vestibule.api.event.VisitEvent;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.status.Status;
import org.vestibule.api.visit.StageTiming;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;

/** How the house is, as watchdogs, monitoring systems and the page ask. */
@Timeout(180)
class HealthApiTest {
  /** A clock that stands until somebody sets it. */
  private static final class Hand extends Clock {
    private Instant now = Instant.parse("2026-01-02T03:04:05Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @TempDir Path data;
  private final Hand hand = new Hand();
  private SampleConsole console;
  private Client machine;

  @BeforeEach
  void start() throws Exception {
    console = new SampleConsole(data, 0, 1000, hand);
    SampleDay.fill(console.sample);
    console.trust.access.tokens.put(
        "monitor",
        SampleAccess.caller(
            "monitor", Caller.Kind.MACHINE, Optional.empty(), Grant.of(Role.AUDITOR)));
    machine = Client.bearing(console, "monitor");
  }

  @AfterEach
  void stop() throws Exception {
    console.close();
  }

  @Test
  void strangerLearnsWhetherItWorksAndNothingElse() throws Exception {
    Client stranger = new Client(console);
    for (String path : List.of("metrics", "health/stages", "health/memory", "health/history")) {
      assertThat(stranger.get("/api/" + path).statusCode()).as(path).isEqualTo(401);
    }
    assertThat(stranger.get("/api/health/live").body()).isEqualTo("{\"live\":true}");
    HttpResponse<String> waiting = stranger.get("/api/health/ready");
    assertThat(waiting.statusCode()).isEqualTo(503);
    assertThat(Client.json(waiting).path("why").path(0).path("name").asText()).isEqualTo("mqtt");
    assertThat(waiting.body()).contains("NETWORK").doesNotContain("127.0.0.1", "broker", "0.1.0");
    console.sample.statuses.replaceAll((name, status) -> Status.ready("Works"));
    assertThat(stranger.get("/api/health/ready").body()).isEqualTo("{\"ready\":true}");
    console.sample.house.board = null;
    assertThat(stranger.get("/api/health/ready").statusCode()).isEqualTo(503);
  }

  @Test
  void minutesAndPartsThatCannotBeAreRefused() throws Exception {
    for (String minutes : List.of("0", "1441", "-1", "99999", "ten", "")) {
      assertThat(Client.code(machine.get("/api/health/stages?minutes=" + minutes)))
          .as(minutes)
          .isEqualTo("422 value-invalid");
    }
    assertThat(Client.code(machine.get("/api/health/history"))).isEqualTo("422 value-invalid");
    assertThat(Client.code(machine.get("/api/health/history?part=nobody")))
        .isEqualTo("404 unknown-part");
  }

  @Test
  void stagesTellLatencyThroughputAndErrorsOfTheAskedMinutesOnly() throws Exception {
    close(100);
    hand.now = hand.now.plusSeconds(90 * 60);
    for (int n = 1; n <= 20; n++) {
      close(n);
    }
    console.watch.on(
        new StatusChanged(
            hand.now, "mqtt", Status.degraded(Status.Cause.NETWORK, "The broker is gone")));
    console.watch.on(new StatusChanged(hand.now, "mqtt", Status.ready("Works")));
    JsonNode hour = Client.json(machine.get("/api/health/stages"));
    assertThat(hour.path("since").asText()).isEqualTo("2026-01-02T03:04:05Z");
    JsonNode detect = hour.path("stages").path(0);
    assertThat(detect.path("stage").asText()).isEqualTo("detect");
    assertThat(detect.path("n").asInt()).isEqualTo(20);
    assertThat(detect.path("p50").asDouble()).isBetween(9.7, 10.4);
    assertThat(detect.path("max").asDouble()).isEqualTo(20);
    assertThat(hour.path("traffic").path(0).path("visits").asInt()).isEqualTo(20);
    assertThat(hour.path("errors").path(0).path("part").asText()).isEqualTo("mqtt");
    JsonNode day = Client.json(machine.get("/api/health/stages?minutes=1440"));
    assertThat(day.path("stages").path(0).path("n").asInt()).isEqualTo(21);
    assertThat(day.path("pointMinutes").asInt()).isEqualTo(15);
    hand.now = hand.now.plusSeconds(48 * 3600);
    assertThat(Client.json(machine.get("/api/health/stages?minutes=1440")).path("stages"))
        .isEmpty();
  }

  @Test
  void memoryHasAPointForEachLook() throws Exception {
    console.watch.beat();
    JsonNode memory = Client.json(machine.get("/api/health/memory"));
    assertThat(memory.path("points")).hasSize(1);
    assertThat(memory.path("points").path(0).path("heapBytes").asLong()).isPositive();
    assertThat(memory.path("points").path(0).path("threads").asInt()).isPositive();
  }

  @Test
  void historyOutlivesTheConsole() throws Exception {
    console.watch.on(new StatusChanged(hand.now, "mqtt", Status.ready("Works")));
    console.watch.beat();
    console.close();
    console = new SampleConsole(data, 0, 1000, hand);
    machine = Client.operator(console);
    JsonNode changes = Client.json(machine.get("/api/health/history?part=mqtt")).path("changes");
    assertThat(changes.findValuesAsText("state")).contains("READY", "DEGRADED");
  }

  @Test
  void metricsCountWithoutNamingAnybody() throws Exception {
    close(10);
    DoorId door = new DoorId("front-door");
    VisitId visit = new VisitId("v-20260101-0008-a1d2");
    console.watch.on(
        new DoorEvent.DoorOrdered(hand.now, door, visit, new PersonId("ada-brandt"), "o-1"));
    console.watch.on(
        new DoorEvent.DoorAnswered(
            hand.now.plusMillis(40), door, visit, "o-1", new DoorOutcome.TimedOut("No answer")));
    machine.get("/api/visits/v-20260101-0008-a1d2");
    machine.get("/api/nowhere/ada-brandt");
    // A request is counted when its answer has left.
    HttpResponse<String> answer = machine.get("/api/metrics");
    while (!answer.body().contains("route=\"none\",status=\"404\"")
        || !answer.body().contains("route=\"/api/visits/{id}\",status=\"403\"")) {
      answer = machine.get("/api/metrics");
    }
    assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("text/plain; version=0.0.4");
    assertThat(answer.body())
        .contains(
            "vestibule_events_total{topic=\"visit/closed\"} 1.0",
            "vestibule_visits_total{outcome=\"undecided\"} 1.0",
            "vestibule_visit_stage_duration_seconds_count{stage=\"detect\"} 1",
            "vestibule_door_orders_total{outcome=\"timed-out\"} 1.0",
            "vestibule_door_order_duration_seconds_bucket{outcome=\"timed-out\",le=\"0.05\"} 1",
            "vestibule_http_requests_total{method=\"GET\",route=\"/api/visits/{id}\",status=\"403\"}",
            "vestibule_http_requests_total{method=\"GET\",route=\"none\",status=\"404\"} 1.0",
            "vestibule_part_status{part=\"mqtt\",state=\"DEGRADED\"} 1.0",
            "vestibule_part_status{part=\"mqtt\",state=\"READY\"} 0.0",
            "vestibule_sse_clients 0.0",
            "vestibule_model_leases{",
            "vestibule_outbox_waiting{",
            "jvm_memory_used_bytes{area=\"heap\"}",
            "jvm_gc_collection_seconds",
            "jvm_threads_current",
            "process_cpu_seconds_total",
            "process_resident_memory_bytes")
        .doesNotContain("ada", "v-2026", "o-1");
  }

  @Test
  void silentAlarmMovesNoCounter() throws Exception {
    DoorId door = new DoorId("front-door");
    console.watch.on(new DoorEvent.DuressSignalled(hand.now, door, new PersonId("ada-brandt")));
    assertThat(machine.get("/api/metrics").body())
        .doesNotContain("duress", "vestibule_events_total{");
    assertThat(machine.get("/api/health/stages").body()).doesNotContain("\"events\":1");
  }

  @Test
  void whatIsNotThereIsNoFailedRequestAndAnErrorIs() throws Exception {
    assertThat(machine.get("/api/health").statusCode()).isEqualTo(503);
    assertThat(machine.get("/api/health/ready").statusCode()).isEqualTo(503);
    console.sample.house.visits = null;
    assertThat(Client.operator(console).get("/api/visits").statusCode()).isEqualTo(503);
    assertThat(failed()).isZero();
    console.sample.models.add(null);
    assertThat(Client.operator(console).get("/api/models").statusCode()).isEqualTo(500);
    int failed = failed();
    while (failed == 0) { // A request is counted when its answer has left.
      failed = failed();
    }
    assertThat(failed).isEqualTo(1);
  }

  private int failed() throws Exception {
    JsonNode traffic = Client.json(machine.get("/api/health/stages")).path("traffic");
    return traffic.path(0).path("failed").asInt();
  }

  @Test
  void stagesThatSomebodyInventsAreCountedTogether() throws Exception {
    for (int n = 0; n < 100; n++) {
      close("stage-" + n, 5);
    }
    String text = machine.get("/api/metrics").body();
    assertThat(
            text.lines()
                .filter(line -> line.startsWith("vestibule_visit_stage_duration_seconds_count")))
        .hasSize(HealthMinute.STAGES + 1);
    assertThat(Client.json(machine.get("/api/health/stages")).path("stages"))
        .hasSize(HealthMinute.STAGES + 1);
  }

  private void close(long millis) {
    close("detect", millis);
  }

  private void close(String stage, long millis) {
    VisitStory story =
        SampleDay.story(
            "v-20260101-0008-a1d2",
            10,
            5,
            Optional.of("Ada Brandt"),
            Optional.empty(),
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(new StageTiming(stage, 0, millis * 1000)));
    console.watch.on(new VisitEvent.VisitClosed(hand.now, story));
  }
}
