// SPDX-License-Identifier: Apache-2.0
package org.vestibule.ota.internal;

import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.update.RestartPlan;
import org.vestibule.ota.internal.Ledger.Mark;

/** The orders that are done by a planned restart: checked and written down before it begins. */
final class RestartOrders {
  private static final Logger LOG = LoggerFactory.getLogger(RestartOrders.class);

  /**
   * An order that was checked.
   *
   * @param prepare makes the next start another one; the last thing that this process does
   * @param undo done instead of the restart when {@code prepare} failed
   */
  record Ready(RestartPlan plan, LiveChange.Work prepare, Runnable undo) {}

  private final HouseFeatures features;
  private final Shelf shelf;
  private final LiveOrders live;
  private final Surroundings house;
  private final Settings settings;

  RestartOrders(
      HouseFeatures features, Shelf shelf, LiveOrders live, Surroundings house, Settings settings) {
    this.features = features;
    this.shelf = shelf;
    this.live = live;
    this.house = house;
    this.settings = settings;
  }

  Ready update(String name, String file, String who) throws VestibuleException {
    String before = live.installed(name);
    try (UpdateFile jar = shelf.accept(name, file, before)) {
      String after = jar.version().toString();
      String sha256 = jar.sha256();
      shelf.offer(name, jar);
      try {
        record(who, name, before, after, sha256);
      } catch (VestibuleException e) {
        shelf.restore(e);
        throw e;
      }
      return new Ready(
          plan(name, before, after),
          () -> {
            shelf.ledger().trying(name, after, sha256);
            // Without a refresh: whoever is wired to the old content stays so for its last moments.
            features.upgrade(name, after);
          },
          () -> undo(name));
    }
  }

  Ready rollBack(String name, String who) throws VestibuleException {
    String before = live.installed(name);
    String after = live.former(name);
    record(who, name, before, after, "-");
    return new Ready(
        plan(name, before, after),
        () -> {
          shelf.offerFormer(name);
          shelf.ledger().back(name);
          shelf.ledger().trying(Recovery.KARAF, "-", "-");
          features.upgrade(name, after);
        },
        () -> undo(name));
  }

  /** A distribution that lies ready beside the running one is laid out by the starter. */
  Ready karaf(String who) throws VestibuleException {
    record(who, Recovery.KARAF, "-", "-", "-");
    return new Ready(
        plan(Recovery.KARAF, "", ""),
        () -> shelf.ledger().trying(Recovery.KARAF, "-", "-"),
        () -> undo(Recovery.KARAF));
  }

  private void record(String who, String name, String before, String after, String sha256)
      throws VestibuleException {
    house.record(
        who,
        "restart-planned",
        Map.of("feature", name, "from", before, "to", after, "sha256", sha256));
  }

  private RestartPlan plan(String name, String before, String after) {
    return new RestartPlan(
        name, before, after, Restarts.reason(name), (int) settings.visits().toSeconds());
  }

  private void undo(String name) {
    try {
      shelf.ledger().left(name, Mark.TRYING);
      if (!name.equals(Recovery.KARAF)) {
        shelf.offerCurrent();
        features.upgrade(name, shelf.wanted(name));
      }
      house.record("update-agent", "restart-called-off", Map.of("feature", name));
    } catch (IOException | VestibuleException e) {
      LOG.error("A planned restart was called off and could not be undone", e);
    } catch (Exception e) {
      LOG.error("The former version of {} could not be put back", name, e);
    }
  }
}
