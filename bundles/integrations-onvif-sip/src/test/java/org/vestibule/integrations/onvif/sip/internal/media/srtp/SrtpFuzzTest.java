// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Nothing that is not under the key is opened, and nothing breaks the receiver. */
class SrtpFuzzTest {
  @FuzzTest
  void packet(byte[] bytes) {
    MasterKey key = MasterKey.of(new byte[16], new byte[14]);
    for (Suite suite : Suite.values()) {
      SrtpReceiver receiver = new SrtpReceiver(suite, key);
      // A tag that fits by chance has odds of 2^-32 at most.
      assertThat(receiver.open(bytes)).isEmpty();
      assertThat(receiver.openControl(bytes)).isEmpty();
    }
  }
}
