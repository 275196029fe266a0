// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelInfo;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelState;

/** Every pack of the folder as people see it. */
final class PackListing {
  private PackListing() {}

  /** Returns the packs by slot and name. */
  static List<ModelInfo> of(PackSwitch packs, SlotTable table) {
    List<ModelInfo> infos = new ArrayList<>();
    packs.library().all().forEach((name, entry) -> infos.add(info(name, entry, packs, table)));
    infos.sort(
        Comparator.comparing((ModelInfo info) -> info.manifest().slot())
            .thenComparing(info -> info.manifest().name()));
    return infos;
  }

  private static ModelInfo info(
      String name, PackLibrary.Entry entry, PackSwitch packs, SlotTable table) {
    ModelException problem = entry.problem();
    ModelManifest manifest = problem == null ? entry.pack().manifest() : unreadable(name);
    Serving serving =
        Optional.ofNullable(table.all().get(manifest.slot())).map(Slot::serving).orElse(null);
    boolean serves = serving != null && serving.pack().manifest().name().equals(name);
    if (problem == null) {
      problem = packs.problems().get(name);
    }
    return new ModelInfo(
        manifest,
        serves ? ModelState.ACTIVE : problem == null ? ModelState.STAGED : ModelState.REFUSED,
        "",
        table.leases(name),
        problem == null ? "" : problem.getMessage());
  }

  /** A pack whose manifest is not sound has a name and a problem, and nothing else. */
  private static ModelManifest unreadable(String name) {
    return new ModelManifest(
        name,
        "unknown",
        0,
        Instant.EPOCH,
        "",
        "",
        "",
        List.of(),
        "LicenseRef-unknown",
        "unknown",
        "",
        "",
        List.of(),
        Optional.empty(),
        List.of(),
        Map.of());
  }
}
