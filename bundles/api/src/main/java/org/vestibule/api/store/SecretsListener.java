// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.store;

import org.osgi.annotation.versioning.ConsumerType;

/** Whoever uses secrets; register it as a service. */
@ConsumerType
public interface SecretsListener {
  /**
   * A secret was put, replaced or removed, or the vault was opened ({@code name} empty: all of
   * them). Called on a thread that others wait for: return at once.
   */
  void secretChanged(String name);
}
