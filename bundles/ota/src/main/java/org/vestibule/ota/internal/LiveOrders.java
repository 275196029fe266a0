// SPDX-License-Identifier: Apache-2.0
package org.vestibule.ota.internal;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.update.UpdateReport;
import org.vestibule.ota.internal.Ledger.Mark;

/**
 * The orders that are done while the gateway runs: each is written to the audit first, passes the
 * gate, or is undone. One at a time; the caller sees to that.
 */
final class LiveOrders {
  private static final Logger LOG = LoggerFactory.getLogger(LiveOrders.class);

  private final HouseFeatures features;
  private final Shelf shelf;
  private final LiveChange change;
  private final Surroundings house;
  private final Supplier<Settings> settings;

  LiveOrders(
      HouseFeatures features,
      Shelf shelf,
      LiveChange change,
      Surroundings house,
      Supplier<Settings> settings) {
    this.features = features;
    this.shelf = shelf;
    this.change = change;
    this.house = house;
    this.settings = settings;
  }

  UpdateReport install(String name, String who) throws VestibuleException {
    if (!change.version(name).isEmpty()) {
      throw new VestibuleException(
          "feature-already-installed",
          "feature " + name,
          change.version(name),
          "a feature that is not installed",
          "Update it instead.");
    }
    try {
      String version = shelf.wanted(name);
      shelf.offerCurrent();
      house.record(who, "feature-install", Map.of("feature", name, "version", version));
      return change.make(name, Health.RUNNING, () -> features.upgrade(name, version));
    } catch (Unhealthy e) {
      String version = change.version(name);
      VestibuleException failed = failed(name, "was removed again", e);
      if (!version.isEmpty()) {
        undoInstall(name, version, failed);
      }
      throw failed;
    } catch (VestibuleException e) {
      throw e;
    } catch (Exception e) {
      throw broken(name, e);
    }
  }

  private void undoInstall(String name, String version, VestibuleException failed) {
    try {
      change.remove(name, () -> features.uninstall(name, version));
    } catch (Unhealthy e) {
      failed.addSuppressed(e);
    }
  }

  UpdateReport remove(String name, String who) throws VestibuleException {
    String version = installed(name);
    try {
      List<String> needing =
          name.equals(UpdateAgent.NAME) ? List.of("this order") : features.neededBy(name);
      if (!needing.isEmpty()) {
        throw new VestibuleException(
            "feature-required",
            "feature " + name,
            "needed by " + String.join(", ", needing),
            "a feature that no other one needs",
            "Remove those first.");
      }
      house.record(who, "feature-remove", Map.of("feature", name, "version", version));
      return change.remove(name, () -> features.uninstall(name, version));
    } catch (VestibuleException e) {
      throw e;
    } catch (Exception e) {
      throw broken(name, e);
    }
  }

  UpdateReport update(String name, String file, String who) throws VestibuleException {
    String before = installed(name);
    try (UpdateFile jar = shelf.accept(name, file, before)) {
      String after = jar.version().toString();
      shelf.offer(name, jar);
      try {
        house.record(
            who,
            "feature-update",
            Map.of("feature", name, "from", before, "to", after, "sha256", jar.sha256()));
        shelf.ledger().trying(name, after, jar.sha256());
      } catch (VestibuleException | IOException e) {
        shelf.restore(e);
        throw e;
      }
      UpdateReport report = swap(name, before, after);
      shelf.ledger().kept(name, settings.get().keep());
      shelf.sweep();
      return report;
    } catch (IOException e) {
      throw UpdateFile.unreadable("ledger of versions", e);
    }
  }

  UpdateReport rollBack(String name, String who) throws VestibuleException {
    String before = installed(name);
    try {
      String after = former(name);
      shelf.offerFormer(name);
      house.record(who, "feature-roll-back", Map.of("feature", name, "from", before, "to", after));
      UpdateReport report = swap(name, before, after);
      shelf.ledger().back(name);
      shelf.sweep();
      return report;
    } catch (VestibuleException e) {
      shelf.restore(e);
      throw e;
    } catch (Exception e) {
      shelf.restore(e);
      throw broken(name, e);
    }
  }

  /** Returns the version that a roll-back goes to. */
  String former(String name) throws VestibuleException {
    try {
      String former = shelf.former(name);
      if (former.isEmpty()) {
        throw new VestibuleException(
            "nothing-to-roll-back",
            "feature " + name,
            "the distribution's version",
            "a feature that was updated",
            "See /api/features for the versions.");
      }
      return former;
    } catch (VestibuleException e) {
      throw e;
    } catch (Exception e) {
      throw broken(name, e);
    }
  }

  /** Returns the installed version. */
  String installed(String name) throws VestibuleException {
    String version = change.version(name);
    if (version.isEmpty()) {
      throw new VestibuleException(
          "feature-not-installed",
          "feature " + name,
          "not installed",
          "an installed feature",
          "Install it first.");
    }
    return version;
  }

  private UpdateReport swap(String name, String before, String after) throws VestibuleException {
    Health expected = change.healthOf(name);
    try {
      return change.make(name, expected, () -> features.upgrade(name, after));
    } catch (Unhealthy e) {
      throw undo(name, before, after, expected, e);
    }
  }

  /** Puts the version before back, after a change that was no good. */
  VestibuleException undo(
      String name, String before, String after, Health expected, Unhealthy why) {
    LOG.warn("{} {} is not healthy, {} is put back: {}", name, after, before, why.getMessage());
    VestibuleException failed = failed(name + " " + after, before + " runs again", why);
    try {
      shelf.ledger().left(name, Mark.TRYING);
      shelf.offerCurrent();
      change.make(name, expected, () -> features.upgrade(name, before));
      house.rolledBack(name, before);
      house.record(
          "update-agent",
          "feature-rolled-back",
          Map.of("feature", name, "from", after, "to", before, "why", why.getMessage()));
      shelf.sweep();
      return failed;
    } catch (Exception e) {
      LOG.error("{} {} does not work again", name, before, e);
      return new VestibuleException(
          "feature-roll-back-failed",
          "feature " + name + " " + before,
          Unhealthy.firstLine(e) + ", after the update failed: " + why.getMessage(),
          "a feature that works again",
          "Restart the gateway.",
          e);
    }
  }

  private static VestibuleException failed(String what, String undone, Unhealthy why) {
    return new VestibuleException(
        "feature-update-failed",
        "feature " + what,
        why.getMessage(),
        "a version that works in this gateway; " + undone,
        "Correct it, give it a new version, and try again.",
        why);
  }

  static VestibuleException broken(String name, Exception cause) {
    return new VestibuleException(
        "features-unavailable",
        "feature " + name,
        Unhealthy.firstLine(cause),
        "a features service that answers",
        "See the log, and try again.",
        cause);
  }
}
