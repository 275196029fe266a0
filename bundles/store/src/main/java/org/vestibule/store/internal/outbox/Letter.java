// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.time.Instant;

/**
 * What a sink gave up.
 *
 * @param reason why, as one sentence
 * @param at when
 */
record Letter(Kept kept, String reason, Instant at) {}
