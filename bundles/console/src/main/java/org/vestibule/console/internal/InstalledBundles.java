// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The house's own bundles, {@code org.vestibule.*}. */
final class InstalledBundles {
  static final String PREFIX = "org.vestibule.";

  private final BundleContext framework;

  InstalledBundles(BundleContext framework) {
    this.framework = framework;
  }

  static boolean own(Bundle bundle) {
    return bundle.getSymbolicName() != null && bundle.getSymbolicName().startsWith(PREFIX);
  }

  List<Map<String, Object>> plain() {
    List<Map<String, Object>> list = new ArrayList<>();
    Arrays.stream(framework.getBundles())
        .filter(InstalledBundles::own)
        .sorted(Comparator.comparing(Bundle::getSymbolicName).thenComparing(Bundle::getVersion))
        .forEach(bundle -> list.add(plain(bundle)));
    return list;
  }

  static Map<String, Object> plain(Bundle bundle) {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("name", bundle.getSymbolicName());
    plain.put("shortName", bundle.getSymbolicName().substring(PREFIX.length()));
    plain.put("title", bundle.getHeaders("").get("Bundle-Name"));
    plain.put("description", bundle.getHeaders("").get("Bundle-Description"));
    plain.put("version", bundle.getVersion().toString());
    plain.put("state", state(bundle));
    plain.put("updated", Instant.ofEpochMilli(bundle.getLastModified()).toString());
    plain.values().removeIf(Objects::isNull);
    return plain;
  }

  static String state(Bundle bundle) {
    return switch (bundle.getState()) {
      case Bundle.INSTALLED -> "INSTALLED";
      case Bundle.RESOLVED -> "RESOLVED";
      case Bundle.STARTING -> "STARTING";
      case Bundle.ACTIVE -> "ACTIVE";
      case Bundle.STOPPING -> "STOPPING";
      default -> "UNINSTALLED";
    };
  }
}
