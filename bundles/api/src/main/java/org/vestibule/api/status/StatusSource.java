// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.status;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Registered by everything that can fail. The board in {@code core} reads it about once a second.
 *
 * <p>{@link #status()} is cheap, thread-safe, and never blocks on a device.
 */
@ConsumerType
public interface StatusSource {
  /** Returns the name shown to people, stable, for example {@code vision} or {@code mqtt}. */
  String name();

  /** Returns how it is now; {@link Status#since()} moves only when the state does. */
  Status status();
}
