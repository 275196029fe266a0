// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.time.Instant;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.vestibule.api.event.BundleChanged;

/** Publishes what happens to the house's own bundles, whoever caused it. */
final class BundleNews implements BundleListener, AutoCloseable {
  private static final Map<Integer, String> CHANGES =
      Map.of(
          BundleEvent.INSTALLED, "installed",
          BundleEvent.STARTED, "started",
          BundleEvent.STOPPED, "stopped",
          BundleEvent.UPDATED, "updated",
          BundleEvent.UNINSTALLED, "uninstalled");

  private final BundleContext framework;
  private final House house;

  BundleNews(BundleContext framework, House house) {
    this.framework = framework;
    this.house = house;
    framework.addBundleListener(this);
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    String change = CHANGES.get(event.getType());
    Bundle bundle = event.getBundle();
    if (change != null && InstalledBundles.own(bundle)) {
      house.publish(
          new BundleChanged(
              Instant.now(), bundle.getSymbolicName(), bundle.getVersion().toString(), change));
    }
  }

  @Override
  public void close() {
    framework.removeBundleListener(this);
  }
}
