// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

/** The command line cannot be understood; exit code 2. */
final class WrongUse extends Exception {
  private static final long serialVersionUID = 1L;

  WrongUse(String sentence) {
    super(sentence);
  }
}
