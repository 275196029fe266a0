// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.panel;

/** What goes wrong with one request to a simulated head-end. */
public enum Fault {
  /** The connection ends before anything is done. */
  DROP_BEFORE,
  /** It is done, and the connection ends without an answer. */
  DROP_AFTER,
  /** It is done, and the answer comes later than anybody waits. */
  LATE,
  /** It is done, and the answer is a status 500. */
  ERROR_AFTER,
  /** It is done, and the answer is not of the interface's form. */
  GARBAGE
}
