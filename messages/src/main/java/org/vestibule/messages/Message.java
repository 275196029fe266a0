// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.vestibule.api.egress.DataClass;

/**
 * One form in which an event may leave, written. Immutable but for the array, which nobody changes.
 *
 * @param classes what is in it, at least one; all of them must be allowed
 * @param json its envelope, as {@link CloudEvent#json}
 */
public record Message(Set<DataClass> classes, byte[] json) {
  /** Copies the set. */
  public Message {
    classes = Collections.unmodifiableSet(EnumSet.copyOf(classes));
  }
}
