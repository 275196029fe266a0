// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.integrations.onvif.sip.internal.media.MediaSession;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish.Protection;
import org.vestibule.integrations.onvif.sip.internal.media.rtp.RtpPacket;

/** One session against a phone, or somebody else, that sends what it likes. */
class RawPhoneTest {
  private static final SoundEncoding PCMU = SoundEncoding.PCMU;

  @Test
  void onlyWhatIsValidAndFromTheAddressThatWasAgreedOnIsTaken() throws Exception {
    try (MediaHouse house = new MediaHouse();
        MediaSession session = house.open(Protection.NONE, PCMU);
        RawPhone phone = new RawPhone();
        DatagramSocket spoofer = new DatagramSocket(new InetSocketAddress(MediaHouse.LOCAL, 0))) {
      phone.answered(session.answer(phone.offer()));
      List<byte[]> wrong = new ArrayList<>();
      wrong.add(new byte[0]);
      wrong.add(new byte[11]);
      wrong.add(new byte[1501]);
      byte[] version = phone.sound();
      version[0] = 0x40;
      wrong.add(version);
      byte[] type = phone.sound();
      type[1] = 18;
      wrong.add(type);
      byte[] padding = phone.sound();
      padding[0] |= 0x20;
      padding[padding.length - 1] = (byte) 0xFF;
      wrong.add(padding);
      for (byte[] each : wrong) {
        phone.send(each);
      }
      for (int i = 0; i < 10; i++) {
        phone.send(spoofer, phone.sound());
      }
      // An empty datagram is a packet, too.
      MediaHouse.await("all refused", () -> session.figures().refused() == wrong.size() + 10);
      assertThat(session.figures().received()).isZero();

      for (int i = 0; i < 10; i++) {
        phone.send(phone.sound());
      }
      MediaHouse.await("all taken", () -> session.figures().received() == 10);
      assertThat(session.figures().refused()).isEqualTo(wrong.size() + 10);
    }
  }

  @Test
  void anotherSourceIsFollowedOnlyWhereAPersonSaidSoAndOnlyOnce() throws Exception {
    try (MediaHouse house = new MediaHouse(Map.of("latch", true));
        MediaSession session = house.open(Protection.NONE, PCMU);
        RawPhone phone = new RawPhone();
        RawPhone late = new RawPhone()) {
      String answer = session.answer(RawPhone.offer(9));
      phone.answered(answer);
      late.answered(answer);
      // Nonsense does not make anybody the other end.
      late.send(new byte[40]);
      MediaHouse.await("refused", () -> session.figures().refused() == 1);
      phone.send(phone.sound());
      MediaHouse.await("taken", () -> session.figures().received() == 1);
      assertThat(phone.next()).isPresent();

      late.send(late.sound());
      MediaHouse.await("refused", () -> session.figures().refused() == 2);
      assertThat(session.figures().received()).isEqualTo(1);

      session.answer(RawPhone.offer(9, "ptime:20"));
      late.send(late.sound());
      MediaHouse.await("refused", () -> session.figures().refused() == 3);
      session.answer(RawPhone.offer(11));
      late.send(late.sound());
      late.send(late.sound());
      MediaHouse.await("taken", () -> session.figures().received() == 3);
    }
  }

  /** Twelve keys over a network that loses a third, repeats some, and lets packets overtake. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void keysAreCountedOnceHoweverBadTheNetwork(long seed) throws Exception {
    Random random = new Random(seed);
    ConcurrentLinkedQueue<Integer> keys = new ConcurrentLinkedQueue<>();
    try (MediaHouse house = new MediaHouse();
        MediaSession session = house.open(Protection.NONE, PCMU);
        RawPhone phone = new RawPhone()) {
      phone.answered(session.answer(phone.offer()));
      session.onDigit(keys::add);
      phone.send(phone.sound());
      List<byte[]> wire = new ArrayList<>();
      for (int key = 0; key < 12; key++) {
        long began = phone.timestamp;
        for (int i = 0; i < 14; i++) {
          wire.add(phone.event(key, began, i > 10));
        }
        for (int i = 0; i < 5; i++) {
          wire.add(phone.sound());
        }
      }
      int sent = 1;
      for (int i = 0; i + 1 < wire.size(); i++) {
        if (random.nextDouble() < 0.2) {
          wire.add(i + 1, wire.remove(i));
        }
      }
      for (byte[] each : wire) {
        if (random.nextDouble() < 0.3) {
          continue;
        }
        for (int copy = 0; copy < (random.nextDouble() < 0.1 ? 2 : 1); copy++) {
          phone.send(each);
          sent++;
        }
        LockSupport.parkNanos(500_000);
      }
      int all = sent;
      MediaHouse.await("all taken", () -> session.figures().received() == all);
      StringBuilder pressed = new StringBuilder();
      keys.forEach(key -> pressed.append((char) key.intValue()));
      assertThat(pressed.toString().chars().sorted().toArray())
          .isEqualTo("0123456789*#".chars().sorted().toArray());
    }
  }

  @Test
  void keysAreSilentAndMissNoPacketsOfSound() throws Exception {
    try (MediaHouse house = new MediaHouse();
        MediaSession session = house.open(Protection.NONE, PCMU);
        RawPhone phone = new RawPhone()) {
      phone.answered(session.answer(phone.offer()));
      for (int i = 0; i < 20; i++) {
        phone.send(phone.sound());
      }
      long began = phone.timestamp;
      for (int i = 0; i < 10; i++) {
        phone.send(phone.event(9, began, i > 7));
      }
      for (int i = 0; i < 20; i++) {
        phone.send(phone.sound());
      }
      MediaHouse.await("all taken", () -> session.figures().received() == 50);
      assertThat(session.figures().lost()).isZero();
    }
  }

  @Test
  void aPhoneThatIsSilentButReportsIsAlive() throws Exception {
    try (MediaHouse house = new MediaHouse();
        MediaSession session = house.open(Protection.NONE, PCMU);
        RawPhone phone = new RawPhone();
        DatagramSocket spoofer = new DatagramSocket(new InetSocketAddress(MediaHouse.LOCAL, 0))) {
      phone.answered(session.answer(phone.offer()));
      byte[] report = {(byte) 0x80, (byte) 201, 0, 1, 0, 0, (byte) 0xAB, (byte) 0xCD};
      MediaHouse.await("a silence", () -> session.figures().silentMillis() >= 300);
      phone.send(spoofer, report);
      MediaHouse.await("refused", () -> session.figures().refused() == 1);
      assertThat(session.figures().silentMillis()).isGreaterThanOrEqualTo(300);
      phone.send(report);
      MediaHouse.await("life", () -> session.figures().silentMillis() < 300);
      assertThat(session.figures().received()).isZero();
    }
  }

  @Test
  void aSourceThatBeginsAnewIsFollowedAndAStrayOneIsNot() throws Exception {
    try (MediaHouse house = new MediaHouse();
        MediaSession session = house.open(Protection.NONE, PCMU);
        RawPhone phone = new RawPhone()) {
      phone.answered(session.answer(phone.offer()));
      phone.send(phone.sound());
      phone.send(phone.sound());
      byte[] stray = phone.sound();
      stray[11] ^= 1;
      phone.sequence--;
      phone.send(stray);
      phone.send(phone.sound());
      MediaHouse.await("three taken", () -> session.figures().received() == 3);
      assertThat(session.figures().refused()).isEqualTo(1);

      phone.ssrc = 77;
      phone.sequence = 9000;
      for (int i = 0; i < 5; i++) {
        phone.send(phone.sound());
      }
      // The first one of a new source is not believed yet.
      MediaHouse.await("four more taken", () -> session.figures().received() == 7);
      assertThat(session.figures().lost()).isZero();
    }
  }

  @Test
  void silenceIsSentWhileNobodySpeaksAndTheClockGoesOn() throws Exception {
    try (MediaHouse house = new MediaHouse();
        MediaSession session = house.open(Protection.NONE, PCMU);
        RawPhone phone = new RawPhone()) {
      phone.answered(session.answer(phone.offer()));
      RtpPacket first = phone.next().orElseThrow();
      long begin = System.nanoTime();
      RtpPacket last = first;
      for (int i = 1; i <= 50; i++) {
        RtpPacket next = phone.next().orElseThrow();
        assertThat(next.sequence()).isEqualTo(last.sequence() + 1 & 0xFFFF);
        assertThat(next.timestamp() - last.timestamp() & 0xFFFF_FFFFL).isEqualTo(160);
        assertThat(next.ssrc()).isEqualTo(first.ssrc());
        assertThat(next.payloadType()).isZero();
        assertThat(next.marker()).isFalse();
        last = next;
      }
      assertThat((System.nanoTime() - begin) / 1e9).isGreaterThan(0.8);
      assertThat(session.figures().silentMillis()).isGreaterThan(800);
    }
  }
}
