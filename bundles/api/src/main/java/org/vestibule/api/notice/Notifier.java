// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.notice;

import org.osgi.annotation.versioning.ConsumerType;
import org.vestibule.api.VestibuleException;

/** A way to tell people. Called on a worker; may take seconds. */
@ConsumerType
public interface Notifier {
  /** Returns the channel's name, for example {@code console}. */
  String channel();

  /**
   * Delivers a notice.
   *
   * @return how it was received, for example {@code "2 open pages"}
   * @throws VestibuleException {@code notice-undeliverable}
   */
  String deliver(Notice notice) throws VestibuleException;
}
