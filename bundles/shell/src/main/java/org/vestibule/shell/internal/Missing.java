// SPDX-License-Identifier: Apache-2.0
package org.vestibule.shell.internal;

import org.vestibule.api.VestibuleException;

/** Says which part of the house a command needs and does not find. */
final class Missing {
  private Missing() {}

  /** Returns {@code service} if it is here. */
  static <T> T require(T service, String what, String bundle) throws VestibuleException {
    if (service == null) {
      throw new VestibuleException(
          "service-missing",
          what,
          "not here",
          "a gateway with " + bundle,
          "Start the bundle org.vestibule." + bundle + " and try again.");
    }
    return service;
  }
}
