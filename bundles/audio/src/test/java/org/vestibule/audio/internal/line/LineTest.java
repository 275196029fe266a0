// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.sound.EchoCanceller;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.api.sound.VoiceLine;
import org.vestibule.api.sound.VoiceMeters;
import org.vestibule.api.sound.VoicePacket;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.AudioFormat;
import org.vestibule.audio.internal.Sounds;
import org.vestibule.audio.internal.suppress.Suppressor;

@Timeout(60)
class LineTest {
  private static final Duration WAIT = Duration.ofSeconds(5);
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
  void withoutACancellerTheRecogniserHearsNothingWhileAPromptPlaysAndAQuarterSecondAfter()
      throws Exception {
    VoiceLine line = lines.open(new AudioFormat(16_000));
    short[] sound = Sounds.whiteNoise(0.5, 3);
    line.receive(chunk(Arrays.copyOf(sound, 16_000)));
    line.played(chunk(Sounds.tone(16_000, 300, 0.5, 0.25)));
    line.played(chunk(Sounds.tone(16_000, 300, 0.5, 0.25)));
    AudioFeed ear = line.forEar();
    line.receive(chunk(Arrays.copyOfRange(sound, 16_000, sound.length)));
    line.end();

    short[] heard = read(line.forRecogniser());
    assertThat(Arrays.copyOf(heard, 16_000)).isEqualTo(Arrays.copyOf(sound, 16_000));
    int open = 16_000 + 8000 + 4000 + 160;
    assertThat(Arrays.copyOfRange(heard, 16_000, open - 320)).containsOnly((short) 0);
    assertThat(Arrays.copyOfRange(heard, open, heard.length))
        .isEqualTo(Arrays.copyOfRange(sound, open, sound.length));
    assertThat(rms(read(ear), 0, 12_000)).isPositive();
    assertThat(line.meters().echo()).isEqualTo("half-duplex");
  }

  @Test
  void silenceThatIsPlayedSilencesNobody() throws Exception {
    VoiceLine line = lines.open(new AudioFormat(16_000));
    short[] sound = Sounds.whiteNoise(0.5, 1);
    line.played(chunk(new short[16_000]));
    line.receive(chunk(sound));
    line.end();

    assertThat(read(line.forRecogniser())).isEqualTo(sound);
  }

  @Test
  void aCancellerIsAskedForOnlyWhatWasPlayedAndTheRestIsUntouched() throws Exception {
    short[] prompt = Sounds.tone(16_000, 300, 0.5, 0.5);
    short[] voice = Sounds.whiteNoise(0.1, 2);
    Subtraction canceller = new Subtraction();
    lines.setCancellers(() -> canceller);
    VoiceLine line = lines.open(new AudioFormat(16_000));
    line.receive(chunk(Arrays.copyOf(voice, 16_000)));
    assertThat(line.meters().echo()).isEqualTo("none");
    line.played(chunk(prompt));
    short[] mixed = Arrays.copyOfRange(voice, 16_000, 32_000);
    for (int i = 0; i < prompt.length; i++) {
      mixed[i] += prompt[i];
    }
    line.receive(chunk(mixed));
    line.end();

    short[] heard = read(line.forRecogniser());
    assertThat(line.meters().echo()).isEqualTo("cancelled");
    assertThat(Arrays.copyOf(heard, 16_000)).isEqualTo(Arrays.copyOf(voice, 16_000));
    // Behind the cross-fade of 10 ms the voice alone is left, and after the tail all passes.
    assertThat(Arrays.copyOfRange(heard, 16_160, 32_000))
        .isEqualTo(Arrays.copyOfRange(voice, 16_160, 32_000));
    line.close();
    assertThat(canceller.closed).isTrue();
  }

  @Test
  void aCancellerThatFailsMakesTheLineHalfDuplex() throws Exception {
    lines.setCancellers(
        () -> {
          throw new UnsatisfiedLinkError("no native library");
        });
    VoiceLine line = lines.open(new AudioFormat(16_000));
    line.played(chunk(Sounds.tone(16_000, 300, 0.5, 1)));
    line.receive(chunk(Sounds.whiteNoise(0.5, 1)));
    line.end();

    assertThat(line.meters().echo()).isEqualTo("half-duplex");
    assertThat(read(line.forRecogniser())).containsOnly((short) 0);
  }

  @Test
  void aListenerHearsFromNowOnAtAnEvenLevelAndNeverTooLoud() throws Exception {
    VoiceLine line = lines.open(new AudioFormat(16_000));
    line.receive(chunk(Sounds.whiteNoise(0.9, 1)));
    AudioFeed ear = line.forEar();
    short[] soft = Sounds.amplified(Sounds.music(6), 0.02);
    double last = 0;
    for (int at = 0; at < soft.length; at += 320) {
      line.receive(chunk(Arrays.copyOfRange(soft, at, at + 320)));
      short[] heard = ear.next(Duration.ZERO).map(AudioChunk::samples).orElse(new short[0]);
      last = heard.length == 0 ? last : 0.9 * last + 0.1 * rms(heard, 0, heard.length);
    }

    assertThat(20 * Math.log10(last)).isCloseTo(-23, within(3.0));
    assertThat(line.meters().gainDb()).isBetween(10.0, 24.0);
    line.receive(chunk(Sounds.whiteNoise(1, 0.5)));
    line.end();
    for (short sample : read(ear)) {
      assertThat(Math.abs((int) sample)).isLessThanOrEqualTo(29_204);
    }
  }

  @Test
  void aListenerThatDoesNotReadLosesTheOldestAndHoldsNobodyUp() throws Exception {
    VoiceLine line = lines.open(new AudioFormat(16_000));
    AudioFeed ear = line.forEar();
    for (int i = 0; i < 60 * 50; i++) {
      line.receive(new AudioChunk(new short[320], i * 20_000_000L));
    }
    line.end();

    AudioChunk oldest = ear.next(WAIT).orElseThrow();
    assertThat(oldest.capturedNanos()).isEqualTo(58_000_000_000L);
    assertThat(read(ear).length + oldest.samples().length).isBetween(32_000, 32_500);
    assertThat(read(line.forRecogniser())).hasSize(60 * 16_000);
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
  void theSuppressorIsForTheEarAloneAndCostsNothingBefore() throws Exception {
    Muting muting = new Muting();
    lines.setSuppressors(() -> Optional.of(muting));
    short[] sound = Sounds.whiteNoise(0.5, 1);
    VoiceLine line = lines.open(new AudioFormat(16_000));
    line.receive(chunk(sound));
    assertThat(muting.frames).isZero();
    AudioFeed ear = line.forEar();
    line.receive(chunk(sound));
    line.end();

    assertThat(read(ear)).containsOnly((short) 0);
    assertThat(muting.frames).isBetween(100, 105);
    assertThat(read(line.forRecogniser())).isEqualTo(Sounds.joined(sound, sound));
    ear.close();
    assertThat(muting.closed).isTrue();
  }

  @Test
  void aSuppressorThatFailsIsLeftOut() throws Exception {
    lines.setSuppressors(
        () ->
            Optional.of(
                new Muting() {
                  @Override
                  public float clean(float[] frame) {
                    throw new IllegalStateException("the model is gone");
                  }
                }));
    VoiceLine line = lines.open(new AudioFormat(16_000));
    AudioFeed ear = line.forEar();
    line.receive(chunk(Sounds.tone(16_000, 500, 0.1, 1)));
    line.end();

    assertThat(rms(read(ear), 4000, 15_000)).isGreaterThan(0.02);
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

    assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void packetsThroughABadNetworkKeepTheirLengthAndAreCounted(long seed) throws Exception {
    Network network = new Network(seed);
    network.loss = 0.05;
    network.jitterMillis = 30;
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

  /** Takes away exactly what was played. */
  private static final class Subtraction implements EchoCanceller {
    private short[] last = new short[BLOCK];
    boolean closed;

    @Override
    public void played(short[] block) {
      last = block;
    }

    @Override
    public short[] cancel(short[] block) {
      for (int i = 0; i < BLOCK; i++) {
        block[i] -= last[i];
      }
      return block;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static class Muting implements Suppressor {
    int frames;
    boolean closed;

    @Override
    public float clean(float[] frame) {
      frames++;
      Arrays.fill(frame, 0);
      return 0;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static short[] read(AudioFeed feed) throws InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (!feed.ended()) {
      for (short sample : feed.next(WAIT).map(AudioChunk::samples).orElse(new short[0])) {
        bytes.write(sample >> 8);
        bytes.write(sample);
      }
    }
    short[] samples = new short[bytes.size() / 2];
    ByteBuffer.wrap(bytes.toByteArray()).asShortBuffer().get(samples);
    return samples;
  }

  private static AudioChunk chunk(short[] samples) {
    return new AudioChunk(samples, 0);
  }

  private static VoicePacket packet(int sequence) {
    return new VoicePacket(sequence, 0, false, new byte[160], 0);
  }

  private static double rms(short[] samples, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += samples[i] * (double) samples[i];
    }
    return Math.sqrt(sum / (to - from)) / 32_768;
  }
}
