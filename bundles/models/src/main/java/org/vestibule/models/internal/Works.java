// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.vestibule.api.model.InferenceRuntime;
import org.vestibule.api.model.LoadedModel;
import org.vestibule.api.model.ModelException;
import org.vestibule.models.internal.lease.Serving;
import org.vestibule.models.internal.library.Memory;
import org.vestibule.models.internal.library.PackLibrary;
import org.vestibule.models.internal.pack.Pack;
import org.vestibule.models.internal.pack.TrustStore;
import org.vestibule.models.internal.pack.TrustStore.Signer;
import org.vestibule.models.internal.pack.TrustStore.Use;
import org.vestibule.models.internal.slot.Lineup;
import org.vestibule.models.internal.slot.Slot;
import org.vestibule.models.internal.slot.SlotTable;

/**
 * What all parts of the store work with under the present settings.
 *
 * @param problems why packs could not serve when they last should, by what they were asked for as;
 *     concurrent
 * @param runtime gives {@code null} while there is none
 * @param clock monotonic, in nanoseconds
 */
record Works(
    Settings settings,
    SlotTable table,
    PackLibrary library,
    Memory memory,
    TrustStore trust,
    Journal journal,
    Progress progress,
    Comparisons comparisons,
    Map<String, ModelException> problems,
    Supplier<InferenceRuntime> runtime,
    LongSupplier clock) {

  /** Loads a pack and lets it show that it runs; it is in no slot yet. */
  Serving load(Pack pack) throws ModelException {
    InferenceRuntime with = runtime.get();
    LoadedModel model = PackLoader.load(pack, with);
    progress.reached("loaded and tested");
    return table.opened(pack, model, model instanceof FilesOnly ? null : with);
  }

  /** Returns a pack that is loaded for its slot already, as this version and by this runtime. */
  Optional<Serving> warm(Slot slot, Pack pack) {
    return slot.lineup().all().stream().filter(serving -> is(serving, pack)).findFirst();
  }

  /**
   * Puts a pack into its slot: as it is loaded for it already, else loaded now. What is loaded
   * already may be let go by another thread at any moment, and is then loaded again.
   *
   * @param change what to make of the slot with it; may be asked more than once
   * @return what was in the slot before, and what was put into it
   */
  Placed place(Slot slot, Pack pack, Placing change) throws ModelException {
    Optional<Serving> warm = warm(slot, pack);
    if (warm.isPresent()) {
      Optional<Lineup> was = put(slot, warm.get(), true, now -> change.with(now, warm.get()));
      if (was.isPresent()) {
        return new Placed(was.get(), warm.get());
      }
    }
    Serving loaded = load(pack);
    return new Placed(slot.change(now -> change.with(now, loaded)), loaded);
  }

  /**
   * Puts a loaded model into its slot.
   *
   * @param warm whether it is in the slot already, in another part
   * @return what was before; empty when it was warm and another thread has let it go meanwhile
   */
  static Optional<Lineup> put(Slot slot, Serving next, boolean warm, UnaryOperator<Lineup> change) {
    return warm ? slot.changeWith(next, change) : Optional.of(slot.change(change));
  }

  /** What a slot becomes with a model. */
  interface Placing {
    Lineup with(Lineup now, Serving next);
  }

  /** What was in the slot, and what was put into it. */
  record Placed(Lineup was, Serving next) {}

  /** Returns whether this is that pack in memory, by the runtime that is there now. */
  boolean is(Serving serving, Pack pack) {
    Pack loaded = serving.pack();
    return loaded.folder().equals(pack.folder())
        && loaded.manifest().equals(pack.manifest())
        && loaded.files().equals(pack.files())
        && loaded.digest().equals(pack.digest())
        && (serving.runtime() == null || serving.runtime() == runtime.get());
  }

  /** Returns a pack's signer for the audit, a nameless one when it has none any more. */
  Signer signer(Pack pack) {
    try {
      return trust.check(pack, Use.KEEP);
    } catch (ModelException e) {
      return new Signer("", "", "");
    }
  }

  /** Returns the ids of a slot's companions. */
  static List<String> companions(Slot slot) {
    return slot.lineup().companions().stream().map(Serving::id).toList();
  }
}
