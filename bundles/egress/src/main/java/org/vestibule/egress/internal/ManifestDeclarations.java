// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.Sink;

/**
 * The declarations of the bundles that are installed (OSGi Core 8, section 3.3: capabilities in a
 * namespace of one's own).
 */
final class ManifestDeclarations implements Declarations {
  private final BundleContext context;

  ManifestDeclarations(BundleContext context) {
    this.context = context;
  }

  @Override
  public Optional<Set<DataClass>> of(String bundle, String sink) {
    return Arrays.stream(context.getBundles())
        .filter(each -> bundle.equals(each.getSymbolicName()))
        .flatMap(each -> capabilities(each).stream())
        .filter(capability -> sink.equals(capability.getAttributes().get("sink")))
        .findFirst()
        .map(capability -> classes(capability.getAttributes().get("classes")));
  }

  private static List<BundleCapability> capabilities(Bundle bundle) {
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    return revision == null ? List.of() : revision.getDeclaredCapabilities(Sink.NAMESPACE);
  }

  private static Set<DataClass> classes(Object value) {
    return Declarations.classes(
        value instanceof List<?> list ? list : List.of(String.valueOf(value).split(",")));
  }
}
