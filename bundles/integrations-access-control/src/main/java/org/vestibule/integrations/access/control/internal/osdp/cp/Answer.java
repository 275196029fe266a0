// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import org.vestibule.integrations.access.control.internal.osdp.NakReason;

/** What became of a command. */
public sealed interface Answer {
  /**
   * The reader answered.
   *
   * @param code which reply
   * @param data its data, the receiver's own
   */
  record Replied(int code, byte[] data) implements Answer {}

  /** The reader refused it: nothing was done. */
  record Refused(NakReason reason) implements Answer {}

  /** It was not sent: nothing was done. */
  record NotSent(String why) implements Answer {}

  /** It was sent, and nobody knows whether it was done. It is not sent again. */
  record Unknown(String why) implements Answer {}
}
