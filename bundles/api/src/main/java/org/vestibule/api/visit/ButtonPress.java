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
 * @param unit whom they ring for, as the house numbers its flats and offices: the button of a flat,
 *     or the number that a panel dialled; empty: whoever is there
 */
public record ButtonPress(
    StationId station, Instant at, Optional<Claim> claim, Optional<String> unit) {
  /** A press of the one bell. */
  public ButtonPress(StationId station, Instant at, Optional<Claim> claim) {
    this(station, at, claim, Optional.empty());
  }
}
