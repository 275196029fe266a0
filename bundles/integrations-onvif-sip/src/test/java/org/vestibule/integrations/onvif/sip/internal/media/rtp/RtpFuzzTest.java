// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever comes, it is a packet that can be written again, or none. */
class RtpFuzzTest {
  @FuzzTest
  void packet(byte[] bytes) {
    RtpPacket.read(bytes)
        .ifPresent(
            packet -> {
              assertThat(packet.payload().length).isLessThanOrEqualTo(bytes.length - 12);
              RtpPacket again = RtpPacket.read(packet.bytes()).orElseThrow();
              assertThat(again).usingRecursiveComparison().isEqualTo(packet);
              KeyPresses presses = new KeyPresses();
              presses.take(packet);
              presses.take(packet);
              presses.take(packet);
              assertThat(presses.take(packet)).isEmpty();
            });
    new Reports("x").read(bytes, 0);
  }
}
