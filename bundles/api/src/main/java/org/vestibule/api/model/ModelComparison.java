// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.model;

import java.time.Instant;

/**
 * Two models on the same live requests.
 *
 * @param slot the slot
 * @param serving id of the pack whose decisions counted
 * @param other id of the pack that was compared with it
 * @param phase {@code shadow}, {@code canary} or {@code watch}
 * @param since when it began
 * @param compared n: requests that both models judged
 * @param dropped requests in the share that were not compared because the box was busy
 * @param incomparable requests of which the second model could say nothing, see {@link
 *     Verdict#NONE}
 * @param agreed requests with the same decision
 * @param onlyServing requests that only the serving model judged positive (McNemar's b)
 * @param onlyOther requests that only the other judged positive (McNemar's c)
 * @param mcnemarP two-sided exact p of McNemar's test (McNemar 1947), 1 when b + c is 0
 * @param scored requests with a score of both
 * @param scoreShift mean of other minus serving score, NaN without scores
 * @param shiftLow lower bound of its 95 % percentile bootstrap interval (Efron 1979)
 * @param shiftHigh upper bound
 * @param servingP95Millis the time that 95 % of the newest runs of the serving model did not
 *     exceed; NaN while there are too few
 * @param otherP95Millis the same of the other model
 * @param errors runs of the other model that failed
 * @param outcome what the policy concluded: {@code running}, {@code promoted}, {@code refused},
 *     {@code passed}, {@code rolled-back} or {@code ended}
 * @param sentence the same in plain words, with n and bound
 */
public record ModelComparison(
    String slot,
    String serving,
    String other,
    String phase,
    Instant since,
    long compared,
    long dropped,
    long incomparable,
    long agreed,
    long onlyServing,
    long onlyOther,
    double mcnemarP,
    long scored,
    double scoreShift,
    double shiftLow,
    double shiftHigh,
    double servingP95Millis,
    double otherP95Millis,
    long errors,
    String outcome,
    String sentence) {}
