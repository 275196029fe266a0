// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.door;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Takes what inputs of any device say about a door. Thread-safe; returns at once, so that a thread
 * that polls a line may call it.
 */
@ProviderType
public interface DoorSignals {
  /**
   * Notes an input. What was said before is repeated without effect; a door that is not configured
   * is ignored and counted in the status.
   *
   * @param source which device says it, for example {@code osdp reader front}: two devices that say
   *     the same of a door are kept apart, and one that goes is forgotten by {@link #gone}
   */
  void report(String source, DoorId door, DoorSignal signal, boolean active);

  /** Forgets what a device said: nothing is known of its inputs. A fire release stays. */
  void gone(String source);
}
