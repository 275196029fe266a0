// SPDX-License-Identifier: Apache-2.0
package org.vestibule.ota.internal;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/** Notes when the named bundle stops, and which other ones stop while it is watched. */
final class StopWatch implements SynchronousBundleListener, AutoCloseable {
  private final BundleContext framework;
  private final String symbolicName;
  private final Set<Bundle> others = ConcurrentHashMap.newKeySet();
  private final long begunNanos = System.nanoTime();
  private volatile long stoppedNanos;

  StopWatch(BundleContext framework, String symbolicName) {
    this.framework = framework;
    this.symbolicName = symbolicName;
    framework.addBundleListener(this);
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    Bundle bundle = event.getBundle();
    if (symbolicName.equals(bundle.getSymbolicName())) {
      if (event.getType() == BundleEvent.STOPPING && stoppedNanos == 0) {
        stoppedNanos = System.nanoTime();
      }
    } else if (event.getType() == BundleEvent.STOPPED) {
      others.add(bundle);
    }
  }

  /** Returns the milliseconds from the named bundle's stop to {@code backNanos}; 0 without one. */
  long gapMillis(long backNanos) {
    return stoppedNanos == 0
        ? 0
        : Math.max(0, TimeUnit.NANOSECONDS.toMillis(backNanos - stoppedNanos));
  }

  long millis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos);
  }

  /** Returns who else was stopped and is still installed, by symbolic name. */
  List<String> restarted() {
    return others.stream()
        .filter(bundle -> bundle.getState() != Bundle.UNINSTALLED)
        .map(Bundle::getSymbolicName)
        .sorted()
        .toList();
  }

  @Override
  public void close() {
    framework.removeBundleListener(this);
  }
}
