// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.face.FaceVerifier;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.speech.Hearing;
import org.vestibule.api.speech.SpeechEvent;
import org.vestibule.api.speech.SpeechListener;
import org.vestibule.api.speech.SpeechRecognizer;
import org.vestibule.api.speech.SpeechWish;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.visit.VisitStory;

class SwapTest {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** A service that works until it is stopped, then throws as a stopped bundle does. */
  private static final class Version {
    private volatile boolean stopped;

    String work() {
      if (stopped) {
        throw new IllegalStateException("the bundle is stopped");
      }
      LockSupport.parkNanos(2_000_000);
      if (stopped) {
        throw new RejectedExecutionException("the pool is shut down");
      }
      return "done";
    }
  }

  @Test
  void aRoomThatWasNeverThereAnswersAtOnce() {
    Room<Version> room = new Room<>("vision");
    assertThat(room.expected(PATIENCE)).isFalse();
    assertThatThrownBy(() -> room.call(PATIENCE, waited -> {}, Version::work))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("room-empty"));
  }

  @Test
  void anObjectThatTakesOverFromItselfStays() {
    Room<String> room = new Room<>("vision");
    String service = "one object, registered twice";
    room.enter(service);
    room.enter(service);
    room.leave(service);
    assertThat(room.now()).contains(service);
    room.leave(service);
    assertThat(room.now()).isEmpty();
  }

  @Test
  void aServiceThatNeverWorkedIsNotWaitedFor() {
    Room<Version> room = new Room<>("vision");
    room.enter(new Version());
    AtomicInteger calls = new AtomicInteger();
    assertThatThrownBy(
            () ->
                room.call(
                    PATIENCE,
                    waited -> {},
                    service -> {
                      calls.incrementAndGet();
                      throw new ModelException("model-missing", "m", "none", "one", "Get it");
                    }))
        .isInstanceOf(ModelException.class);
    assertThat(calls).hasValue(1);
  }

  @Test
  void noCallFailsWhileAServiceIsReplacedAgainAndAgain() throws Exception {
    Room<Version> room = new Room<>("vision");
    Version[] current = {new Version()};
    room.enter(current[0]);
    ScheduledExecutorService callers = Executors.newScheduledThreadPool(8);
    List<Future<String>> calls = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      calls.add(
          callers.schedule(
              () -> room.call(PATIENCE, waited -> {}, Version::work),
              i * 20L,
              TimeUnit.MILLISECONDS));
    }
    ScheduledExecutorService operator = Executors.newSingleThreadScheduledExecutor();
    Runnable swap =
        () -> {
          // As in a framework: sometimes the work stops before the service is seen to go.
          current[0].stopped = true;
          room.leave(current[0]);
          LockSupport.parkNanos(50_000_000);
          current[0] = new Version();
          room.enter(current[0]);
        };
    operator.scheduleWithFixedDelay(swap, 50, 100, TimeUnit.MILLISECONDS);
    for (Future<String> call : calls) {
      assertThat(call.get()).isEqualTo("done");
    }
    operator.shutdownNow();
    callers.shutdownNow();
  }

  @Test
  void theVerifierThatReplacesAnotherSeesTheSamePicture() throws Exception {
    try (Building house = new Building()) {
      List<Byte> seen = new ArrayList<>();
      FaceVerifier next =
          Building.verifier(
              frame -> {
                seen.add(frame.encoded()[0]);
                return Building.known();
              });
      house.sees(
          frame -> {
            house.rooms.faces.leave(house.rooms.faces.now().get());
            house.rooms.faces.enter(next);
            throw new IllegalStateException("stopped in the middle of picture 0");
          });
      VisitStory story = house.visit(Building.CODE);
      assertThat(seen).containsExactly((byte) 0, (byte) 1);
      assertThat(story.outcome().get()).isInstanceOf(DoorOutcome.Opened.class);
      assertThat(story.degraded()).allMatch(s -> s.startsWith("speech"));
    }
  }

  @Test
  void theRecogniserThatReplacesAnotherHearsTheWholeUtterance() throws Exception {
    try (Building house = new Building()) {
      house.hears("unused", Intent.DELIVERY);
      house.rooms.speech.leave(house.rooms.speech.now().get());
      house.front().gated = true;
      CountDownLatch half = new CountDownLatch(1);
      DeafEar first = new DeafEar(half);
      house.rooms.speech.enter(first);
      var id = house.press();
      half.await();
      house.rooms.speech.leave(first);
      house.rooms.speech.enter(new Building.PaperEar(samples -> samples + " samples"));
      house.front().gate.countDown();
      assertThat(house.closed(id).transcript()).contains(10 * 320 + " samples");
    }
  }

  @Test
  void aRecogniserThatFailsBecauseItStopsIsReplaced() throws Exception {
    try (Building house = new Building()) {
      house.hears("unused", Intent.DELIVERY);
      house.rooms.speech.leave(house.rooms.speech.now().get());
      FailingEar first = new FailingEar(house);
      house.rooms.speech.enter(first);
      assertThat(house.visit().transcript()).contains("the next one");
    }
  }

  /** Takes the first sound and never answers. */
  private record DeafEar(CountDownLatch half) implements SpeechRecognizer {
    @Override
    public Set<Locale> languages() {
      return Set.of();
    }

    @Override
    public Hearing listen(AudioFeed feed, SpeechWish wish, SpeechListener listener) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  feed.next(Duration.ofSeconds(5));
                  half.countDown();
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      thread.start();
      return () -> {};
    }
  }

  private record FailingEar(Building house) implements SpeechRecognizer {
    @Override
    public Set<Locale> languages() {
      return Set.of();
    }

    @Override
    public Hearing listen(AudioFeed feed, SpeechWish wish, SpeechListener listener) {
      house.rooms.speech.leave(this);
      house.rooms.speech.enter(new Building.PaperEar("the next one"));
      listener.on(new SpeechEvent.SpeechFailed("model-missing", "the store went"));
      return () -> {};
    }
  }
}
