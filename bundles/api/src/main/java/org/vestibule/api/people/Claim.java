// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.people;

import java.util.Objects;

/**
 * Who somebody says they are, before any picture is looked at: a unit number or a personal code.
 * With a claim a face is verified (1:1); without one nobody is identified.
 *
 * @param code what was entered, 1 to 32 characters; treated as a secret: never logged
 */
public record Claim(String code) {
  /** Refuses an empty or an endless code. */
  public Claim {
    Objects.requireNonNull(code, "code");
    if (code.isBlank() || code.length() > 32) {
      throw new IllegalArgumentException(
          "claim of " + code.length() + " characters; allowed: 1 to 32");
    }
  }

  @Override
  public String toString() {
    return "Claim[***]";
  }
}
