// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation;

/** A command that cannot be understood, or data that cannot be measured; the message says why. */
public final class WrongUse extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong, and what is allowed. */
  public WrongUse(String message) {
    super(message);
  }
}
