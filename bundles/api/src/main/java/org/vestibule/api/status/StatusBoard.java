// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.status;

import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** Every status of the house in one place. Thread-safe; never blocks. */
@ProviderType
public interface StatusBoard {
  /** Returns each source's status by name, sorted. */
  Map<String, Status> all();

  /** Returns whether nothing is starting, degraded or unavailable. */
  boolean ready();
}
