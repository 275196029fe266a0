// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.osgi.framework.Bundle;
import org.vestibule.api.event.BundleChanged;

/** The house's bundles, and the update of one of them while the others go on. */
final class BundlesResource {
  /** The body of an update. */
  record Update(String file) {}

  /** What needs a planned restart, and why. */
  private static final Map<String, String> RESTART =
      Map.of(
          "runtime-onnx", "its native libraries cannot be unloaded",
          "api", "every other bundle is wired to it",
          "console", "it would have to answer while it is replaced");

  private final House house;
  private final InstalledBundles bundles;
  private final Path updates;
  private final BundleSwap swap;
  private final ReentrantLock running = new ReentrantLock();

  BundlesResource(House house, InstalledBundles bundles, BundleSwap swap, Path data) {
    this.house = house;
    this.bundles = bundles;
    this.swap = swap;
    this.updates = data.resolve("updates");
  }

  void routes(Router router) {
    router
        .on("GET", "/bundles", request -> Reply.ok(bundles.plain()))
        .on("POST", "/bundles/{shortName}/update", this::update);
  }

  private Reply update(Request request) throws Problem {
    String shortName = request.part("shortName");
    Bundle bundle = bundles.find(shortName).orElseThrow(() -> unknown(shortName));
    if (RESTART.containsKey(shortName)) {
      throw new Problem(
          409,
          "needs-restart",
          "bundle " + shortName,
          RESTART.get(shortName),
          "a bundle that can be replaced while the gateway runs",
          "Put the new version into the distribution and restart the gateway.");
    }
    Update body = request.body(Update.class, Json.SMALL);
    if (!running.tryLock()) {
      throw new Problem(
          409, "update-running", "update", "another one", "one at a time", "Wait for it to end.");
    }
    try (UpdateFile file = UpdateFile.stage(updates, body.file(), bundle.getSymbolicName())) {
      house.recordOrder(
          "bundle-update",
          Map.of(
              "bundle", shortName,
              "from", bundle.getVersion().toString(),
              "to", file.version(),
              "sha256", file.sha256()));
      return Reply.ok(swap.update(bundle, file.path()));
    } catch (BundleSwap.RolledBack e) {
      house.publish(
          new BundleChanged(
              Instant.now(),
              bundle.getSymbolicName(),
              bundle.getVersion().toString(),
              "rolled-back"));
      throw e.problem();
    } catch (IOException e) {
      throw new Problem(
          503,
          "update-unreadable",
          "update file",
          "a file that could not be copied",
          "a readable file and free space",
          "Check the disk and the rights of the folder updates.",
          e);
    } finally {
      running.unlock();
    }
  }

  private static Problem unknown(String shortName) {
    return new Problem(
        404,
        "unknown-bundle",
        "bundle",
        Request.shortened(shortName),
        "a short name listed under /api/bundles",
        "Check the spelling.");
  }
}
