// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.event;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Registered as a service to hear events. Each listener has its own bounded queue and one thread at
 * a time; a slow one is named in the status and blocks nobody.
 */
@ConsumerType
public interface EventListener {
  /** Returns the name under which a slow or failing listener is reported. */
  String name();

  /** Receives one event. An exception is logged and counted; the next event still comes. */
  void on(VestibuleEvent event);
}
