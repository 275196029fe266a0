// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.integrations.onvif.sip.internal.call.FakeVisits.Talking;
import org.vestibule.testkit.internal.sip.Baresip;

/** The exchange with SIP and sound as they are, and baresip for phones. */
class RealPhonesTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final ExecutorService deciding = Threads.deciding();
  private final ScheduledExecutorService visitor = Executors.newSingleThreadScheduledExecutor();
  private final AtomicInteger spoken = new AtomicInteger();
  private RealPhones real;
  private House house;

  @BeforeEach
  void open() throws Exception {
    assumeTrue(Baresip.installed(), "baresip is missing: apt-get install baresip-core");
    real = new RealPhones(folder);
    house = new House(deciding);
    house.around.agent = real.agent();
    house.around.media = real.media;
    real.configure("hall", Map.of("opens", "true"));
    real.configure("kitchen", Map.of());
  }

  @AfterEach
  void close() throws Exception {
    visitor.shutdownNow();
    if (house != null) {
      house.close();
      House.await(() -> house.exchange.all().findAny().isEmpty());
      real.close();
    }
    deciding.shutdownNow();
  }

  @Test
  void oneAnswersTheOtherStopsBothAreHeardAndTheKeyOpens() throws Exception {
    try (Baresip hall = real.start("hall", Sounds.tone(folder, "hall", 600));
        Baresip kitchen = real.start("kitchen", Sounds.tone(folder, "kitchen", 900))) {
      assertThat(house.rings("")).isEqualTo("2 phones ring");
      hall.await("CALL_INCOMING", SOON);
      kitchen.await("CALL_INCOMING", SOON);
      hall.accept();
      hall.await("CALL_ESTABLISHED", SOON);
      kitchen.await("CALL_CLOSED", SOON);
      House.await(() -> house.visits.conversation(House.VISIT) != null);
      Talking talking = house.visits.conversation(House.VISIT);
      speak(talking);
      House.await(() -> Sounds.hears(talking.loudspeaker.chunks, 600));
      House.await(() -> spoken.get() > 150);
      hall.press('9');
      House.await(() -> talking.opened.get() == 1);
      hall.hangUp();
      House.await(() -> house.ends().equals(List.of("hung-up")));
      House.await(() -> Sounds.hears(hall, 1000));
      assertThat(kitchen.heard()).as("what the kitchen heard").isEmpty();
      assertThat(talking.over()).isTrue();
    }
  }

  @Test
  void aVisitThatClosesWhileItRingsStopsThePhone() throws Exception {
    try (Baresip hall = real.start("hall", Sounds.tone(folder, "hall", 600))) {
      house.rings("");
      hall.await("CALL_INCOMING", SOON);
      house.exchange.closed(House.VISIT);
      hall.await("CALL_CLOSED", SOON);
      House.await(() -> house.ends().equals(List.of("visit-closed")));
    }
  }

  @Test
  void whoDeclinesIsNoLongerRung() throws Exception {
    try (Baresip hall = real.start("hall", Sounds.tone(folder, "hall", 600))) {
      house.configure(Map.of("pageSeconds", "0"));
      house.rings("");
      hall.await("CALL_INCOMING", SOON);
      hall.hangUp();
      House.await(() -> house.ends().equals(List.of("nobody-answered")));
    }
  }

  /** The visitor says something, as fast as people do. */
  private void speak(Talking talking) {
    short[] second = Sounds.samples(16_000, 1000, 16_000);
    int[] at = new int[1];
    visitor.scheduleAtFixedRate(
        () -> {
          short[] chunk = Arrays.copyOfRange(second, at[0], at[0] + Tones.CHUNK);
          at[0] = (at[0] + Tones.CHUNK) % second.length;
          talking.visitor.chunks.add(new AudioChunk(chunk, System.nanoTime()));
          spoken.incrementAndGet();
        },
        0,
        20,
        TimeUnit.MILLISECONDS);
  }
}
