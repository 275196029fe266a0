// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.lease;

/** Finds out who asks for a lease. */
final class Holders {
  private static final String OWN = "org.vestibule.models.";
  private static final StackWalker STACK = StackWalker.getInstance();

  private Holders() {}

  /** Returns the class of the nearest caller outside this bundle. */
  static String caller() {
    return STACK.walk(
        frames ->
            frames
                .map(StackWalker.StackFrame::getClassName)
                .filter(name -> !name.startsWith(OWN))
                .findFirst()
                .orElse("unknown"));
  }
}
