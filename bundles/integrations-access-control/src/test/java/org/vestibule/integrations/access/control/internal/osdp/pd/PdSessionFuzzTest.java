// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.vestibule.integrations.access.control.internal.osdp.CommandCode;
import org.vestibule.integrations.access.control.internal.osdp.FrameTap;
import org.vestibule.integrations.access.control.internal.osdp.ReaderId;
import org.vestibule.integrations.access.control.internal.osdp.ReplyCode;

/** Whatever a panel with the key commands is answered once, and ends no session. */
class PdSessionFuzzTest {
  private static final byte[] KEY = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");

  @FuzzTest
  void session(byte[] bytes) throws Exception {
    PdKeys keys = new PdKeys();
    keys.replace(KEY);
    PdEngine reader =
        new PdEngine(
            new PdProfile(1, 9600, new ReaderId(1, 2, 3, 4, 5, 6, 7), false),
            keys,
            new PdListener() {},
            () -> 1,
            random -> Arrays.fill(random, (byte) 5));
    PdBus bus = new PdBus(List.of(reader), () -> 1, FrameTap.NONE);
    TestPanel panel =
        new TestPanel(
            1,
            sent -> {
              int size = bus.receive(sent, 0, sent.length, 1);
              return Arrays.copyOf(bus.reply(), size);
            });
    panel.secure(KEY);
    assertThat(panel.secured()).isTrue();
    for (int at = 0; at + 2 <= bytes.length; ) {
      int length = Math.min(bytes[at + 1] & 0x3F, bytes.length - at - 2);
      byte[] data = Arrays.copyOfRange(bytes, at + 2, at + 2 + length);
      TestPanel.Answer answer = panel.command(bytes[at] & 0xFF, data);
      assertThat(answer.code()).isNotZero();
      assertThat(panel.again().code()).as("repeated").isEqualTo(answer.code());
      at += 2 + length;
    }
    assertThat(panel.command(CommandCode.POLL).code()).isEqualTo(ReplyCode.ACK);
  }
}
