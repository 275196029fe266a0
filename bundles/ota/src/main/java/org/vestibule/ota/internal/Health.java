// SPDX-License-Identifier: Apache-2.0
package org.vestibule.ota.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusSource;

/**
 * What a bundle gave to the house: its services by their interfaces, and what it said of itself. A
 * bundle that takes its place is healthy when it gives all of that again and does not say that it
 * is unavailable, unless the one before said so, too.
 *
 * @param services how often each set of interfaces was registered
 * @param statuses the state of each status source by its name
 */
record Health(Map<String, Integer> services, Map<String, Status.State> statuses) {
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  /** What is still starting gets so many times the patience: it is slow and not yet wrong. */
  private static final int STARTING_FACTOR = 3;

  private static final String STARTING = " is still STARTING";

  /** Nothing is expected but that the bundle says it works. */
  static final Health NOTHING = new Health(Map.of(), Map.of());

  /** Nothing is expected but that the bundle runs: null, for nothing of it is compared. */
  static final Health RUNNING = new Health(null, null);

  /** Looks at a bundle as it is now. */
  static Health of(BundleContext framework, Bundle bundle) {
    Map<String, Integer> services = new TreeMap<>();
    Map<String, Status.State> statuses = new TreeMap<>();
    ServiceReference<?>[] registered = bundle.getRegisteredServices();
    if (registered == null) {
      return new Health(services, statuses);
    }
    for (ServiceReference<?> reference : registered) {
      String interfaces = String.join(",", (String[]) reference.getProperty("objectClass"));
      services.merge(interfaces, 1, Integer::sum);
      if (framework.getService(reference) instanceof StatusSource source) {
        ask(source, statuses);
      }
      framework.ungetService(reference);
    }
    return new Health(services, statuses);
  }

  /** Asks code that may be broken: what it throws is an answer, too. */
  private static void ask(StatusSource source, Map<String, Status.State> statuses) {
    String name = source.getClass().getSimpleName();
    try {
      name = source.name();
      statuses.put(name, source.status().state());
    } catch (RuntimeException | LinkageError e) {
      statuses.put(name, Status.State.UNAVAILABLE);
    }
  }

  /** Returns the first set of interfaces that {@code now} lacks. */
  Optional<String> lost(Health now) {
    return services == null
        ? Optional.empty()
        : services.entrySet().stream()
            .filter(entry -> now.services.getOrDefault(entry.getKey(), 0) < entry.getValue())
            .map(Map.Entry::getKey)
            .findFirst();
  }

  /** Returns what is wrong with {@code now}, as part of a sentence; empty if nothing is. */
  String complaint(Health now) {
    if (services == null) {
      return "";
    }
    Optional<String> lost = lost(now);
    if (lost.isPresent()) {
      return "the service " + lost.get() + " did not come back";
    }
    for (String name : statuses.keySet()) {
      if (!now.statuses.containsKey(name)) {
        return "the status of " + name + " did not come back";
      }
    }
    for (Map.Entry<String, Status.State> entry : now.statuses.entrySet()) {
      if (entry.getValue() == Status.State.UNAVAILABLE
          && statuses.get(entry.getKey()) != Status.State.UNAVAILABLE) {
        return entry.getKey() + " is UNAVAILABLE";
      }
    }
    return now.statuses.entrySet().stream()
        .filter(entry -> entry.getValue() == Status.State.STARTING)
        .filter(entry -> statuses.get(entry.getKey()) != Status.State.STARTING)
        .map(entry -> entry.getKey() + STARTING)
        .findFirst()
        .orElse("");
  }

  /** When the services were back, and what is still wrong at the end. */
  record Verdict(long backNanos, String complaint) {}

  /** Waits until the house's bundle with this short name is as healthy as this, or time is up. */
  Verdict await(HouseBundles bundles, String name, Duration patience) {
    long begun = System.nanoTime();
    long back = 0;
    while (true) {
      String complaint;
      Optional<Bundle> bundle = bundles.find(name);
      if (bundle.isEmpty() || bundle.get().getState() != Bundle.ACTIVE) {
        complaint = "the bundle is " + bundle.map(HouseBundles::state).orElse("not installed");
      } else {
        Health now = of(bundles.context(), bundle.get());
        complaint = complaint(now);
        if (back == 0 && lost(now).isEmpty()) {
          back = System.nanoTime();
        }
      }
      long allowed = patience.toNanos() * (complaint.endsWith(STARTING) ? STARTING_FACTOR : 1);
      if (complaint.isEmpty() || System.nanoTime() - begun >= allowed) {
        return new Verdict(back == 0 ? System.nanoTime() : back, complaint);
      }
      LockSupport.parkNanos(LOOK_NANOS);
      if (Thread.interrupted()) {
        Thread.currentThread().interrupt();
        return new Verdict(System.nanoTime(), "the wait was interrupted");
      }
    }
  }
}
