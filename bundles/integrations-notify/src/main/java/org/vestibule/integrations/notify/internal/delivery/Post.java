// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.delivery;

import org.vestibule.api.outbox.OutboxEntry;

/** One sink as it is configured, with its keys and its way out. Thread-safe. */
public interface Post extends AutoCloseable {
  /** Sends an entry once. What cannot be written at all is an unchecked exception. */
  Answer send(OutboxEntry entry) throws InterruptedException;

  /** Looks whether the other end is there; nothing of the house is sent. */
  Answer look() throws InterruptedException;

  /** Forgets its keys and lets go of its connections. */
  @Override
  void close();
}
