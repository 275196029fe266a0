// SPDX-License-Identifier: Apache-2.0
package org.vestibule.papers.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.vestibule.api.consent.SiteLaw;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.Sink;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.privacy.Retention;

/** Reads the running framework: which bundles are installed, and what they declare. */
final class Installed {
  private static final String OURS = "org.vestibule.";

  private Installed() {}

  static Wiring in(
      BundleContext context,
      Controller controller,
      Optional<EgressBroker> broker,
      Optional<SiteLaw> law,
      Optional<Retention> retention,
      Optional<ModelLibrary> models) {
    Set<String> bundles = new TreeSet<>();
    List<Wiring.DeclaredSink> sinks = new ArrayList<>();
    for (Bundle bundle : context.getBundles()) {
      String name = bundle.getSymbolicName();
      List<Wiring.DeclaredSink> declared = name == null ? List.of() : sinks(bundle);
      sinks.addAll(declared);
      if (name != null && (name.startsWith(OURS) || !declared.isEmpty())) {
        bundles.add(name);
      }
    }
    return new Wiring(controller, bundles, sinks, broker, law, retention, models);
  }

  private static List<Wiring.DeclaredSink> sinks(Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    return revision == null
        ? List.of()
        : revision.getDeclaredCapabilities(Sink.NAMESPACE).stream()
            .map(BundleCapability::getAttributes)
            .map(attributes -> sink(bundle.getSymbolicName(), attributes))
            .toList();
  }

  /** Lines and markup of a manifest stay out of the papers. */
  private static Wiring.DeclaredSink sink(String bundle, Map<String, Object> attributes) {
    Object classes = attributes.get("classes");
    Stream<?> labels =
        classes instanceof List<?> list ? list.stream() : Stream.of(text(classes).split(","));
    return new Wiring.DeclaredSink(
        bundle,
        text(attributes.get("sink")),
        labels.map(Installed::text).sorted().toList(),
        text(attributes.get("purpose")));
  }

  private static String text(Object value) {
    String text = String.valueOf(value).replaceAll("[\\p{Cntrl}<>|`*_#\\[\\]\\\\]+", " ").strip();
    return text.length() > 200 ? text.substring(0, 200) : text;
  }
}
