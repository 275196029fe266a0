// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api;

/**
 * An error that a person can act on: which input, what was found, what was allowed, what to do.
 *
 * <p>The {@linkplain #code() code} is stable and kebab-case; scripts may rely on it, the words may
 * change. No message carries a secret or a biometric value.
 */
public class VestibuleException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;
  private final String input;
  private final String found;
  private final String allowed;
  private final String remedy;

  /**
   * @param code stable, kebab-case, for example {@code image-too-large}
   * @param input what was wrong, in the user's words, for example {@code "snapshot front-1.jpg"}
   * @param found the offending value, shortened, never a secret
   * @param allowed the bound that it broke
   * @param remedy the one thing to do next
   */
  public VestibuleException(
      String code, String input, String found, String allowed, String remedy) {
    this(code, input, found, allowed, remedy, null);
  }

  /** As above, with the technical cause for the log. */
  public VestibuleException(
      String code, String input, String found, String allowed, String remedy, Throwable cause) {
    super(input + ": " + found + "; allowed: " + allowed + ". " + remedy, cause);
    this.code = code;
    this.input = input;
    this.found = found;
    this.allowed = allowed;
    this.remedy = remedy;
  }

  /** Returns the stable code. */
  public String code() {
    return code;
  }

  /** Returns what was wrong. */
  public String input() {
    return input;
  }

  /** Returns the offending value. */
  public String found() {
    return found;
  }

  /** Returns the bound that was broken. */
  public String allowed() {
    return allowed;
  }

  /** Returns what to do next. */
  public String remedy() {
    return remedy;
  }
}
