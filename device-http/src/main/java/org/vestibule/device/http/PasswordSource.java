// SPDX-License-Identifier: Apache-2.0
package org.vestibule.device.http;

import java.io.IOException;

/** Where a password is when it is needed. Thread-safe. */
@FunctionalInterface
public interface PasswordSource {
  /**
   * Returns a copy of its own; whoever asked wipes it.
   *
   * @throws IOException if it cannot be read
   */
  byte[] read() throws IOException;

  /** The first line of the device's file, read each time; none where no file is configured. */
  static PasswordSource of(DeviceAddress device) {
    return () ->
        device.passwordFile().isPresent()
            ? PasswordFile.firstLine(device.passwordFile().get())
            : new byte[0];
  }
}
