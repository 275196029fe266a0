// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** The head of a sound file from a panel is understood or refused. */
class WaveFuzzTest {
  @FuzzTest
  void header(byte[] bytes) throws IOException {
    try {
      Wave wave = Wave.readHeader(new ByteArrayInputStream(bytes));
      assertThat(wave.rate()).isBetween(8000, 48_000);
      assertThat(wave.channels()).isBetween(1, 2);
    } catch (Refusal refused) {
      assertThat(refused).isNotNull();
    }
  }
}
