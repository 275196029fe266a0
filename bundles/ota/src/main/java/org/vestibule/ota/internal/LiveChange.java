// SPDX-License-Identifier: Apache-2.0
package org.vestibule.ota.internal;

import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.vestibule.api.update.UpdateReport;

/** One change of one feature while the gateway runs, with the gate that it must pass. */
final class LiveChange {
  /** What the features service is asked to do. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  private final HouseBundles bundles;
  private final Supplier<Settings> settings;

  LiveChange(HouseBundles bundles, Supplier<Settings> settings) {
    this.bundles = bundles;
    this.settings = settings;
  }

  /** Returns what the feature's bundle gives to the house now. */
  Health healthOf(String name) {
    return bundles
        .find(name)
        .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
        .map(bundle -> Health.of(bundles.context(), bundle))
        .orElse(Health.NOTHING);
  }

  /**
   * Makes the change, drops what it left behind, and waits until the feature is healthy.
   *
   * @throws Unhealthy when the work failed or the gate did not open in time
   */
  UpdateReport make(String name, Health expected, Work work) throws Unhealthy {
    try (StopWatch watch = new StopWatch(bundles.context(), HouseBundles.PREFIX + name)) {
      String before = version(name);
      run(work);
      bundles.dropLeftovers(name);
      Health.Verdict verdict = expected.await(bundles, name, settings.get().health());
      if (!verdict.complaint().isEmpty()) {
        throw new Unhealthy(verdict.complaint(), null);
      }
      return new UpdateReport(
          name,
          before,
          version(name),
          watch.gapMillis(verdict.backNanos()),
          watch.millis(),
          watch.restarted());
    }
  }

  /**
   * Removes a feature and drops what it left behind.
   *
   * @throws Unhealthy when the work failed
   */
  UpdateReport remove(String name, Work work) throws Unhealthy {
    try (StopWatch watch = new StopWatch(bundles.context(), HouseBundles.PREFIX + name)) {
      String before = version(name);
      run(work);
      bundles.dropLeftovers(name);
      return new UpdateReport(name, before, version(name), 0, watch.millis(), watch.restarted());
    }
  }

  private static void run(Work work) throws Unhealthy {
    try {
      work.run();
    } catch (Exception e) {
      throw new Unhealthy(Unhealthy.firstLine(e), e);
    }
  }

  String version(String name) {
    return bundles.find(name).map(bundle -> bundle.getVersion().toString()).orElse("");
  }
}
