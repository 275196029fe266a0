// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.vestibule.api.outbox.Outbox.SinkDepth;

/** How far a sink is, counted from memory. */
final class Depths {
  private Depths() {}

  /**
   * Counts.
   *
   * @param again letters that are to be tried again, which wait, too
   */
  static SinkDepth of(
      Sink sink, List<Segment> segments, TopicNames names, boolean open, int again, int dead) {
    boolean[] wanted = names.wanted(sink.wish());
    long low = sink.low();
    long high = sink.high();
    long waiting = sink.unconfirmed() + again;
    OptionalLong oldest = OptionalLong.empty();
    for (Segment segment : segments) {
      if (segment.end() <= low) {
        continue;
      }
      if (segment.end() > high) {
        waiting += segment.topics().wanted(segment.number(high), wanted);
      }
      if (oldest.isEmpty()) {
        oldest = segment.topics().firstAt(segment.number(low), wanted);
      }
    }
    Optional<Instant> since =
        oldest.isPresent() && waiting > 0
            ? Optional.of(Instant.ofEpochMilli(oldest.getAsLong()))
            : Optional.empty();
    return new SinkDepth(sink.name(), open, waiting, since, sink.lost(), dead);
  }
}
