// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.vestibule.integrations.access.control.internal.osdp.CardRead;
import org.vestibule.integrations.access.control.internal.osdp.Frame;
import org.vestibule.integrations.access.control.internal.osdp.FrameDecoder;
import org.vestibule.integrations.access.control.internal.osdp.FrameEncoder;
import org.vestibule.integrations.access.control.internal.osdp.FrameTap;
import org.vestibule.integrations.access.control.internal.osdp.OutputControl;
import org.vestibule.integrations.access.control.internal.osdp.ReaderId;
import org.vestibule.integrations.access.control.internal.osdp.ReplyCode;
import org.vestibule.integrations.access.control.internal.wiegand.CardBits;

/** Whoever is on the wire: no session without the key, no card, no key taken, nothing switched. */
class PdIntruderFuzzTest {
  private static final byte[] KEY = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");

  private final PdKeys keys = new PdKeys();
  private final AtomicInteger switched = new AtomicInteger();
  private final PdListener listener =
      new PdListener() {
        @Override
        public void output(OutputControl control) {
          switched.incrementAndGet();
        }

        @Override
        public void keySet(byte[] key) {
          throw new AssertionError("a key was taken");
        }
      };
  private final PdEngine reader =
      new PdEngine(
          new PdProfile(1, 9600, new ReaderId(1, 2, 3, 4, 5, 6, 7), false),
          keys,
          listener,
          () -> 1,
          bytes -> Arrays.fill(bytes, (byte) 5));
  private final PdBus bus = new PdBus(List.of(reader), () -> 1, FrameTap.NONE);

  /** The bytes as they are, and then as the parts of frames with good check characters. */
  @FuzzTest
  void frames(byte[] bytes) {
    prepare();
    replyIsHarmless(bus.receive(bytes, 0, bytes.length, 1));
    replyIsHarmless(bus.silence(1));
    FrameEncoder encoder = new FrameEncoder();
    for (int at = 0; at + 5 <= bytes.length; ) {
      int length = Math.min(bytes[at + 4] & 0x3F, bytes.length - at - 5);
      byte[] data = Arrays.copyOfRange(bytes, at + 5, at + 5 + length);
      int control = bytes[at] & 3 | 4;
      int code = bytes[at + 1] & 0xFF;
      if ((bytes[at + 2] & 1) == 0) {
        encoder.clear(1, control, code, data);
      } else {
        encoder.handshake(1, control, bytes[at + 2] & 0xFF, bytes[at + 3], code, data);
      }
      replyIsHarmless(bus.receive(encoder.buffer(), 0, encoder.size(), 1));
      at += 5 + length;
    }
    assertThat(switched).hasValue(0);
  }

  private void prepare() {
    keys.replace(KEY);
    switched.set(0);
    bus.disconnected();
    reader.present(
        PdRead.card(new CardRead(0, 1, new CardBits(26, new byte[4])), 1, Long.MAX_VALUE));
  }

  private void replyIsHarmless(int size) {
    if (size > 0) {
      FrameDecoder decoder = new FrameDecoder(PdIntruderFuzzTest::harmless);
      decoder.feed(bus.reply(), 0, size);
    }
  }

  private static void harmless(Frame frame) {
    assertThat(frame.reply()).isTrue();
    assertThat(frame.code())
        .isIn(
            ReplyCode.NAK,
            ReplyCode.PDID,
            ReplyCode.PDCAP,
            ReplyCode.LSTATR,
            ReplyCode.CCRYPT,
            ReplyCode.RMAC_I);
  }
}
