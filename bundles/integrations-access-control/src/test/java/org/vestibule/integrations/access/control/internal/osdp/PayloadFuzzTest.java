// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever the data of a good frame are, each payload is read as it was written, or refused. */
class PayloadFuzzTest {
  @FuzzTest
  void payload(byte[] bytes) {
    if (bytes.length <= FrameEncoder.MOST_DATA) {
      FrameEncoder encoder = new FrameEncoder();
      encoder.clear(1, FrameEncoder.withCrc(1), CommandCode.TEXT, bytes);
      FrameDecoder decoder = new FrameDecoder(frame -> assertThat(frame.data()).isEqualTo(bytes));
      decoder.feed(encoder.buffer(), 0, encoder.size());
    }
    decodeAll(bytes);
  }

  static void decodeAll(byte[] data) {
    ReaderId.decode(data);
    Capability.decode(data);
    CardRead.decode(data)
        .ifPresent(read -> assertThat(CardRead.decode(read.encode())).contains(read));
    KeypadDigits.decode(data)
        .ifPresent(keys -> assertThat(KeypadDigits.decode(keys.encode())).contains(keys));
    OutputControl.decode(data)
        .ifPresent(list -> assertThat(OutputControl.encode(list)).isEqualTo(data));
    LedControl.decode(data);
    BuzzerControl.decode(data);
    TextControl.decode(data)
        .ifPresent(text -> assertThat(TextControl.decode(text.encode())).contains(text));
    LocalStatus.decode(data);
    LineSetting.decode(data);
    KeySetting.decode(data.clone()).ifPresent(KeySetting::close);
  }
}
