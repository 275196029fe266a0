// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.io.IOException;

/** Something that the connection's thread does between two events. */
@FunctionalInterface
interface Errand {
  /** Does it. */
  void run(Session session) throws IOException, InterruptedException;
}
