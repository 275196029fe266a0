// SPDX-License-Identifier: Apache-2.0
package org.vestibule.assembly;

/** Assembly cannot go on; the message is the one line that a person sees. */
final class AssemblyException extends Exception {
  private static final long serialVersionUID = 1L;

  AssemblyException(String sentence) {
    super(sentence);
  }

  AssemblyException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
