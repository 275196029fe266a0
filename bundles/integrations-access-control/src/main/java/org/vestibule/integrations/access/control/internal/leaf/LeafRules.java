// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.leaf;

import java.time.Duration;

/**
 * How long a leaf may do what.
 *
 * @param title the door's name for people
 * @param heldOpen how long it may stand open; zero for as long as it likes
 * @param forcedGrace how much later than the leaf its cause may be heard of, and how long after the
 *     end of a cause the leaf may still open
 * @param exit how long after a request to exit the leaf may open
 */
public record LeafRules(String title, Duration heldOpen, Duration forcedGrace, Duration exit) {}
