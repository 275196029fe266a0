// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.intent;

import java.time.Instant;

/**
 * An utterance that somebody taught.
 *
 * @param id names it
 * @param label its label
 * @param text the words, at most 500 characters
 * @param at when
 */
public record TaughtUtterance(String id, String label, String text, Instant at) {}
