// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.visit;

import java.time.Instant;
import java.util.Optional;
import org.vestibule.api.people.Claim;
import org.vestibule.api.station.StationId;

/**
 * Somebody pressed the bell or entered a code.
 *
 * @param station where
 * @param at when, by the gateway's wall clock
 * @param claim who the person says they are, if they said so
 */
public record ButtonPress(StationId station, Instant at, Optional<Claim> claim) {}
