// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.line;

import java.io.IOException;
import org.vestibule.api.VestibuleException;

/** Opens lines. */
@FunctionalInterface
public interface Lines {
  /**
   * Opens one.
   *
   * @param address {@code serial:/dev/ttyUSB0?baud=9600}, {@code tcp:host:port} (connects), or
   *     {@code listen:address:port} (waits for one peer at a time)
   * @throws VestibuleException {@code line-invalid}, {@code egress-*}
   * @throws IOException when it cannot be opened now
   */
  Line open(String address) throws VestibuleException, IOException;
}
