// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.delivery;

import java.util.Map;
import org.vestibule.api.status.StatusSource;

/** One sink from its first configuration to its end. Thread-safe. */
public interface Outlet extends StatusSource {
  /** Takes another configuration; a wrong one is refused by name, and the last good one stays. */
  void configure(Map<String, Object> properties);

  /** Ends; what is on its way gets some seconds. */
  void stop() throws InterruptedException;

  /** Somebody removed its configuration: once it has ended nothing is kept for it any longer. */
  void forget();
}
