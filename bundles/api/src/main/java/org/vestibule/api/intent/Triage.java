// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.intent;

/**
 * The answer of visitor triage. It informs a person and never opens a door.
 *
 * @param intent what the visitor seems to want, or {@link Intent#UNCLEAR}
 * @param confidence probability of the best class, 0 to 1, also when the answer is UNCLEAR
 * @param reason why, as one sentence with the deciding value and its bound
 * @param model the id of the model that answered
 */
public record Triage(Intent intent, float confidence, String reason, String model) {}
