// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.face;

import java.time.Instant;

/**
 * What a decision rests on. It says when light fell on the sensor, so that whoever acts on the
 * decision can see how old it is, and names the track, so that it dies when the person leaves.
 *
 * @param track the person's track within their {@link FaceWatch}, for example {@code t3}
 * @param pictures how many different pictures had a vote
 * @param capturedAt when the youngest of them was captured (wall clock, for people)
 * @param capturedNanos the same moment on {@link System#nanoTime()}
 */
public record FaceEvidence(String track, int pictures, Instant capturedAt, long capturedNanos) {}
