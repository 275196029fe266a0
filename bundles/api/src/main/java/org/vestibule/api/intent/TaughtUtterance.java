// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.intent;

import java.time.Instant;
import java.util.Optional;
import org.vestibule.api.people.PersonId;

/**
 * An utterance that somebody taught.
 *
 * @param id names it
 * @param label its label
 * @param text the words, at most 500 characters
 * @param at when
 * @param person whose words they are, if they are somebody's; they go with their consent
 */
public record TaughtUtterance(
    String id, String label, String text, Instant at, Optional<PersonId> person) {}
