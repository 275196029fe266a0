// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.speech.Hearing;
import org.vestibule.api.speech.SpeechEvent;
import org.vestibule.api.speech.SpeechListener;
import org.vestibule.api.speech.SpeechRecognizer;
import org.vestibule.api.speech.SpeechWish;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.visit.VisitStory;

class SwapTest {
  @Test
  void theVerifierThatReplacesAnotherSeesTheSamePicture() throws Exception {
    try (Building house = new Building()) {
      List<Byte> seen = new ArrayList<>();
      PaperVerifier next =
          Building.verifier(
              frame -> {
                seen.add(frame.bytes()[0]);
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
      house.closed(id);
      assertThat(house.said(id)).contains(10 * 320 + " samples");
    }
  }

  @Test
  void aRecogniserThatFailsBecauseItStopsIsReplaced() throws Exception {
    try (Building house = new Building()) {
      house.hears("unused", Intent.DELIVERY);
      house.rooms.speech.leave(house.rooms.speech.now().get());
      FailingEar first = new FailingEar(house);
      house.rooms.speech.enter(first);
      assertThat(house.said(house.visit().id())).contains("the next one");
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
