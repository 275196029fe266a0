// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.visit;

import org.vestibule.api.egress.Classified;
import org.vestibule.api.egress.DataClass;

/**
 * One bar of the waterfall from capture to relay.
 *
 * @param stage the stage's stable name, for example {@code decode}, {@code detect}, {@code embed}
 * @param startMicros when it began, in microseconds after {@linkplain VisitStory#openedAt() the
 *     visit opened}; inside a capability's answer: after the call began
 * @param durationMicros how long it took, in microseconds
 */
@Classified(DataClass.PERSONAL)
public record StageTiming(
    @Classified(DataClass.PERSONAL) String stage, long startMicros, long durationMicros) {
  /** Returns the same bar moved later by {@code micros}. */
  public StageTiming shifted(long micros) {
    return new StageTiming(stage, startMicros + micros, durationMicros);
  }
}
