// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.speech.SpeechWish;
import org.vestibule.audio.internal.recognise.Reading;
import org.vestibule.audio.internal.recognise.Transcript;
import org.vestibule.audio.internal.recognise.Voicing;

class PartialsTest {
  private static final Voicing SPEECH = new Voicing(0.9, 2, 0.95, -25);

  @TempDir Path folder;
  private final RecogniserThreads threads = new RecogniserThreads();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch held = new CountDownLatch(0);
  private volatile String says = "";
  private Partials partials;

  @BeforeEach
  void open() throws Exception {
    try (ModelLease speech = new ScriptedModels(folder).lease(ModelSlots.SPEECH)) {
      SpeechWish wish = new SpeechWish(Locale.ENGLISH, Duration.ofSeconds(9));
      partials =
          new Partials(
              (sound, beams, abandoned) -> {
                asked.add(says);
                await(held);
                return new Transcript(
                    List.of(new Reading(says, new int[] {1, 2, 3}, -0.1, -0.2)), 0, 0, 0, 0);
              },
              new Judge(speech.manifest(), 0.5, wish),
              threads);
    }
  }

  @AfterEach
  void close() {
    held.countDown();
    partials.close();
    threads.close(() -> {});
  }

  @Test
  void whatTwoReadingsAgreeOnIsTold() throws Exception {
    assertThat(heard("I have a pack.")).isEmpty();
    assertThat(heard("I have a package")).contains("I have a");
    assertThat(partials.ready()).isEmpty();
  }

  @Test
  void noiseThatADecoderTurnsIntoWordsIsNotTold() throws Exception {
    says = "Thank you.";
    Voicing babble = new Voicing(0.1, 2, 0.5, -25);
    for (int i = 0; i < 3; i++) {
      recognised(babble);
      assertThat(partials.ready()).isEmpty();
    }
    assertThat(asked).hasSize(3);
  }

  @Test
  void whileSomebodyWaitsForATextNothingBegins() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    Future<?> waitedFor =
        threads
            .recognition()
            .submit(
                () -> {
                  begun.countDown();
                  await(finish);
                });
    begun.await();
    partials.grown(() -> new float[16_000], SPEECH);
    assertThat(asked).isEmpty();
    finish.countDown();
    waitedFor.get();
  }

  @Test
  void whatGaveWayIsNotTold() throws Exception {
    heard("open the door");
    says = "open the door";
    held = new CountDownLatch(1);
    partials.grown(() -> new float[16_000], SPEECH);
    partials.giveWay();
    held.countDown();
    partials.settle();
    assertThat(partials.ready()).isEmpty();
  }

  private Optional<String> heard(String text) throws Exception {
    says = text;
    recognised(SPEECH);
    return partials.ready();
  }

  /** As a hearing does: asks again where the spare thread was not free yet. */
  private void recognised(Voicing voicing) {
    int before = asked.size();
    while (asked.size() == before) {
      partials.grown(() -> new float[16_000], voicing);
      partials.settle();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
