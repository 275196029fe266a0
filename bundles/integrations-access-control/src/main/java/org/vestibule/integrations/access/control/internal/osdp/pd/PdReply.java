// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import org.vestibule.integrations.access.control.internal.osdp.NakReason;
import org.vestibule.integrations.access.control.internal.osdp.ReplyCode;

/** What is answered, before it is sealed. */
record PdReply(int code, byte[] data) {
  static final PdReply ACK = new PdReply(ReplyCode.ACK, new byte[0]);

  static PdReply nak(NakReason reason) {
    return new PdReply(ReplyCode.NAK, new byte[] {(byte) reason.code()});
  }
}
