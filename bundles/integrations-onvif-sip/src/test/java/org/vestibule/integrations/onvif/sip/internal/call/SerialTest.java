// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SerialTest {
  @Test
  void whatFailsBecauseABundleWentDoesNotHoldUpWhatComesAfterIt() {
    List<String> done = new ArrayList<>();
    Serial serial = new Serial(Runnable::run, thrown -> done.add("failed " + thrown.getMessage()));
    try {
      serial.execute(
          () -> {
            throw new NoClassDefFoundError("gone");
          });
    } catch (NoClassDefFoundError e) {
      done.add("thrown");
    }
    serial.execute(() -> done.add("next"));
    assertThat(done).containsExactly("failed gone", "next");
  }
}
