// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.station;

import java.net.URI;
import java.util.List;

/**
 * A device that answered in the local network. Everything is what it says of itself.
 *
 * @param endpoint names the device, the same at each of its addresses; up to 200 characters
 * @param from the address that the answer came from, as a number
 * @param addresses http or https, at most 8; first those at {@code from}
 * @param name for people, up to 100 characters; may be empty
 * @param hardware its model, up to 100 characters; may be empty
 * @param types what it is, local names, for example {@code NetworkVideoTransmitter}
 */
public record FoundStation(
    String endpoint,
    String from,
    List<URI> addresses,
    String name,
    String hardware,
    List<String> types) {
  /** Copies. */
  public FoundStation {
    addresses = List.copyOf(addresses);
    types = List.copyOf(types);
  }
}
