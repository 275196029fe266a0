// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

import java.util.Optional;

/**
 * How a reader itself is (osdp_LSTATR, SIA OSDP 2.2 section 7.6).
 *
 * @param tamper whether somebody is at its case
 * @param powerFailure whether its supply fails
 */
public record LocalStatus(boolean tamper, boolean powerFailure) {
  /** Returns its bytes on the wire. */
  public byte[] encode() {
    return new byte[] {(byte) (tamper ? 1 : 0), (byte) (powerFailure ? 1 : 0)};
  }

  /** Reads it; empty when the length is wrong. */
  public static Optional<LocalStatus> decode(byte[] data) {
    return data.length == 2
        ? Optional.of(new LocalStatus(data[0] != 0, data[1] != 0))
        : Optional.empty();
  }
}
