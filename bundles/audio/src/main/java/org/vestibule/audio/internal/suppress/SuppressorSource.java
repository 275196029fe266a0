// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.suppress;

import java.util.Optional;

/** Opens suppressors with the model that serves. A service inside the bundle. Thread-safe. */
public interface SuppressorSource {
  /** Returns a suppressor for one stream; empty when no model serves. */
  Optional<Suppressor> open();
}
