// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.speech;

import org.osgi.annotation.versioning.ProviderType;

/** A running recognition. */
@ProviderType
public interface Hearing {
  /** Stops listening; what was heard so far is recognised and delivered. Idempotent. */
  void stop();
}
