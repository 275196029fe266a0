// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.model.InferenceRuntime;
import org.vestibule.api.model.ModelComparison;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelInfo;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.model.ModelTrial;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusSource;

/**
 * The model packs of a folder, leased and swapped. One worker thread loads and switches; leases are
 * taken by all threads. A swap loads the new model beside the old one, replaces one reference, and
 * the old model closes when its watch is over and its last lease returns.
 */
public final class PackStore implements ModelStore, ModelLibrary, StatusSource, AutoCloseable {
  private final Engine engine;

  /**
   * Begins to serve in the background.
   *
   * @param runtime {@code null} while there is none
   */
  PackStore(Settings settings, InferenceRuntime runtime, Surroundings surroundings) {
    engine = new Engine(settings, runtime, surroundings);
  }

  /**
   * Opens a folder of packs and serves the default list; returns when all of it was tried.
   * Signatures are not checked and choices are not kept: this is for tools outside the gateway.
   * Packs that cannot serve are seen in {@link #models()} and {@link #status()}.
   *
   * @throws ModelException {@code model-missing} when the folder is not there
   */
  public static PackStore open(Path packsFolder, InferenceRuntime runtime) throws ModelException {
    if (!Files.isDirectory(packsFolder)) {
      throw new ModelException(
          "model-missing",
          "folder of model packs " + packsFolder,
          "no such folder",
          "a folder with one folder for each pack",
          "Fetch the packs: ./vestibule models.");
    }
    PackStore store = new PackStore(Settings.tool(packsFolder), runtime, Surroundings.TOOL);
    try {
      store.engine.settle("folder of model packs " + packsFolder);
      return store;
    } catch (ModelException e) {
      store.close();
      throw e;
    }
  }

  /** Returns what runs behind it, for its owner to configure. */
  Engine engine() {
    return engine;
  }

  @Override
  public ModelLease lease(String slot) throws ModelException {
    return engine.table.lease(slot, engine.settings.loadWait());
  }

  @Override
  public Optional<ModelLease> companion(String slot, String space) {
    return engine.table.companion(slot, space);
  }

  @Override
  public Optional<ModelTrial> trial(String... slots) {
    return engine.trials.trial(slots);
  }

  @Override
  public List<ModelInfo> models() {
    Workshop current = engine.workshop;
    return current == null ? List.of() : current.infos();
  }

  @Override
  public List<ModelComparison> comparisons() {
    return engine.comparisons.seen();
  }

  @Override
  public String progress() {
    Workshop current = engine.workshop;
    return current == null ? "" : current.progress();
  }

  @Override
  public ModelManifest stage(Path source, boolean downgrade, String who) throws ModelException {
    return engine.order(
        "model pack in " + source.getFileName(),
        who,
        shop -> shop.intake.stage(source, downgrade, who));
  }

  @Override
  public ModelManifest layOut(Path folder, String who) throws ModelException {
    return engine.order(
        "model pack in " + folder.getFileName(), who, shop -> shop.intake.layOut(folder, who));
  }

  @Override
  public ModelManifest activate(String name, String who) throws ModelException {
    return engine.order("model pack " + name, who, shop -> shop.switching.activate(name, who));
  }

  @Override
  public ModelManifest rollOut(String name, String who) throws ModelException {
    return engine.order("model pack " + name, who, shop -> shop.rollOuts.begin(name, who));
  }

  @Override
  public ModelManifest rollBack(String slot, String who) throws ModelException {
    return engine.order("model slot " + slot, who, shop -> shop.rollBack(slot, who));
  }

  @Override
  public List<String> prunable() throws ModelException {
    return engine.ask("staged model packs", shop -> shop.intake.prunable());
  }

  @Override
  public List<String> prune(String who) throws ModelException {
    return engine.order("staged model packs", who, shop -> shop.intake.prune(who));
  }

  @Override
  public String name() {
    return "models";
  }

  @Override
  public Status status() {
    return engine.status.get();
  }

  /** Stops, bounded; what is leased closes with its last lease. */
  @Override
  public void close() {
    engine.close();
  }
}
