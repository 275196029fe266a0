// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyPressesTest {
  private final KeyPresses presses = new KeyPresses();
  private int sequence;

  @Test
  void onePressIsToldOnceHoweverOftenItIsSaid() {
    assertThat(told(press(9, 1000, 6, 3))).isEqualTo("9");
    assertThat(told(press(9, 2000, 6, 3))).isEqualTo("9");
    assertThat(told(press(11, 3000, 1, 3))).isEqualTo("#");
  }

  @Test
  void twoPacketsWithoutAnEndAreNotEnoughAndThreeAre() {
    assertThat(told(press(9, 1000, 2, 0))).isEmpty();
    assertThat(told(press(9, 2000, 3, 0))).isEqualTo("9");
  }

  @Test
  void theEndAloneIsEnough() {
    assertThat(told(press(0, 1000, 0, 1))).isEqualTo("0");
  }

  @Test
  void whatIsNoKeyIsNotTold() {
    assertThat(told(press(16, 1000, 5, 3))).isEmpty();
    RtpPacket cut = new RtpPacket(101, false, 1, 5000, 7, new byte[] {9, (byte) 0x80, 1});
    assertThat(presses.take(cut)).isEmpty();
  }

  @Test
  void aKeyHeldForSoLongThatItNeedsSegmentsIsOnePress() {
    long first = 1000;
    assertThat(told(List.of(event(5, first, 800, false), event(5, first, 32_000, false))))
        .isEmpty();
    assertThat(told(List.of(event(5, first, 0xFFFF, false)))).isEqualTo("5");
    long second = first + 0xFFFF;
    assertThat(told(List.of(event(5, second, 800, false), event(5, second, 1600, true)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void lossRepetitionAndDisorderChangeNothing(long seed) {
    Random random = new Random(seed);
    List<RtpPacket> packets = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      List<RtpPacket> one = new ArrayList<>(press(i, 1000L + i * 4000L, 10, 3));
      Collections.shuffle(one.subList(0, 8), random);
      one.subList(0, 4).clear();
      one.add(one.get(random.nextInt(one.size())));
      packets.addAll(one);
    }
    assertThat(told(packets)).isEqualTo("0123456789*#");
  }

  private String told(List<RtpPacket> packets) {
    StringBuilder keys = new StringBuilder();
    for (RtpPacket packet : packets) {
      OptionalInt key = presses.take(packet);
      key.ifPresent(each -> keys.append((char) each));
    }
    return keys.toString();
  }

  private List<RtpPacket> press(int event, long timestamp, int updates, int ends) {
    List<RtpPacket> packets = new ArrayList<>();
    for (int i = 0; i < updates + ends; i++) {
      packets.add(event(event, timestamp, 160 * Math.min(i + 1, updates + 1), i >= updates));
    }
    return packets;
  }

  private RtpPacket event(int event, long timestamp, int duration, boolean end) {
    byte[] payload = {
      (byte) event, (byte) (10 | (end ? 0x80 : 0)), (byte) (duration >> 8), (byte) duration
    };
    return new RtpPacket(101, false, sequence++, timestamp, 7, payload);
  }
}
