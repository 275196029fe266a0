// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal.delivery;

import java.util.Set;
import org.vestibule.api.egress.DataClass;

/**
 * One form in which something may be sent.
 *
 * @param classes what is in it; all of them must be allowed
 * @param body nobody changes it
 */
public record Parcel(Set<DataClass> classes, byte[] body) {
  /** Copies. */
  public Parcel {
    classes = Set.copyOf(classes);
  }

  @Override
  public String toString() {
    return "Parcel[" + classes + ", " + body.length + " bytes]";
  }
}
