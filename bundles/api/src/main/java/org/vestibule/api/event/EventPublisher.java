// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.event;

import org.osgi.annotation.versioning.ProviderType;

/** Publishes once to everyone who listens; returns at once. Thread-safe. */
@ProviderType
public interface EventPublisher {
  /** Queues the event for every listener. */
  void publish(VestibuleEvent event);
}
