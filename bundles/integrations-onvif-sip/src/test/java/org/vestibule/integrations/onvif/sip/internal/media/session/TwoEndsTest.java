// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.audio.internal.codec.Codecs;
import org.vestibule.integrations.onvif.sip.internal.media.MediaSession;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish.Protection;

/** Two sessions against each other. */
class TwoEndsTest {
  private final MediaHouse house;
  private final short[] voice = Talk.voice(1.2);

  TwoEndsTest() throws Exception {
    house = new MediaHouse();
  }

  @AfterEach
  void close() {
    house.close();
  }

  @ParameterizedTest
  @CsvSource({
    "PCMU,NONE,true,0.97",
    "PCMU,REQUIRED,false,0.97",
    "PCMA,REQUIRED,true,0.97",
    "PCMA,NONE,false,0.97",
    "G722,NONE,true,0.97",
    "G722,REQUIRED,true,0.97",
    "OPUS,NONE,true,0.8",
    "OPUS,REQUIRED,false,0.8"
  })
  void whatIsSaidIsHeardSoonAndAsLoud(
      SoundEncoding encoding, Protection protection, boolean multiplexed, double likeness)
      throws Exception {
    try (MediaSession caller = house.open(protection, encoding);
        MediaSession callee = house.open(protection, encoding)) {
      String offer = caller.offer();
      caller.accept(callee.answer(multiplexed ? offer : without("rtcp-mux", offer)));

      Talk talk = new Talk();
      short[] heard = talk.live(caller.speak(), callee.hear(), voice, Duration.ofMillis(300));

      Talk.Found found = Talk.find(voice, heard);
      assertThat(found.likeness()).isGreaterThan(likeness);
      assertThat(found.gain()).isBetween(0.7, 1.3);
      // On a busy machine everybody is late; bench calls says what it is on a quiet one.
      assertThat(talk.delayMillis(found.lag(), 0.5)).isBetween(1.0, 150 + 2 * talk.lateMillis());
      assertThat(callee.figures().encoding()).contains(encoding);
      assertThat(callee.figures().encrypted()).isEqualTo(protection == Protection.REQUIRED);
      assertThat(callee.figures().refused()).isZero();
      assertThat(callee.figures().received()).isGreaterThan(60);
    }
  }

  private static String without(String attribute, String text) {
    return text.replace("a=" + attribute + "\r\n", "");
  }

  @Test
  void holdSilencesOneWayAndResumeGivesItBack() throws Exception {
    try (MediaSession caller = house.open(Protection.REQUIRED, SoundEncoding.G722);
        MediaSession callee = house.open(Protection.REQUIRED, SoundEncoding.G722)) {
      String offer = caller.offer();
      String answer = callee.answer(offer);
      caller.accept(answer);
      assertThat(callee.held()).isFalse();

      String hold = offer.replace("a=sendrecv", "a=sendonly");
      assertThat(callee.answer(hold)).contains("a=recvonly");
      assertThat(callee.held()).isTrue();
      long sent = settled(callee);
      // Who is held hears on, and what it says is lost and blocks nobody.
      short[] heard = new Talk().live(caller.speak(), callee.hear(), voice, Duration.ofMillis(300));
      assertThat(Talk.find(voice, heard).likeness()).isGreaterThan(0.95);
      new Talk().live(callee.speak(), caller.hear(), Talk.voice(0.5), Duration.ZERO);
      assertThat(callee.figures().sent()).isEqualTo(sent);

      assertThat(callee.answer(offer)).contains("a=sendrecv");
      assertThat(callee.held()).isFalse();
      short[] back = new Talk().live(callee.speak(), caller.hear(), voice, Duration.ofMillis(300));
      assertThat(Talk.find(voice, back).likeness()).isGreaterThan(0.95);
    }
  }

  private static long settled(MediaSession session) throws InterruptedException {
    long[] last = {-1};
    MediaHouse.await(
        "no packet for a while",
        () -> {
          long now = session.figures().sent();
          boolean same = now == last[0];
          last[0] = now;
          if (!same) {
            LockSupport.parkNanos(100_000_000);
          }
          return same;
        });
    return last[0];
  }

  @Test
  void aReOfferWithAnotherEncodingAndAnotherPortIsFollowed() throws Exception {
    try (MediaSession caller = house.open(Protection.OFFERED, SoundEncoding.PCMU);
        MediaSession other = house.open(Protection.OFFERED, SoundEncoding.OPUS);
        MediaSession callee =
            house.open(Protection.OFFERED, SoundEncoding.OPUS, SoundEncoding.PCMU)) {
      caller.accept(callee.answer(caller.offer()));
      short[] first = new Talk().live(caller.speak(), callee.hear(), voice, Duration.ofMillis(300));
      assertThat(Talk.find(voice, first).likeness()).isGreaterThan(0.95);

      // The call moves to another device of the caller, with another codec.
      other.accept(callee.answer(other.offer()));
      assertThat(callee.figures().encoding()).contains(SoundEncoding.OPUS);
      short[] second = new Talk().live(other.speak(), callee.hear(), voice, Duration.ofMillis(300));
      assertThat(Talk.find(voice, second).likeness()).isGreaterThan(0.8);
      short[] back = new Talk().live(callee.speak(), other.hear(), voice, Duration.ofMillis(300));
      assertThat(Talk.find(voice, back).likeness()).isGreaterThan(0.8);
    }
  }

  @Test
  void aRefusedReOfferLeavesTheCallAsItWas() throws Exception {
    try (MediaSession caller = house.open(Protection.REQUIRED, SoundEncoding.PCMA);
        MediaSession callee = house.open(Protection.REQUIRED, SoundEncoding.PCMA)) {
      caller.accept(callee.answer(caller.offer()));
      VestibuleException refused =
          catchThrowableOfType(VestibuleException.class, () -> callee.answer(RawPhone.offer(4000)));
      assertThat(refused.code()).isEqualTo("media-incompatible");
      short[] heard = new Talk().live(caller.speak(), callee.hear(), voice, Duration.ofMillis(300));
      assertThat(Talk.find(voice, heard).likeness()).isGreaterThan(0.95);
    }
  }

  /** A third of the packets is lost, many are overtaken, some come twice or mangled. */
  @ParameterizedTest
  @CsvSource({"PCMU,NONE", "OPUS,REQUIRED"})
  void aNetworkThatLosesAThirdIsSurvived(SoundEncoding encoding, Protection protection)
      throws Exception {
    Random random = new Random(9);
    List<byte[]> kept = new ArrayList<>();
    int[] made = new int[2];
    try (Relay relay = new Relay(bytes -> bad(bytes, random, kept, made));
        MediaSession caller = house.open(protection, encoding);
        MediaSession callee = house.open(protection, encoding)) {
      caller.accept(relay.answer(callee.answer(relay.offer(caller.offer()))));

      short[] sound = Talk.voice(4);
      long begin = System.nanoTime();
      short[] heard = new Talk().live(caller.speak(), callee.hear(), sound, Duration.ofMillis(400));

      double seconds = (System.nanoTime() - begin) / 1e9;
      assertThat(heard.length / 16_000.0).isBetween(3.8, seconds + 0.5);
      // All of it together: a busy machine draws it out, with silence in between.
      assertThat(Talk.energy(heard)).isGreaterThan(0.09 * Talk.energy(sound));
      double share = callee.figures().lost() / (double) caller.figures().sent();
      assertThat(share).isBetween(0.15, 0.45);
      assertThat(made[0]).isPositive();
      if (protection == Protection.REQUIRED) {
        // Each repeated and each mangled packet was told from a good one.
        assertThat(callee.figures().refused()).isGreaterThanOrEqualTo(made[0] + made[1] - 2);
      }
    }
  }

  private static List<byte[]> bad(byte[] bytes, Random random, List<byte[]> kept, int[] made) {
    double dice = random.nextDouble();
    if (dice < 0.30) {
      return List.of();
    }
    if (dice < 0.45 && kept.isEmpty()) {
      kept.add(bytes);
      return List.of();
    }
    List<byte[]> out = new ArrayList<>(List.of(bytes));
    out.addAll(kept);
    kept.clear();
    if (dice > 0.95) {
      made[0]++;
      out.add(bytes);
    } else if (dice > 0.90) {
      made[1]++;
      byte[] mangled = bytes.clone();
      mangled[mangled.length / 2] ^= 0x40;
      out.add(mangled);
    }
    return out;
  }

  @Test
  void aReaderWhoDoesNotKeepUpLosesTheOldestAndAWriterWaitsForTheWire() throws Exception {
    try (MediaSession caller = house.open(Protection.NONE, SoundEncoding.PCMU);
        MediaSession callee = house.open(Protection.NONE, SoundEncoding.PCMU)) {
      caller.accept(callee.answer(caller.offer()));
      AudioFeed unread = callee.hear();
      long begin = System.nanoTime();
      try (var line = caller.speak()) {
        short[] sound = Talk.voice(1.6);
        assertThat(line.write(new AudioChunk(sound, begin))).isTrue();
      }
      // All but the 200 ms that are on their way was sent in real time.
      assertThat((System.nanoTime() - begin) / 1e9).isGreaterThan(1.3);
      MediaHouse.await("enough packets", () -> callee.figures().received() > 90);
      int samples = 0;
      for (var next = unread.next(Duration.ZERO);
          next.isPresent();
          next = unread.next(Duration.ZERO)) {
        samples += next.get().samples().length;
      }
      assertThat(samples).isBetween(15_000, 16_400);
    }
  }

  @Test
  void closingEndsFeedsAndLinesAndFreesPortsAndThreads() throws Exception {
    MediaSession session = house.open(Protection.NONE, SoundEncoding.PCMU);
    AudioFeed feed = session.hear();
    var line = session.speak();
    String offer = session.offer();
    session.close();
    session.close();
    assertThat(feed.next(Duration.ofSeconds(60))).isEmpty();
    assertThat(feed.ended()).isTrue();
    assertThat(line.write(new AudioChunk(new short[320], 0))).isFalse();
    int port = Integer.parseInt(offer.split("m=audio ")[1].split(" ")[0]);
    try (var again = new DatagramSocket(new InetSocketAddress(MediaHouse.LOCAL, port))) {
      assertThat(again.isBound()).isTrue();
    }
    house.close();
    MediaHouse.await(
        "no thread",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("vestibule-media-")));
  }

  @Test
  void portsThatAreAllTakenAndCodecsThatAreGoneAreSaid() throws Exception {
    List<MediaSession> open = new ArrayList<>();
    VestibuleException refused =
        catchThrowableOfType(
            VestibuleException.class,
            () -> {
              while (open.size() < 100) {
                open.add(house.open(Protection.NONE, SoundEncoding.PCMU));
              }
            });
    assertThat(refused.code()).isEqualTo("ports-busy");
    assertThat(open).hasSizeBetween(15, 20);
    open.forEach(MediaSession::close);
    house.open(Protection.NONE, SoundEncoding.PCMU).close();

    var codecs = new Codecs();
    house.media.setCodecs(codecs);
    house.media.unsetCodecs(codecs);
    VestibuleException missing =
        catchThrowableOfType(
            VestibuleException.class, () -> house.open(Protection.NONE, SoundEncoding.PCMU));
    assertThat(missing.code()).isEqualTo("codecs-missing");
    assertThat(house.media.status().state().name()).isEqualTo("UNAVAILABLE");
  }
}
