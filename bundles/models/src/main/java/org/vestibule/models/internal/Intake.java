// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.models.internal.lease.Serving;
import org.vestibule.models.internal.library.Choice;
import org.vestibule.models.internal.library.PackLibrary;
import org.vestibule.models.internal.pack.OwnSignature;
import org.vestibule.models.internal.pack.Pack;
import org.vestibule.models.internal.pack.Staging;
import org.vestibule.models.internal.pack.TrustStore.Signer;
import org.vestibule.models.internal.pack.TrustStore.Use;

/** Takes packs in and deletes those that nobody needs. Used by the store's worker. */
final class Intake {
  private final Works works;
  private final Staging staging;

  Intake(Works works) {
    this.works = works;
    this.staging = new Staging(works.settings().folder(), works.trust(), works.memory());
  }

  /** Deletes what a process that ended left half done. */
  void sweep() throws ModelException {
    staging.sweep();
  }

  /** See {@link org.vestibule.api.model.ModelLibrary#stage}. */
  ModelManifest stage(Path source, boolean downgrade, String who) throws ModelException {
    return receive(source, Use.STAGE, downgrade, who);
  }

  /** See {@link org.vestibule.api.model.ModelLibrary#layOut}. */
  ModelManifest layOut(Path folder, String who) throws ModelException {
    works.progress().begin("Signing " + folder.getFileName());
    works.journal().require("model pack in " + folder.getFileName());
    new OwnSignature(works.settings().folder()).write(folder);
    return receive(folder, Use.LAY_OUT, false, who);
  }

  private ModelManifest receive(Path source, Use use, boolean downgrade, String who)
      throws ModelException {
    works.progress().begin("Staging " + source.getFileName());
    works.journal().require("model pack in " + source.getFileName());
    Set<String> here = new HashSet<>(works.library().all().keySet());
    Pack pack =
        staging.receive(
            source,
            use,
            downgrade,
            step ->
                works.progress().reached(step.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
    try {
      // What came was allowed to come; what lies here may be the same pack, signed by this machine.
      Signer signer = works.trust().check(pack, Use.TRIAL);
      // Shown beside what serves, in no slot, and gone again.
      works.load(pack).retire();
      Map<String, String> details = Journal.details(pack, signer);
      works
          .journal()
          .record(
              who,
              "model-staged",
              downgrade ? Journal.with(details, "downgrade", "true") : details);
      works.memory().saw(pack);
    } catch (ModelException e) {
      if (!here.contains(pack.folder().getFileName().toString())) {
        staging.remove(pack);
      }
      throw e;
    }
    works.problems().remove(pack.manifest().id());
    return pack.manifest();
  }

  /** See {@link org.vestibule.api.model.ModelLibrary#prune}. */
  List<String> prune(String who) throws ModelException {
    works.progress().begin("Deleting staged packs that nobody needs");
    works.journal().require("staged model packs");
    List<String> deleted = new ArrayList<>();
    for (Pack pack : unneeded()) {
      works.journal().record(who, "model-pruned", Journal.details(pack, works.signer(pack)));
      staging.remove(pack);
      works.memory().forgive(pack);
      works.problems().remove(pack.manifest().id());
      deleted.add(pack.manifest().id());
    }
    return deleted;
  }

  /** See {@link org.vestibule.api.model.ModelLibrary#prunable}. */
  List<String> prunable() {
    return unneeded().stream().map(pack -> pack.manifest().id()).toList();
  }

  private List<Pack> unneeded() {
    Set<String> needed = needed();
    return works.library().all().values().stream()
        .map(PackLibrary.Entry::pack)
        .filter(pack -> pack != null && PackLibrary.staged(pack))
        .filter(pack -> !needed.contains(pack.manifest().id()))
        .filter(pack -> !needed.contains(pack.manifest().name()))
        .toList();
  }

  /** What is loaded, what was chosen, what a roll-back would bring, what serves templates. */
  private Set<String> needed() {
    Set<String> needed = new HashSet<>();
    works.table().open().stream().map(Serving::id).forEach(needed::add);
    for (Choice choice : works.memory().choices().values()) {
      needed.add(choice.active());
      needed.add(choice.previous());
      needed.addAll(choice.companions());
    }
    return needed;
  }
}
