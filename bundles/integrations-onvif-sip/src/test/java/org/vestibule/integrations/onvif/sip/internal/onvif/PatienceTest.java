// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How long a device that failed is left alone. */
class PatienceTest {
  private final Patience patience = new Patience();

  @Test
  void howeverLongADeviceIsAwayItIsAskedWithinFiveSeconds() {
    for (int i = 0; i < 1000; i++) {
      assertThat(patience.next()).isBetween(400L, 3000L);
    }
  }

  @Test
  void oneThatAnsweredIsAskedSoonAgain() {
    for (int i = 0; i < 10; i++) {
      patience.next();
    }
    patience.reset();
    assertThat(patience.next()).isLessThanOrEqualTo(600);
  }
}
