// SPDX-License-Identifier: Apache-2.0
package org.vestibule.ota.internal;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The house's own bundles in the framework. It works through the system bundle's context, so that
 * the update agent can finish while it is replaced itself.
 */
final class HouseBundles {
  static final String PREFIX = "org.vestibule.";

  private static final Logger LOG = LoggerFactory.getLogger(HouseBundles.class);
  private static final long REFRESH_SECONDS = 20;

  private final BundleContext system;

  HouseBundles(BundleContext context) {
    this.system = context.getBundle(0).getBundleContext();
  }

  BundleContext context() {
    return system;
  }

  /** Returns the bundle {@code org.vestibule.<name>}, the newest if there are several. */
  Optional<Bundle> find(String name) {
    return Arrays.stream(system.getBundles())
        .filter(bundle -> (PREFIX + name).equals(bundle.getSymbolicName()))
        .max(Comparator.comparing(Bundle::getVersion));
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

  /**
   * Lets go of class loaders that a change left behind: those of the changed bundle and of bundles
   * that are uninstalled, as long as nothing that runs hangs on them. Nothing else is refreshed.
   *
   * @param name the changed bundle's short name
   */
  void dropLeftovers(String name) {
    FrameworkWiring wiring = system.getBundle().adapt(FrameworkWiring.class);
    List<Bundle> left =
        wiring.getRemovalPendingBundles().stream()
            .filter(bundle -> droppable(wiring, bundle, name))
            .toList();
    if (left.isEmpty()) {
      return;
    }
    LOG.info("Dropping the old class loaders of {}", left);
    CountDownLatch done = new CountDownLatch(1);
    wiring.refreshBundles(
        left,
        event -> {
          if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
            done.countDown();
          }
        });
    try {
      if (!done.await(REFRESH_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("The refresh of {} took longer than {} s", left, REFRESH_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean droppable(FrameworkWiring wiring, Bundle bundle, String name) {
    Collection<Bundle> hanging = wiring.getDependencyClosure(List.of(bundle));
    return hanging.stream()
        .allMatch(
            other ->
                other.getState() == Bundle.UNINSTALLED
                    || (PREFIX + name).equals(other.getSymbolicName()));
  }
}
