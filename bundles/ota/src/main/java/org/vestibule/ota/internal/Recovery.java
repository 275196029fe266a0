// SPDX-License-Identifier: Apache-2.0
package org.vestibule.ota.internal;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status;
import org.vestibule.ota.internal.Ledger.Entry;
import org.vestibule.ota.internal.Ledger.Mark;

/**
 * What the agent does when the gateway has started: it ends what a crash interrupted, holds the
 * gate after a planned restart, and brings the installed versions and the ledger together.
 */
final class Recovery {
  /** Stands in the ledger for a restart that tries no version of a feature. */
  static final String KARAF = "karaf";

  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final HouseFeatures features;
  private final Shelf shelf;
  private final LiveChange change;
  private final LiveOrders orders;
  private final PlannedRestart restart;
  private final Surroundings house;
  private final Supplier<Settings> settings;

  Recovery(
      HouseFeatures features,
      Shelf shelf,
      LiveChange change,
      LiveOrders orders,
      PlannedRestart restart,
      Surroundings house,
      Supplier<Settings> settings) {
    this.features = features;
    this.shelf = shelf;
    this.change = change;
    this.orders = orders;
    this.restart = restart;
    this.house = house;
    this.settings = settings;
  }

  /** Does what there is to do; returns at once when there is nothing. */
  void run() throws Exception {
    for (Entry entry : shelf.ledger().all()) {
      if (entry.mark() == Mark.TRYING) {
        tried(entry);
      }
    }
    for (Entry entry : shelf.ledger().all()) {
      if (entry.mark() == Mark.CURRENT) {
        reconcile(entry);
      }
    }
    shelf.sweep();
  }

  private void tried(Entry entry) throws Exception {
    String name = entry.feature();
    if (name.equals(KARAF)) {
      String worse = awaitHouse();
      shelf.ledger().left(KARAF, Mark.TRYING);
      note("restart-done", Map.of("not-ready", worse.isEmpty() ? "nothing" : worse));
    } else if (!change.version(name).equals(entry.version())) {
      LOG.info("{} {} had not been installed when the gateway ended", name, entry.version());
      shelf.ledger().left(name, Mark.TRYING);
      shelf.offerCurrent();
    } else if (Restarts.reason(name).isEmpty()) {
      endLive(entry);
    } else {
      endRestart(entry);
    }
  }

  /** The process ended while a live update waited at its gate. */
  private void endLive(Entry entry) throws Exception {
    String name = entry.feature();
    try {
      change.make(name, Health.NOTHING, () -> {});
      shelf.ledger().kept(name, settings.get().keep());
    } catch (Unhealthy e) {
      orders.undo(name, shelf.wanted(name), entry.version(), Health.NOTHING, e);
    }
  }

  /** The first start with a version that needed a restart. */
  private void endRestart(Entry entry) throws Exception {
    String name = entry.feature();
    String worse = awaitHouse();
    if (worse.isEmpty()) {
      shelf.ledger().kept(name, settings.get().keep());
      note("restart-done", Map.of("feature", name, "version", entry.version()));
      return;
    }
    String former = shelf.wanted(name);
    LOG.error(
        "After the restart with {} {} these do not work: {}; back to {}",
        name,
        entry.version(),
        worse,
        former);
    shelf.ledger().left(name, Mark.TRYING);
    shelf.offerCurrent();
    house.rolledBack(name, former);
    note(
        "feature-rolled-back",
        Map.of("feature", name, "from", entry.version(), "to", former, "why", worse));
    shelf.ledger().trying(KARAF, "-", "-");
    System.setProperty(PlannedRestart.LEAVING, "true");
    features.upgrade(name, former);
    restart.leave();
  }

  /** Returns what does not work in time that worked before; empty when all does. */
  private String awaitHouse() throws IOException {
    Map<String, Status.State> before = restart.before();
    long deadline = System.nanoTime() + settings.get().ready().toNanos();
    String worse = house.worse(before);
    while (!worse.isEmpty() && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(LOOK_NANOS);
      worse = house.worse(before);
    }
    return worse;
  }

  /** The ledger and the container may disagree after somebody deleted files. */
  private void reconcile(Entry entry) throws Exception {
    String name = entry.feature();
    String installed = change.version(name);
    String shipped = features.shipped(name);
    if (installed.isEmpty()) {
      return; // It was removed by a person.
    }
    boolean older =
        shipped.isEmpty()
            || Version.parseVersion(entry.version()).compareTo(Version.parseVersion(shipped)) <= 0;
    boolean usable = shelf.whole(entry) && !older && Restarts.reason(name).isEmpty();
    if (installed.equals(entry.version()) && shelf.whole(entry)) {
      shelf.offerCurrent(); // Its repository may have been deleted.
    } else if (installed.equals(entry.version())) {
      fallBack(entry, shipped, "its jar is missing or was changed");
    } else if (usable) {
      LOG.info("{} {} is installed again", name, entry.version());
      shelf.offerCurrent();
      change.make(name, Health.NOTHING, () -> features.upgrade(name, entry.version()));
    } else {
      forget(name);
      note(
          "feature-fallback",
          Map.of(
              "feature",
              name,
              "from",
              entry.version(),
              "to",
              installed,
              "why",
              "the container was laid out anew"));
    }
  }

  private void fallBack(Entry entry, String shipped, String why) throws Exception {
    String name = entry.feature();
    LOG.warn("{} {} falls back to {}: {}", name, entry.version(), shipped, why);
    forget(name);
    note(
        "feature-fallback",
        Map.of("feature", name, "from", entry.version(), "to", shipped, "why", why));
    change.make(name, Health.NOTHING, () -> features.upgrade(name, shipped));
    house.rolledBack(name, shipped);
  }

  private void forget(String name) throws Exception {
    shelf.ledger().left(name, Mark.CURRENT);
    shelf.ledger().left(name, Mark.FORMER);
    shelf.offerCurrent();
  }

  private void note(String action, Map<String, String> details) {
    try {
      house.record("update-agent", action, details);
    } catch (VestibuleException e) {
      LOG.warn("{} {} could not be written to the audit", action, details, e);
    }
  }
}
