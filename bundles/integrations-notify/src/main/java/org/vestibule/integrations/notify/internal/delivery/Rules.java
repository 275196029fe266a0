// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.delivery;

import java.time.Duration;
import java.util.function.Predicate;

/**
 * What is sent to one sink, and for how long it is tried.
 *
 * @param tells which topics are told; the rest is passed over
 * @param attempts how often an entry may reach the other end in vain
 * @param age what is older is given up
 * @param concurrency how many are on their way at the same time, each for another door
 */
public record Rules(Predicate<String> tells, int attempts, Duration age, int concurrency) {}
