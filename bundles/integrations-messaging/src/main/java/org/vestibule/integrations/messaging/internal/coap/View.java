// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.californium.core.coap.OptionSet;
import org.vestibule.api.egress.DataClass;
import org.vestibule.messages.senml.SenMlPack;

/** A part of the house as somebody may see it. */
@FunctionalInterface
interface View {
  /**
   * Returns what there is to see, the fullest form first; whoever answers sends the first one that
   * the site lets out.
   *
   * @throws Refused when this caller may not, or there is nothing
   */
  List<Form> see(Asking asking, OptionSet options) throws Refused;

  /**
   * One form.
   *
   * @param plain maps, lists, texts, numbers and flags
   * @param measured the same as SenML, where it can be said so
   */
  record Form(Set<DataClass> classes, Object plain, Optional<SenMlPack> measured) {
    /** A form that is not measured. */
    static Form of(Object plain, DataClass... classes) {
      return new Form(Set.of(classes), plain, Optional.empty());
    }
  }
}
