// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.vestibule.audio.internal.line.Feeds.chunk;
import static org.vestibule.audio.internal.line.Feeds.read;
import static org.vestibule.audio.internal.line.Feeds.rms;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.api.sound.VoiceLine;
import org.vestibule.api.sound.VoiceMeters;
import org.vestibule.api.sound.VoicePacket;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.AudioFormat;
import org.vestibule.audio.internal.Sounds;
import org.vestibule.audio.internal.packet.Network;

@Timeout(180)
class LineTest {
  private static final Duration WAIT = Duration.ofSeconds(60);
  private final LinesComponent lines = new LinesComponent();

  @Test
  void aWrongKindOfSoundIsRefused() {
    VoiceLine samples = lines.open(new AudioFormat(16_000));
    VoiceLine packets = lines.open(SoundEncoding.PCMU);

    assertThatIllegalStateException().isThrownBy(() -> samples.receive(packet(1)));
    assertThatIllegalStateException().isThrownBy(() -> packets.receive(chunk(new short[160])));
  }

  @Test
  void theRecogniserGetsTheStationsSamplesBitForBit() throws Exception {
    short[] sound = Sounds.joined(Sounds.whiteNoise(1.5, 1), Sounds.music(1));
    VoiceLine line = lines.open(new AudioFormat(16_000));
    Random random = new Random(1);
    for (int at = 0; at < sound.length; ) {
      int to = Math.min(sound.length, at + random.nextInt(900));
      line.receive(chunk(Arrays.copyOfRange(sound, at, to)));
      at = to;
    }
    line.end();

    assertThat(read(line.forRecogniser())).isEqualTo(sound);
    assertThat(line.meters().echo()).isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(ints = {8000, 11_025, 44_100, 48_000})
  void everyStationIsHeardAtSixteenKilohertzAndNotASampleLonger(int rate) throws Exception {
    VoiceLine line = lines.open(new AudioFormat(rate));
    short[] tone = Sounds.tone(rate, 440, 0.5, 2);
    for (int at = 0; at < tone.length; at += 441) {
      line.receive(chunk(Arrays.copyOfRange(tone, at, Math.min(tone.length, at + 441))));
    }
    line.end();

    short[] heard = read(line.forRecogniser());
    assertThat(heard).hasSize(32_000);
    assertThat(rms(heard, 1000, 31_000)).isCloseTo(0.5 / Math.sqrt(2), within(0.002));
  }

  @Test
  void theTimesOfTheSoundAreTheStations() throws Exception {
    VoiceLine line = lines.open(new AudioFormat(48_000));
    for (int i = 0; i < 100; i++) {
      line.receive(new AudioChunk(new short[960], 1_000_000_000L + i * 20_000_000L));
    }
    line.end();
    AudioFeed feed = line.forRecogniser();
    long samples = 0;
    while (!feed.ended()) {
      AudioChunk next = feed.next(WAIT).orElseThrow();
      long expected = 1_000_000_000L + samples * 62_500;
      assertThat(next.capturedNanos()).isCloseTo(expected, within(2L));
      samples += next.samples().length;
    }
    assertThat(samples).isEqualTo(32_000);
  }

  @Test
  void tenMinutesAreTenMinutesToWhoReadsAndOneToWhoDoesNot() throws Exception {
    VoiceLine read = lines.open(new AudioFormat(8000));
    VoiceLine unread = lines.open(new AudioFormat(8000));
    AudioFeed feed = read.forRecogniser();
    long samples = 0;
    for (int i = 0; i < 30_000; i++) {
      AudioChunk chunk = new AudioChunk(new short[160], i * 20_000_000L);
      read.receive(chunk);
      unread.receive(chunk);
      samples += feed.next(Duration.ZERO).map(next -> next.samples().length).orElse(0);
    }
    read.end();
    unread.end();

    assertThat(samples + read(feed).length).isEqualTo(9_600_000);
    assertThat(read(unread.forRecogniser()).length).isBetween(59 * 16_000, 60 * 16_000);
  }

  @Test
  void whatWasNotReadIsOverwrittenAtTheEnd() throws Exception {
    VoiceLine line = lines.open(new AudioFormat(16_000));
    AudioFeed feed = line.forRecogniser();
    AudioFeed ear = line.forEar();
    line.receive(chunk(Sounds.whiteNoise(0.5, 1)));
    line.close();
    line.close();
    line.receive(chunk(Sounds.whiteNoise(0.5, 1)));
    line.played(chunk(new short[160]));
    line.end();

    for (AudioFeed one : List.of(feed, ear, line.forRecogniser())) {
      assertThat(one.ended()).isTrue();
      assertThat(one.next(Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void aQueueThatIsClosedHoldsNoSound() {
    SoundQueue queue = new SoundQueue(1);
    AudioChunk unread = chunk(Sounds.whiteNoise(0.5, 0.5));
    queue.offer(unread);
    queue.close();
    assertThat(unread.samples()).containsOnly((short) 0);
    AudioChunk late = chunk(Sounds.whiteNoise(0.5, 0.5));
    queue.offer(late);
    assertThat(late.samples()).containsOnly((short) 0);
  }

  @Test
  void theNextHearingGetsWhatComesAfterTheLastOneClosed() throws Exception {
    VoiceLine line = lines.open(new AudioFormat(16_000));
    AudioFeed first = line.forRecogniser();
    assertThat(line.forRecogniser()).isSameAs(first);
    line.receive(chunk(Sounds.whiteNoise(0.5, 1)));
    first.close();
    AudioFeed second = line.forRecogniser();
    short[] tone = Sounds.tone(16_000, 500, 0.5, 1);
    line.receive(chunk(tone));
    line.end();

    assertThat(first.ended()).isTrue();
    assertThat(read(second)).isEqualTo(tone);
  }

  @Test
  void aReaderThatWaitsIsWokenByTheEnd() throws Exception {
    VoiceLine line = lines.open(new AudioFormat(16_000));
    AudioFeed feed = line.forRecogniser();
    CountDownLatch over = new CountDownLatch(1);
    Thread reader =
        new Thread(
            () -> {
              try {
                if (feed.next(Duration.ofMinutes(5)).isEmpty() && feed.ended()) {
                  over.countDown();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    reader.start();
    line.end();

    assertThat(over.await(60, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void readersPromptsAndTheEndMayComeFromAnyThread() throws Exception {
    VoiceLine line = lines.open(SoundEncoding.PCMU);
    List<VoicePacket> packets =
        new Network(3).with(0.05, 30).carry(SoundEncoding.PCMU, Sounds.tone(8000, 440, 0.5, 20));
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Future<short[]> recogniser = threads.submit(() -> read(line.forRecogniser()));
      Future<short[]> ear = threads.submit(() -> read(line.forEar()));
      Future<?> prompts =
          threads.submit(
              () -> {
                for (int i = 0; i < 200; i++) {
                  line.played(chunk(new short[320]));
                  line.meters();
                }
              });
      packets.forEach(line::receive);
      prompts.get(60, TimeUnit.SECONDS);
      line.end();

      assertThat(recogniser.get(60, TimeUnit.SECONDS).length).isBetween(315_000, 320_000);
      ear.get(60, TimeUnit.SECONDS);
      line.close();
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void packetsThroughABadNetworkKeepTheirLengthAndAreCounted(long seed) throws Exception {
    Network network = new Network(seed).with(0.05, 30);
    VoiceLine line = lines.open(SoundEncoding.PCMU);
    network.carry(SoundEncoding.PCMU, Sounds.tone(8000, 440, 0.5, 10)).forEach(line::receive);
    line.end();

    VoiceMeters meters = line.meters();
    assertThat(meters.packets()).isBetween(440L, 499L);
    assertThat(meters.lost()).isBetween(5L, 60L);
    assertThat(meters.delayMillis()).isBetween(40, 100);
    assertThat(meters.peakDbfs()).isCloseTo(-6, within(0.5));
    assertThat(read(line.forRecogniser()).length).isBetween(155_000, 160_000);
  }

  @Test
  void aWrongSettingIsShownAndTheLastGoodOnesStay() {
    lines.activate(Map.of("echoTailMillis", 300));
    assertThat(lines.status().state().name()).isEqualTo("READY");
    lines.modified(Map.of("echoTailMillis", 7));
    assertThat(lines.status().state().name()).isEqualTo("DEGRADED");
    assertThat(lines.status().sentence()).contains("echoTailMillis", "7", "50 to 1000");
    lines.modified(Map.of());
    assertThat(lines.status().state().name()).isEqualTo("READY");
  }

  @Test
  void linesThatAreOpenEndWithTheBundle() throws Exception {
    AudioFeed feed = lines.open(new AudioFormat(8000)).forRecogniser();
    lines.deactivate();

    assertThat(feed.ended()).isTrue();
  }

  private static VoicePacket packet(int sequence) {
    return new VoicePacket(sequence, 0, false, new byte[160], 0);
  }
}
