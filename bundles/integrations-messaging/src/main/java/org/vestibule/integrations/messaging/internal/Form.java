// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal;

import java.util.Set;
import org.vestibule.api.egress.DataClass;

/**
 * One form in which a message may be sent.
 *
 * @param classes all of them must be allowed
 * @param payload UTF-8 text
 */
record Form(Set<DataClass> classes, String payload) {
  static Form of(String payload, DataClass... classes) {
    return new Form(Set.of(classes), payload);
  }
}
