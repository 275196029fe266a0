// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever a line brings, the decoder stays in its bounds and every payload is read or refused. */
class FrameFuzzTest {
  @FuzzTest
  void line(byte[] bytes) {
    SecureChannel channel = new SecureChannel();
    channel.derive(SecureChannel.defaultKey(), new byte[8], new byte[8]);
    channel.establish();
    FrameDecoder decoder = new FrameDecoder(frame -> look(frame, channel));
    int half = bytes.length / 2;
    decoder.feed(bytes, 0, half);
    decoder.feed(bytes, half, bytes.length - half);
    decoder.silence();
    assertThat(decoder.waiting()).isFalse();
  }

  private static void look(Frame frame, SecureChannel channel) {
    assertThat(frame.dataLength()).isBetween(0, Frame.LONGEST);
    assertThat(frame.toString()).isNotBlank();
    if (!SecurityBlock.hasMac(frame.security()) || frame.unseal(channel)) {
      PayloadFuzzTest.decodeAll(frame.data());
    }
  }
}
