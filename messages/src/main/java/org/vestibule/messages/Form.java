// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages;

import java.util.Set;
import org.vestibule.api.egress.DataClass;

/**
 * One form in which an event may leave.
 *
 * @param classes what is in it; all of them must be allowed
 * @param event the event without what is of other classes
 */
public record Form(Set<DataClass> classes, CloudEvent event) {
  /** Copies. */
  public Form {
    classes = Set.copyOf(classes);
  }
}
