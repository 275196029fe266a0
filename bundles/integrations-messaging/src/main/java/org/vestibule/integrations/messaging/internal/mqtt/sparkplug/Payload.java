// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt.sparkplug;

import java.util.List;
import java.util.OptionalLong;

/**
 * What a message holds (Sparkplug 3.0, 6.4.2 "Payload"). Immutable.
 *
 * @param timestamp when it was published: milliseconds since 1970, UTC
 * @param seq 0 to 255; empty in deaths of a node and in commands
 */
record Payload(OptionalLong timestamp, OptionalLong seq, List<Metric> metrics) {
  /** Copies. */
  Payload {
    metrics = List.copyOf(metrics);
  }

  /** Returns it as bytes. */
  byte[] bytes() {
    return PayloadWriter.write(this);
  }
}
