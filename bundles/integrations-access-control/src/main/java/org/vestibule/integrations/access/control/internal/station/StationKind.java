// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.station;

import java.util.List;
import java.util.function.Predicate;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/**
 * A make of device.
 *
 * @param kind as a door's configuration names it
 * @param pid its factory configuration
 * @param keys the keys that only this make has
 * @param relay which names of relays it has
 * @param relays the same for people
 */
public record StationKind(
    String kind,
    String pid,
    List<String> keys,
    Predicate<String> relay,
    String relays,
    Maker maker) {

  /** Makes what speaks to one device of this make. */
  @FunctionalInterface
  public interface Maker {
    /**
     * @param reader for the keys of this make
     * @throws VestibuleException {@code configuration-invalid}
     */
    Station make(SettingsReader reader, StationSettings settings) throws VestibuleException;
  }
}
