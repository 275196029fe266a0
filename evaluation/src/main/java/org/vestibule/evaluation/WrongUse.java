// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation;

/** A command that cannot be understood, or data that cannot be measured; the message says why. */
final class WrongUse extends Exception {
  private static final long serialVersionUID = 1L;

  WrongUse(String message) {
    super(message);
  }
}
