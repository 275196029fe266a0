// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.event.EventPublisher;
import org.vestibule.api.event.ModelChanged;
import org.vestibule.api.model.InferenceRuntime;
import org.vestibule.api.model.ModelComparison;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelInfo;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;

/**
 * The model packs of a folder, leased and swapped. One worker thread loads and switches; leases are
 * taken by all threads. A swap loads the new model beside the old one, replaces one reference, and
 * the old model closes when its last lease returns.
 */
public final class PackStore implements ModelStore, ModelLibrary, StatusSource, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PackStore.class);

  private static final long STOP_SECONDS = 5;

  /** How often a pack that could not serve is looked at again, should it have been fetched. */
  private static final long RETRY_SECONDS = 5;

  private final SlotTable table = new SlotTable();
  private final StatusHolder status = new StatusHolder(Status.starting("Loading model packs"));
  private final StoreWorker worker = new StoreWorker(this::report);
  private volatile Settings settings;
  private volatile PackSwitch packs;
  private volatile InferenceRuntime runtime;
  private volatile EventPublisher events;
  private volatile String refusedConfiguration = "";
  private volatile boolean closed;

  /**
   * Begins to serve in the background.
   *
   * @param runtime {@code null} while there is none
   * @param events {@code null} while there is nobody to tell
   */
  PackStore(Settings settings, InferenceRuntime runtime, EventPublisher events) {
    this.runtime = runtime;
    this.events = events;
    use(settings);
    worker.every(RETRY_SECONDS, this::retry);
  }

  /**
   * Opens a folder of packs and serves the default list; returns when all of it was tried. Choices
   * are not kept. Packs that cannot serve are seen in {@link #models()} and {@link #status()}.
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
    PackStore store =
        new PackStore(
            new Settings(packsFolder, Settings.DEFAULT_SERVE, null, Settings.DEFAULT_LOAD_WAIT),
            runtime,
            null);
    try {
      store.worker.call("folder of model packs " + packsFolder, () -> "");
      return store;
    } catch (ModelException e) {
      store.close();
      throw e;
    }
  }

  /** Works by other settings from now on; packs that serve and still shall serve stay loaded. */
  void use(Settings next) {
    settings = next;
    refusedConfiguration = "";
    worker.later(
        () -> {
          packs = new PackSwitch(next, table, this::publish);
          packs.serveAll(runtime);
        });
  }

  /** Keeps the settings and says why new ones were refused. */
  void refuse(String sentence) {
    refusedConfiguration = sentence;
    worker.later(() -> {});
  }

  /** Loads everything with this runtime. */
  void runtime(InferenceRuntime arrived) {
    runtime = arrived;
    worker.later(() -> packs.serveAll(runtime));
  }

  /** Closes what this runtime loaded, and waits for that, bounded. */
  void withoutRuntime(InferenceRuntime gone) {
    if (runtime == gone) {
      runtime = null;
    }
    Future<?> dropped = worker.later(() -> packs.drop(gone));
    try {
      dropped.get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("Models of a runtime that goes away are not closed yet", e);
    }
  }

  /** Tells this publisher of every change; {@code null} tells nobody. */
  void events(EventPublisher publisher) {
    events = publisher;
  }

  @Override
  public ModelLease lease(String slot) throws ModelException {
    return table.lease(slot, settings.loadWait());
  }

  @Override
  public List<ModelInfo> models() {
    PackSwitch current = packs;
    return current == null ? List.of() : PackListing.of(current, table);
  }

  @Override
  public ModelManifest activate(String name, String who) throws ModelException {
    return worker.call("model pack " + name, () -> packs.activate(name, "activated", runtime));
  }

  @Override
  public ModelManifest rollBack(String slotName, String who) throws ModelException {
    return worker.call("model slot " + slotName, () -> back(slotName));
  }

  @Override
  public List<ModelComparison> comparisons() {
    return List.of();
  }

  @Override
  public String progress() {
    return "";
  }

  @Override
  public ModelManifest stage(Path source, boolean downgrade, String who) throws ModelException {
    throw new UnsupportedOperationException();
  }

  @Override
  public ModelManifest rollOut(String pack, String who) throws ModelException {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> prune(String who) throws ModelException {
    throw new UnsupportedOperationException();
  }

  @Override
  public String name() {
    return "models";
  }

  @Override
  public Status status() {
    return status.get();
  }

  /** Stops loading, bounded; what is leased closes with its last lease. */
  @Override
  public void close() {
    closed = true;
    worker.close();
    table.close();
    status.set(
        new Status(
            Status.State.STOPPED,
            Status.Cause.DISABLED,
            "The model store is stopped",
            Instant.now()));
  }

  private ModelManifest back(String slotName) throws ModelException {
    Slot slot = table.all().get(slotName);
    if (slot == null || slot.previous().isEmpty()) {
      throw new ModelException(
          "model-missing",
          "model slot " + slotName,
          "nothing served before",
          "a slot whose pack was changed",
          "Activate the pack that you want.");
    }
    return packs.activate(slot.previous(), "rolled-back", runtime);
  }

  private void retry() {
    if (status.get().state() != Status.State.READY && packs.changedSinceTried()) {
      packs.serveAll(runtime);
      report();
    }
  }

  private void report() {
    if (!closed) {
      status.set(StoreStatus.of(table, packs, refusedConfiguration));
    }
  }

  private void publish(ModelChanged event) {
    EventPublisher publisher = events;
    if (publisher != null) {
      try {
        publisher.publish(event);
      } catch (RuntimeException e) {
        // The switch is done, whoever could not be told of it.
        LOG.warn("{} could not be published", event, e);
      }
    }
  }
}
