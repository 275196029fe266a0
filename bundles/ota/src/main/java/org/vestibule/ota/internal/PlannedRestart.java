// SPDX-License-Identifier: Apache-2.0
package org.vestibule.ota.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.event.RestartPlanned;
import org.vestibule.api.status.Status;
import org.vestibule.api.update.RestartPlan;

/**
 * A restart on purpose: the doors are told, presses are refused, open visits end, the next start is
 * prepared, and the process ends with the exit code that asks its starter for another start.
 */
final class PlannedRestart {
  /** Set from the moment at which this process is no longer worth a health gate. */
  static final String LEAVING = "vestibule.restarting";

  private static final Logger LOG = LoggerFactory.getLogger(PlannedRestart.class);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long ORDER_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final HouseBundles bundles;
  private final Surroundings house;
  private final Supplier<Settings> settings;
  private final Path states;

  /**
   * @param folder where the states of the house are kept over the restart
   */
  PlannedRestart(
      HouseBundles bundles, Surroundings house, Supplier<Settings> settings, Path folder) {
    this.bundles = bundles;
    this.house = house;
    this.settings = settings;
    this.states = folder.resolve("before-restart.txt");
  }

  /**
   * Announces the restart and goes on in the background.
   *
   * @param prepare makes the next start another one
   * @param calledOff told when the preparation failed and the gateway goes on as it was
   */
  void begin(RestartPlan plan, LiveChange.Work prepare, Runnable calledOff) {
    // The system bundle's: it stands until the very end, also while the agent itself is replaced.
    ServiceRegistration<RestartPlan> closed =
        bundles.context().registerService(RestartPlan.class, plan, null);
    house.publish(
        new RestartPlanned(
            Instant.now(),
            plan.feature() + " " + plan.after() + ": " + plan.reason(),
            plan.withinSeconds()));
    Thread thread =
        new Thread(
            () -> {
              try {
                awaitVisits();
                keepStates();
                System.setProperty(LEAVING, "true");
                prepare.run();
                leave();
              } catch (Exception e) {
                LOG.error("The planned restart is called off", e);
                System.clearProperty(LEAVING);
                closed.unregister();
                calledOff.run();
              }
            },
            "vestibule-restart");
    thread.setDaemon(true);
    thread.start();
  }

  /** Ends the process and asks for another start, by the means of Karaf's own launcher. */
  void leave() throws BundleException {
    System.setProperty("karaf.restart.jvm", "true");
    System.setProperty("karaf.restart", "true");
    Bundle system = bundles.context().getBundle();
    system.stop();
  }

  /** Returns how the house was before the restart. */
  Map<String, Status.State> before() throws IOException {
    Map<String, Status.State> before = new TreeMap<>();
    for (String line : lines()) {
      String[] parts = line.split(" ");
      before.put(parts[0], Status.State.valueOf(parts[1].toUpperCase(Locale.ROOT)));
    }
    return before;
  }

  private List<String> lines() throws IOException {
    return Files.exists(states) ? Files.readAllLines(states) : List.of();
  }

  /** Writes down how the house is, so that the next process knows what it has to reach. */
  private void keepStates() throws IOException {
    String text =
        house.states().entrySet().stream()
            .map(entry -> entry.getKey() + " " + entry.getValue())
            .collect(Collectors.joining("\n"));
    Ledger.writeWhole(states, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Waits until no visit is open, bounded; an order on its way to a door gets its answer. */
  private void awaitVisits() throws InterruptedException {
    long now = System.nanoTime();
    long earliest = now + settings.get().notice().toNanos();
    long latest = now + settings.get().visits().toNanos();
    while (true) {
      now = System.nanoTime();
      boolean over = now - earliest >= 0 && !house.visited();
      boolean late = now - latest >= 0 && !house.ordering();
      if (over || late || now - latest >= ORDER_NANOS) {
        return;
      }
      LockSupport.parkNanos(LOOK_NANOS);
      if (Thread.interrupted()) {
        throw new InterruptedException("while visits end");
      }
    }
  }
}
