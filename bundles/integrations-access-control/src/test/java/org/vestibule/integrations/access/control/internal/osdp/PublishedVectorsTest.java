// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The examples that the standard publishes (SIA OSDP 2.2 annexes C and D). */
class PublishedVectorsTest {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private static final byte[] PANEL_RANDOM = HEX.parseHex("B0B1B2B3B4B5B6B7");
  private static final byte[] READER_RANDOM = HEX.parseHex("A0A1A2A3A4A5A6A7");

  @Test
  void theTwoCrcsAreThePublishedOnes() {
    assertThat(crc("537F0D00046E0080250000")).isEqualTo(0x386E);
    assertThat(crc("53000900046100")).isEqualTo(0x66C0);
  }

  @Test
  void theTwoSumsAreThePublishedOnes() {
    assertThat(sum("537F0C00006E0080250000")).isEqualTo(0x0F);
    assertThat(sum("53000800006100")).isEqualTo(0x44);
  }

  @Test
  void theCryptogramsAndTheFirstMacAreThePublishedOnes() {
    try (SecureChannel channel = new SecureChannel()) {
      channel.derive(SecureChannel.defaultKey(), PANEL_RANDOM, READER_RANDOM);
      assertThat(HEX.formatHex(channel.clientCryptogram()))
          .isEqualTo("FDE5D2F428EC16312471EA3C02BD7796");
      assertThat(HEX.formatHex(channel.serverCryptogram()))
          .isEqualTo("26D3356E07762D262801FC8E6665A891");
      assertThat(HEX.formatHex(channel.establish())).isEqualTo("B2A30057EB98BA2229EC1F875662B524");
    }
  }

  @Test
  void anIdentificationIsTheFrameThatAPanelSends() {
    FrameEncoder encoder = new FrameEncoder();
    encoder.clear(1, FrameEncoder.withCrc(0), CommandCode.ID, new byte[1]);
    assertThat(HEX.formatHex(encoder.buffer(), 0, encoder.size()))
        .isEqualTo("FF5301090004610060" + "23");
    ReaderId id = new ReaderId(0x02CAFE, 1, 4, 0x0A010203, 0x0B, 0x0C, 0);
    assertThat(ReaderId.decode(id.encode())).contains(id);
  }

  private static int crc(String hex) {
    byte[] bytes = HEX.parseHex(hex);
    return CheckCharacters.crc(bytes, 0, bytes.length);
  }

  private static int sum(String hex) {
    byte[] bytes = HEX.parseHex(hex);
    return CheckCharacters.sum(bytes, 0, bytes.length);
  }
}
