// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.outbox.Outbox.DeadLetter;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.Status.State;
import org.vestibule.integrations.notify.internal.House;
import org.vestibule.integrations.notify.internal.MemoryOutbox;
import org.vestibule.integrations.notify.internal.Receiver;
import org.vestibule.integrations.notify.internal.Receiver.Got;
import org.vestibule.integrations.notify.internal.Receiver.Reply;
import org.vestibule.integrations.notify.internal.Until;

/** What a receiver over HTTPS gets, when it works and when it does not. */
@Timeout(180)
class WebhookSinkTest {
  private static final String KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String SINK = "webhook-lift";

  @TempDir static Path folder;
  private final House house = new House(Map.of());
  private Receiver receiver;
  private WebhookSink sink;

  @BeforeEach
  void open() throws Exception {
    house.secrets.with("lift-hook", KEY);
    receiver = Receiver.encrypted(folder);
  }

  @AfterEach
  void close() throws Exception {
    if (sink != null) {
      sink.stop();
    }
    receiver.close();
  }

  @Test
  void aReceiverThatFailsGetsEachEventInTheEndWithTheSameIdAndNothingTwice() {
    AtomicInteger failures = new AtomicInteger(3);
    receiver.answer(got -> Reply.of(failures.getAndDecrement() > 0 ? 503 : 204));
    start(Map.of());
    String id = house.outbox.add("door/state", "door/front");
    Until.holds(() -> house.outbox.confirmed(SINK).contains(id), () -> sink.status());
    assertThat(receiver.got).hasSizeBetween(2, 4);
    assertThat(receiver.got.stream().map(got -> got.header("webhook-id")).distinct())
        .containsExactly(id);
    until(State.READY, Cause.NONE);
  }

  @Test
  void anOutboxWhoseBundleIsReplacedUnderTheReaderIsReplacedThereToo() {
    start(Map.of());
    until(State.READY, Cause.NONE);
    house.outbox.replaced = true;
    until(State.UNAVAILABLE, Cause.DEPENDENCY);
    MemoryOutbox next = new MemoryOutbox();
    String id = next.add("door/state", "door/front");
    house.offer(next);
    Until.holds(() -> next.confirmed(SINK).contains(id), () -> sink.status());
    until(State.READY, Cause.NONE);
  }

  @Test
  void theBodyIsACloudEventAndTheHeadersSignIt() throws Exception {
    start(Map.of("building", "elm-street"));
    String id = house.outbox.add("door/state", "door/front");
    Until.holds(() -> receiver.got.size() == 1, () -> sink.status());
    Got got = receiver.got.get(0);
    assertThat(got.method()).isEqualTo("POST");
    assertThat(got.path()).isEqualTo("/hook?site=7");
    assertThat(got.header("Content-Type")).startsWith("application/cloudevents+json");
    JsonNode event = new ObjectMapper().readTree(got.body());
    assertThat(event.path("specversion").asText()).isEqualTo("1.0");
    assertThat(event.path("id").asText()).isEqualTo(id);
    assertThat(event.path("source").asText()).isEqualTo("/vestibule/elm-street");
    assertThat(event.path("type").asText()).startsWith("org.vestibule.door.state");
    long seconds = Long.parseLong(got.header("webhook-timestamp"));
    assertThat(Instant.ofEpochSecond(seconds))
        .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
    try (Signature check = Signature.by(List.of(KEY.getBytes()))) {
      assertThat(got.header("webhook-signature")).isEqualTo(check.of(id, seconds, got.body()));
    }
  }

  @Test
  void orderHoldsForADoorWhileOneOfItsEventsIsTriedAgain() {
    Map<String, Integer> tries = new ConcurrentHashMap<>();
    List<String> arrived = Collections.synchronizedList(new ArrayList<>());
    receiver.answer(
        got -> {
          String id = got.header("webhook-id");
          // Each event of the front door fails twice; the other door never does.
          if (tries.merge(id, 1, Integer::sum) <= 2 && body(got).contains("door/front")) {
            return Reply.of(500);
          }
          arrived.add(id);
          return Reply.of(200);
        });
    List<String> front = new ArrayList<>();
    List<String> back = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      front.add(house.outbox.add("door/state", "door/front"));
      back.add(house.outbox.add("door/state", "door/back"));
    }
    start(Map.of("concurrency", 4));
    Until.holds(() -> house.outbox.confirmed(SINK).size() == 20, () -> sink.status());
    assertThat(arrived.stream().filter(front::contains)).containsExactlyElementsOf(front);
    assertThat(arrived.stream().filter(back::contains)).containsExactlyElementsOf(back);
  }

  @Test
  void whoeverIsErasedWhileTheReceiverFailsIsNotNamedToItAfterwards() {
    AtomicBoolean works = new AtomicBoolean();
    List<String> arrived = Collections.synchronizedList(new ArrayList<>());
    receiver.answer(
        got -> {
          if (works.get()) {
            arrived.add(body(got));
          }
          return Reply.of(works.get() ? 204 : 503);
        });
    start(Map.of());
    String event = "{\"topic\":\"door/state\",\"door\":\"ada-lovelace\"}";
    house.outbox.add("door/state", "door/front", event, Instant.now());
    String last = house.outbox.add("door/state", "door/front", event, Instant.now());
    Until.holds(
        () -> receiver.got.stream().anyMatch(got -> body(got).contains("ada-lovelace")),
        () -> sink.status());

    house.outbox.erase("ada-lovelace");

    Until.holds(
        () -> receiver.got.stream().anyMatch(got -> body(got).contains("erased")),
        () -> sink.status());
    works.set(true);
    Until.holds(() -> house.outbox.confirmed(SINK).contains(last), () -> sink.status());
    assertThat(arrived).hasSize(2).noneMatch(each -> each.contains("ada-lovelace"));
  }

  @Test
  void whatTheReceiverWillNeverTakeIsGivenUpAtOnceAndTheNextGoesOn() {
    receiver.answer(got -> Reply.of(got.header("webhook-id").equals("e-1") ? 422 : 200));
    house.outbox.add("door/state", "door/front");
    String next = house.outbox.add("door/state", "door/front");
    start(Map.of());
    Until.holds(() -> house.outbox.confirmed(SINK).contains(next), () -> sink.status());
    assertThat(house.outbox.deadLetters(SINK))
        .singleElement()
        .satisfies(letter -> assertThat(letter.reason()).contains("422"))
        .extracting(letter -> letter.entry().id())
        .isEqualTo("e-1");
    assertThat(receiver.got).hasSize(2);
    until(State.DEGRADED, Cause.DEVICE_REFUSED);
    assertThat(sink.status().sentence()).contains("1 events were given up");
  }

  @Test
  void whatFailsForTooLongIsADeadLetterWithTheReason() {
    receiver.answer(got -> Reply.of(got.header("webhook-id").equals("e-1") ? 500 : 200));
    house.outbox.add("door/state", "door/front");
    String next = house.outbox.add("door/state", "door/front");
    start(Map.of("attempts", 3));
    Until.holds(() -> house.outbox.confirmed(SINK).contains(next), () -> sink.status());
    List<DeadLetter> letters = house.outbox.deadLetters(SINK);
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).reason()).contains("3 tries in vain", "500");
    assertThat(receiver.got).hasSize(4);
  }

  @Test
  void whatIsTooOldIsGivenUpWithoutATry() {
    Instant before = Instant.now().minus(Duration.ofHours(3));
    house.outbox.add("door/state", "door/front", "{\"topic\":\"door/state\"}", before);
    String next = house.outbox.add("door/state", "door/front");
    start(Map.of("ageHours", 2));
    Until.holds(() -> house.outbox.confirmed(SINK).contains(next), () -> sink.status());
    assertThat(house.outbox.deadLetters(SINK).get(0).reason()).contains("older than 2 h");
    assertThat(receiver.got).hasSize(1);
  }

  @Test
  void aDeadReceiverOpensTheBreakerSaysSinceWhenAndLosesNothing() throws Exception {
    int port = receiver.port();
    receiver.close();
    start(Map.of("url", "https://127.0.0.1:" + port + "/hook"));
    String id = house.outbox.add("door/state", "door/front");
    Until.holds(() -> sink.status().sentence().contains("since"), () -> sink.status());
    until(State.UNAVAILABLE, Cause.NETWORK);
    assertThat(sink.status().sentence()).contains("127.0.0.1", "no connection");
    receiver = Receiver.encrypted(folder);
    sink.configure(settings(Map.of()));
    Until.holds(() -> house.outbox.confirmed(SINK).contains(id), () -> sink.status());
    until(State.READY, Cause.NONE);
  }

  @Test
  void anEndThatNeverAnswersIsLeftAtTheTimeLimit() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    receiver.answer(
        got -> {
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return Reply.of(200);
        });
    start(Map.of("timeoutSeconds", 5, "attempts", 1));
    house.outbox.add("door/state", "door/front");
    Until.holds(() -> !house.outbox.deadLetters(SINK).isEmpty(), () -> sink.status());
    assertThat(house.outbox.deadLetters(SINK).get(0).reason()).contains("no answer in time");
    over.countDown();
  }

  @Test
  void anAnswerOfAGigabyteIsNotRead() {
    receiver.answer(got -> new Reply(200, Map.of(), 1L << 30));
    start(Map.of("attempts", 1));
    house.outbox.add("door/state", "door/front");
    Until.holds(() -> !house.outbox.deadLetters(SINK).isEmpty(), () -> sink.status());
    assertThat(house.outbox.deadLetters(SINK).get(0).reason()).contains("too long");
  }

  @Test
  void aRedirectionIsNotFollowed() throws Exception {
    try (Receiver elsewhere = Receiver.plain()) {
      receiver.answer(got -> new Reply(307, Map.of("Location", elsewhere.url("/")), 0));
      start(Map.of("attempts", 2));
      house.outbox.add("door/state", "door/front");
      Until.holds(() -> !house.outbox.deadLetters(SINK).isEmpty(), () -> sink.status());
      assertThat(house.outbox.deadLetters(SINK).get(0).reason()).contains("redirection");
      assertThat(elsewhere.got).isEmpty();
    }
  }

  @Test
  void aReceiverThatAsksToWaitIsLeftAloneForSoLong() {
    AtomicInteger busy = new AtomicInteger(1);
    List<Long> times = Collections.synchronizedList(new ArrayList<>());
    receiver.answer(
        got -> {
          if (got.method().equals("HEAD")) {
            return Reply.of(405);
          }
          times.add(System.nanoTime());
          // An hour; the test's pace bounds such wishes by 200 ms.
          return busy.getAndDecrement() > 0
              ? new Reply(429, Map.of("Retry-After", "3600"), 0)
              : Reply.of(200);
        });
    start(Map.of());
    house.outbox.add("door/state", "door/front");
    house.outbox.add("door/state", "door/back");
    Until.holds(() -> house.outbox.confirmed(SINK).size() == 2, () -> sink.status());
    assertThat(Duration.ofNanos(times.get(1) - times.get(0)))
        .isGreaterThanOrEqualTo(House.FAST.longestWish());
  }

  @Test
  void anEndThatIsGoneIsLeftAloneUntilItIsSetAnew() {
    receiver.answer(got -> Reply.of(410));
    start(Map.of());
    String first = house.outbox.add("door/state", "door/front");
    // Its first look hears 410 as well; gone it is when an event was refused so.
    Until.holds(
        () -> sink.status().sentence().contains("nothing is sent until it is set anew"),
        () -> sink.status());
    until(State.UNAVAILABLE, Cause.DEVICE_REFUSED);
    assertThat(sink.status().sentence()).contains("410");
    String second = house.outbox.add("door/state", "door/front");
    receiver.answer(got -> Reply.of(200));
    // Its loop looks once more, and sends nothing.
    assertThat(receiver.got).hasSize(1);
    sink.configure(settings(Map.of()));
    Until.holds(
        () -> house.outbox.confirmed(SINK).containsAll(List.of(first, second)),
        () -> sink.status());
    assertThat(house.outbox.deadLetters(SINK)).isEmpty();
  }

  @Test
  void aCertificateThatNobodyTrustsIsNotSpokenTo() {
    start(Map.of("caFile", ""));
    house.outbox.add("door/state", "door/front");
    until(State.UNAVAILABLE, Cause.CREDENTIALS);
    assertThat(sink.status().sentence()).contains("certificate");
    assertThat(receiver.got).isEmpty();
  }

  @Test
  void aRotatedSecretSignsWithBothAndIsTakenWithoutARestart() {
    start(Map.of());
    house.outbox.add("door/state", "door/front");
    Until.holds(() -> receiver.got.size() == 1, () -> sink.status());
    house.secrets.with("lift-hook-2", "whsec_" + "A".repeat(32));
    sink.configure(
        settings(Map.of("secret", "secret:lift-hook-2", "secretBefore", "secret:lift-hook")));
    house.outbox.add("door/state", "door/front");
    Until.holds(() -> receiver.got.size() == 2, () -> sink.status());
    assertThat(receiver.got.get(1).header("webhook-signature").split(" ")).hasSize(2);
    house.secrets.with("lift-hook-2", "whsec_" + "B".repeat(32));
    house.services.secretChanged("lift-hook-2");
    house.outbox.add("door/state", "door/front");
    Until.holds(() -> receiver.got.size() == 3, () -> sink.status());
    Got last = receiver.got.get(2);
    try (Signature check =
        Signature.by(List.of(("whsec_" + "B".repeat(32)).getBytes(), KEY.getBytes()))) {
      assertThat(last.header("webhook-signature"))
          .isEqualTo(
              check.of(
                  last.header("webhook-id"),
                  Long.parseLong(last.header("webhook-timestamp")),
                  last.body()));
    }
  }

  @Test
  void aMissingSecretIsToldByItsNameAndPutLater() {
    start(Map.of("secret", "secret:nowhere"));
    until(State.UNAVAILABLE, Cause.CREDENTIALS);
    assertThat(sink.status().sentence()).contains("secret nowhere");
    house.secrets.with("nowhere", "no key");
    house.services.secretChanged("nowhere");
    Until.holds(() -> sink.status().sentence().contains("no signing key"), () -> sink.status());
    house.secrets.with("nowhere", KEY);
    house.services.secretChanged("nowhere");
    until(State.READY, Cause.NONE);
  }

  @Test
  void withoutAWayOutNothingIsSentAndWithOneItIs() {
    house.wayOut(false);
    start(Map.of());
    until(State.UNAVAILABLE, Cause.DEPENDENCY);
    String id = house.outbox.add("door/state", "door/front");
    house.wayOut(true);
    Until.holds(() -> house.outbox.confirmed(SINK).contains(id), () -> sink.status());
  }

  @Test
  void aSilentAlarmIsPassedOverUnlessTheSiteSaysSo() {
    start(Map.of());
    String alarm = house.outbox.add("door/duress", "door/front");
    String after = house.outbox.add("door/state", "door/front");
    Until.holds(() -> house.outbox.confirmed(SINK).contains(after), () -> sink.status());
    assertThat(house.outbox.confirmed(SINK)).contains(alarm);
    assertThat(receiver.got).hasSize(1);
    sink.configure(settings(Map.of("duress", "on")));
    String told = house.outbox.add("door/duress", "door/front");
    Until.holds(() -> house.outbox.confirmed(SINK).contains(told), () -> sink.status());
    assertThat(receiver.got).hasSize(2);
  }

  @Test
  void anEventThatCannotBeWrittenLosesOnlyItself() {
    house.outbox.add("door/state", "door/front", "no json", Instant.now());
    String next = house.outbox.add("door/state", "door/front");
    start(Map.of());
    Until.holds(() -> house.outbox.confirmed(SINK).contains(next), () -> sink.status());
    assertThat(house.outbox.deadLetters(SINK)).hasSize(1);
  }

  @Test
  void aWrongConfigurationIsRefusedByNameAndTheLastGoodOneStays() {
    start(Map.of());
    until(State.READY, Cause.NONE);
    sink.configure(settings(Map.of("concurrency", 9)));
    Status status = sink.status();
    assertThat(status.state()).isEqualTo(State.DEGRADED);
    assertThat(status.sentence()).contains("concurrency");
    String id = house.outbox.add("door/state", "door/front");
    Until.holds(() -> house.outbox.confirmed(SINK).contains(id), () -> sink.status());
  }

  @Test
  void whatIsOnItsWayArrivesBeforeTheSinkStops() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch on = new CountDownLatch(1);
    receiver.answer(
        got -> {
          if (got.method().equals("POST")) {
            asked.countDown();
            try {
              on.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
          return Reply.of(200);
        });
    start(Map.of());
    String id = house.outbox.add("door/state", "door/front");
    asked.await();
    Thread stopping = new Thread(() -> stopQuietly(sink));
    stopping.start();
    Until.holds(() -> stopping.getState() == Thread.State.TIMED_WAITING, stopping::getState);
    on.countDown();
    stopping.join();
    assertThat(house.outbox.confirmed(SINK)).containsExactly(id);
  }

  private static void stopQuietly(WebhookSink sink) {
    try {
      sink.stop();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void itIsCalledAsItsConfigurationOrItsFileOrAsItSays() throws Exception {
    Map<String, Object> settings = new TreeMap<>(settings(Map.of()));
    settings.put("service.pid", WebhookConfig.PID + ".4711");
    settings.put(
        "felix.fileinstall.filename", "file:/opt/etc/" + WebhookConfig.PID + "-north-lift.cfg");
    assertThat(WebhookSettings.of(settings).common().id()).isEqualTo("north-lift");
    settings.put("id", "south");
    assertThat(WebhookSettings.of(settings).common().id()).isEqualTo("south");
  }

  @Test
  void aDeadReceiverDelaysNoOther() throws Exception {
    int dead;
    try (ServerSocket socket = new ServerSocket(0)) {
      dead = socket.getLocalPort();
    }
    WebhookSink other =
        new WebhookSink(
            house.services,
            settings(Map.of("id", "dead", "url", "https://127.0.0.1:" + dead + "/")),
            House.FAST,
            Clock.systemUTC());
    try {
      house.outbox.add("door/state", "door/front");
      Until.holds(() -> other.status().sentence().contains("since"), () -> other.status());
      start(Map.of());
      String id = house.outbox.add("door/state", "door/front");
      Until.holds(() -> house.outbox.confirmed(SINK).contains(id), () -> sink.status());
      assertThat(house.outbox.confirmed("webhook-dead")).isEmpty();
    } finally {
      other.stop();
    }
  }

  private void start(Map<String, Object> more) {
    sink = new WebhookSink(house.services, settings(more), House.FAST, Clock.systemUTC());
  }

  private Map<String, Object> settings(Map<String, Object> more) {
    Map<String, Object> settings = new TreeMap<>();
    settings.put("service.pid", WebhookConfig.PID + "~lift");
    settings.put("url", receiver.url("/hook?site=7"));
    settings.put("secret", "secret:lift-hook");
    settings.put("caFile", Receiver.certificate(folder).toString());
    settings.put("allowPrivate", true);
    settings.putAll(more);
    return settings;
  }

  private void until(State state, Cause cause) {
    Until.holds(
        () -> sink.status().state() == state && sink.status().cause() == cause,
        () -> sink.status());
  }

  private static String body(Got got) {
    return new String(got.body(), java.nio.charset.StandardCharsets.UTF_8);
  }
}
