// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.Optional;
import org.vestibule.api.access.Caller;

/**
 * One delta, in the two forms in which it is sent.
 *
 * @param number counts them
 * @param place who may hear it
 * @param visit the visit that it belongs to, or empty
 * @param name the name that was claimed in that visit
 * @param fields its plain fields
 * @param whole the message for whoever may see people
 * @param nameless the message for everybody else
 */
record Delta(
    long number,
    Place place,
    String visit,
    Optional<String> name,
    Object fields,
    byte[] whole,
    byte[] nameless) {
  /** Returns the message as this caller may see it; empty when it is not for them. */
  Optional<byte[]> message(Caller caller) {
    if (!place.seenBy(caller)) {
      return Optional.empty();
    }
    return Optional.of(place.namedTo(caller) ? whole : nameless);
  }
}
