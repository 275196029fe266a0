// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.vestibule.egress.internal.EgressComponent;

/** The house's own broker of what leaves, with the declarations of this bundle. */
public final class RealEgress {
  private static final Map<String, List<String>> SINKS =
      Map.of(
          "webhook", List.of("event", "health", "personal", "transcript"),
          "slack", List.of("event", "personal", "raw-video", "credential"),
          "teams", List.of("event", "personal", "raw-video"));

  private RealEgress() {}

  /** Opens it with rules of the site. */
  public static EgressComponent open(Map<String, Object> rules) {
    BundleRevision revision =
        one(
            BundleRevision.class,
            "getDeclaredCapabilities",
            SINKS.entrySet().stream()
                .map(
                    sink ->
                        one(
                            BundleCapability.class,
                            "getAttributes",
                            Map.<String, Object>of(
                                "sink", sink.getKey(), "classes", sink.getValue())))
                .toList());
    Bundle bundle =
        (Bundle)
            Proxy.newProxyInstance(
                RealEgress.class.getClassLoader(),
                new Class<?>[] {Bundle.class},
                (proxy, method, arguments) ->
                    method.getName().equals("getSymbolicName")
                        ? "org.vestibule.integrations-notify"
                        : revision);
    BundleContext context = one(BundleContext.class, "getBundles", new Bundle[] {bundle});
    return new EgressComponent(context, rules);
  }

  private static <T> T one(Class<T> type, String asked, Object answer) {
    return type.cast(
        Proxy.newProxyInstance(
            RealEgress.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (method.getName().equals(asked)) {
                return answer;
              }
              throw new UnsupportedOperationException(method.getName());
            }));
  }
}
