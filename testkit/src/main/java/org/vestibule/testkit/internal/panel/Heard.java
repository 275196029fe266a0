// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.panel;

/**
 * A request that a simulated head-end received.
 *
 * @param what the command, for example {@code MomentaryUnlockPortal}
 * @param about what it names, for example {@code 3}; empty where it names nothing
 * @param done whether it was carried out, whatever was answered
 */
public record Heard(String what, String about, boolean done) {}
