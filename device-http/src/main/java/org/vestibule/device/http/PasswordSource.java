// SPDX-License-Identifier: Apache-2.0
package org.vestibule.device.http;

import java.io.IOException;
import java.nio.file.Path;

/** Where a password is when it is needed. Thread-safe. */
@FunctionalInterface
public interface PasswordSource {
  /**
   * Returns a copy of its own; whoever asked wipes it.
   *
   * @throws IOException if it cannot be read
   */
  byte[] read() throws IOException;

  /**
   * The first line of the device's file, or the secret that {@code secret:NAME} stands for; read
   * each time. None where neither is configured.
   */
  static PasswordSource of(DeviceAddress device) {
    return () ->
        device.passwordFile().isPresent() ? read(device.passwordFile().get()) : new byte[0];
  }

  /**
   * Says that a password was not read, and why, for people; a file's own message may have a path in
   * it.
   */
  static String why(IOException failure) {
    return failure instanceof SealedPassword.Unread
        ? "the password cannot be had: " + failure.getMessage()
        : "passwordFile cannot be read (" + failure.getClass().getSimpleName() + ")";
  }

  /** Returns what to do then: a secret says so itself. */
  static String remedy(IOException failure) {
    return failure instanceof SealedPassword.Unread
        ? "Name a secret that the gateway may give to this device."
        : "Write the password into its first line, readable by the gateway only.";
  }

  private static byte[] read(Path from) throws IOException {
    SealedPassword sealed = SealedPassword.OF_THIS_HOUSE;
    return SealedPassword.is(from) ? sealed.read(from) : PasswordFile.firstLine(from);
  }
}
