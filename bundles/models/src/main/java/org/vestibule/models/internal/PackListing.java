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
import org.vestibule.models.internal.lease.Serving;
import org.vestibule.models.internal.library.PackLibrary;
import org.vestibule.models.internal.pack.Pack;
import org.vestibule.models.internal.pack.TrustStore.Signer;
import org.vestibule.models.internal.pack.TrustStore.Use;
import org.vestibule.models.internal.slot.Lineup;
import org.vestibule.models.internal.slot.Slot;

/** Every pack of the folder as people see it. */
final class PackListing {
  private final Works works;

  PackListing(Works works) {
    this.works = works;
  }

  /** Returns the packs by slot, name and release. */
  List<ModelInfo> infos() {
    List<ModelInfo> infos = new ArrayList<>();
    works.library().all().forEach((name, entry) -> infos.add(info(name, entry)));
    infos.sort(
        Comparator.comparing((ModelInfo info) -> info.manifest().slot())
            .thenComparing(info -> info.manifest().name())
            .thenComparing(info -> info.manifest().release())
            .thenComparing(info -> info.manifest().version()));
    return infos;
  }

  private ModelInfo info(String folder, PackLibrary.Entry entry) {
    if (entry.problem() != null) {
      return new ModelInfo(
          unreadable(folder), ModelState.REFUSED, "", 0, entry.problem().getMessage());
    }
    Pack pack = entry.pack();
    String id = pack.manifest().id();
    String signer = "";
    String problem = "";
    try {
      signer = signer(pack).name();
    } catch (ModelException e) {
      problem = e.getMessage();
    }
    ModelException tried = works.problems().get(id);
    if (tried == null && !PackLibrary.staged(pack)) {
      tried = works.problems().get(folder);
    }
    problem = tried == null ? problem : tried.getMessage();
    if (problem.isEmpty()) {
      problem = works.memory().refusal(pack).orElse("");
    }
    Optional<ModelState> loaded =
        works
            .table()
            .known(pack.manifest().slot())
            .map(Slot::lineup)
            .flatMap(now -> state(now, pack));
    ModelState state = loaded.orElse(problem.isEmpty() ? ModelState.STAGED : ModelState.REFUSED);
    if (problem.isEmpty() && pack.manifest().expires().isBefore(Instant.now())) {
      problem =
          "It expired at "
              + pack.manifest().expires()
              + " and cannot be activated any more; what serves goes on serving.";
    }
    return new ModelInfo(pack.manifest(), state, signer, works.table().leases(id), problem);
  }

  /** A pack that may only be tried is signed well enough to be listed. */
  private Signer signer(Pack pack) throws ModelException {
    try {
      return works.trust().check(pack, Use.KEEP);
    } catch (ModelException e) {
      return works.trust().check(pack, Use.TRIAL);
    }
  }

  private static Optional<ModelState> state(Lineup now, Pack pack) {
    if (is(now.active(), pack)) {
      return Optional.of(now.watch() == null ? ModelState.ACTIVE : ModelState.WATCHED);
    }
    if (now.candidate() != null && is(now.candidate().serving(), pack)) {
      return Optional.of(now.candidate().phase());
    }
    return now.companions().stream().anyMatch(companion -> is(companion, pack))
        ? Optional.of(ModelState.COMPANION)
        : Optional.empty();
  }

  /** A pack that was replaced on disk under its own name is another one. */
  private static boolean is(Serving serving, Pack pack) {
    return serving != null
        && serving.pack().folder().equals(pack.folder())
        && serving.id().equals(pack.manifest().id());
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
