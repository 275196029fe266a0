// SPDX-License-Identifier: Apache-2.0
package org.vestibule.papers.internal;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.consent.SiteLaw;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.privacy.Retention;

/**
 * What the papers are made from, as it is now.
 *
 * @param bundles the symbolic names of the bundles of the house, and of whoever declares a sink
 * @param sinks what they declare
 */
record Wiring(
    Controller controller,
    Set<String> bundles,
    List<DeclaredSink> sinks,
    Optional<EgressBroker> broker,
    Optional<SiteLaw> law,
    Optional<Retention> retention,
    Optional<ModelLibrary> models) {
  /** One declaration in a manifest. */
  record DeclaredSink(String bundle, String sink, List<String> classes, String purpose) {}
}
