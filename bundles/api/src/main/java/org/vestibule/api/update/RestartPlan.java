// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.update;

/**
 * A planned restart, told before it begins. While it stands as a service, new presses are refused
 * and visits that are open go on to their end.
 *
 * @param feature what is updated; {@code karaf} for the distribution
 * @param before the version that runs
 * @param after the version that will run; empty if only the new start will tell
 * @param reason why it cannot be done live
 * @param withinSeconds the time that open visits are given; the process ends not much later
 */
public record RestartPlan(
    String feature, String before, String after, String reason, int withinSeconds) {}
