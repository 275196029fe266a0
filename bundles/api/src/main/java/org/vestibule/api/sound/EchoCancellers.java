// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.sound;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Makes echo cancellers. Present only where the feature with the native library is installed; a
 * line that finds none is half-duplex. Thread-safe.
 */
@ProviderType
public interface EchoCancellers {
  /** Returns a canceller for one line, at 16 kHz. */
  EchoCanceller open();
}
