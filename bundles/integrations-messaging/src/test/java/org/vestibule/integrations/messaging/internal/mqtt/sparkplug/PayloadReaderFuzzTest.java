// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.sparkplug;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.List;
import java.util.OptionalLong;
import org.vestibule.api.VestibuleException;

/** Whatever comes is refused by name or read within its bounds; what was read can be written. */
class PayloadReaderFuzzTest {
  @FuzzTest
  void payload(byte[] bytes) throws VestibuleException {
    Payload read;
    try {
      read = PayloadReader.read(bytes);
    } catch (VestibuleException refused) {
      assertThat(refused.code()).isEqualTo("payload-invalid");
      return;
    }
    assertThat(read.metrics()).hasSizeLessThanOrEqualTo(PayloadReader.MOST_METRICS);
    for (Metric metric : read.metrics()) {
      Payload one = new Payload(OptionalLong.of(1), OptionalLong.empty(), List.of(metric));
      if (one.bytes().length <= PayloadReader.MOST_BYTES) {
        Metric again = PayloadReader.read(one.bytes()).metrics().get(0);
        assertThat(again.name()).isEqualTo(metric.name());
        assertThat(again.alias()).isEqualTo(metric.alias());
        assertThat(again.value()).isEqualTo(metric.value());
      }
    }
  }
}
