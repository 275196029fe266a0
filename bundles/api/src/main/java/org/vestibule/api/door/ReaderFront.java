// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.door;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The front of the readers that this gateway is to other people's panels: what a station shows of
 * them, and the keys that are pressed there. Thread-safe; returns at once.
 */
@ProviderType
public interface ReaderFront {
  /** Returns what the door's panel wants shown; empty where no panel has a reader at this door. */
  Optional<ReaderDisplay> display(DoorId door);

  /**
   * Offers keys that were pressed at a station of this door to its panel.
   *
   * @param keys 1 to 32 of 0-9, '*' and '#'
   * @return whether the panel takes the keys of this door; then they are for nobody else
   */
  boolean keyed(DoorId door, String keys);
}
