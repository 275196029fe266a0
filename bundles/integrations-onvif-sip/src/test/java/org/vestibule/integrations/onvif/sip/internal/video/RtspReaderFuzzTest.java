// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/** Whatever a camera sends, it is read to a bounded end, and what is sent on reads the same. */
class RtspReaderFuzzTest {
  @FuzzTest
  void camera(byte[] bytes) throws IOException {
    RtspReader reader = new RtspReader(new ByteArrayInputStream(bytes));
    try {
      for (Optional<RtspPart> part = reader.next(); part.isPresent(); part = reader.next()) {
        if (part.get() instanceof RtspMessage message) {
          again(message);
        }
      }
    } catch (IOException e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
  }

  private static void again(RtspMessage message) throws IOException {
    RtspMessage sent = message.with("CSeq", "1");
    Optional<RtspPart> read = new RtspReader(new ByteArrayInputStream(sent.bytes())).next();
    RtspMessage same = (RtspMessage) read.orElseThrow();
    assertThat(same.start()).isEqualTo(sent.start());
    assertThat(same.headers()).isEqualTo(sent.headers());
    assertThat(same.body()).isEqualTo(sent.body());
    assertThat(same.status()).isBetween(0, 999);
  }
}
