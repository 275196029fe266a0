// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.Triage;

/**
 * What a row of a head means.
 *
 * @param name kebab-case, unique in a head
 * @param intent what it counts as; {@code UNCLEAR} for what visitors do not say
 */
public record Label(String name, Intent intent) {
  /** Returns the label that an intent has of itself. */
  public static Label of(Intent intent) {
    return new Label(Triage.label(intent), intent);
  }

  /** Returns whether it came along with the gateway. */
  public boolean builtIn() {
    return name.equals(Triage.label(intent));
  }

  /**
   * Written out: {@code java.lang.runtime.ObjectMethods} of JDK 17 keeps hold of the record whose
   * equality it linked last, and with it of the class loader of a bundle that has gone.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof Label label && name.equals(label.name) && intent == label.intent;
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
