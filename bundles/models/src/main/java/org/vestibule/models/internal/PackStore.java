// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.event.EventPublisher;
import org.vestibule.api.event.ModelChanged;
import org.vestibule.api.model.InferenceRuntime;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelInfo;
import org.vestibule.api.model.ModelLease;
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
public final class PackStore implements ModelStore, StatusSource, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PackStore.class);

  /** Loading and trying the largest pack takes about a second; a loaded box takes longer. */
  private static final long SWITCH_SECONDS = 120;

  private static final long STOP_SECONDS = 5;

  /** How often a pack that could not serve is looked at again, should it have been fetched. */
  private static final long RETRY_SECONDS = 5;

  private final SlotTable table = new SlotTable();
  private final StatusHolder status = new StatusHolder(Status.starting("Loading model packs"));
  private final ScheduledThreadPoolExecutor worker;
  private volatile Settings settings;
  private volatile PackLibrary library;
  private volatile PackSwitch packs;
  private volatile InferenceRuntime runtime;
  private volatile EventPublisher events;
  private volatile String refusedConfiguration = "";
  private volatile boolean closed;

  /** Begins to serve in the background. */
  PackStore(Settings settings, InferenceRuntime runtime) {
    this.runtime = runtime;
    worker =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "vestibule-models");
              thread.setDaemon(true);
              return thread;
            });
    use(settings);
    worker.scheduleWithFixedDelay(this::retry, RETRY_SECONDS, RETRY_SECONDS, TimeUnit.SECONDS);
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
            runtime);
    try {
      store.call("folder of model packs " + packsFolder, () -> "");
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
    later(
        () -> {
          PackLibrary nextLibrary = new PackLibrary(next.folder());
          packs = new PackSwitch(next, nextLibrary, table, this::publish);
          library = nextLibrary;
          packs.serveAll(runtime);
        });
  }

  /** Keeps the settings and says why new ones were refused. */
  void refuse(String sentence) {
    refusedConfiguration = sentence;
    later(() -> {});
  }

  /** Loads everything with this runtime. */
  void runtime(InferenceRuntime arrived) {
    runtime = arrived;
    later(() -> packs.serveAll(runtime));
  }

  /** Closes what this runtime loaded, and waits for that, bounded. */
  void withoutRuntime(InferenceRuntime gone) {
    if (runtime == gone) {
      runtime = null;
    }
    Future<?> dropped = later(() -> packs.drop(gone));
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
    PackLibrary current = library;
    List<ModelInfo> infos = new ArrayList<>();
    if (current != null) {
      current.all().forEach((name, entry) -> infos.add(info(name, entry)));
    }
    infos.sort(
        Comparator.comparing((ModelInfo info) -> info.manifest().slot())
            .thenComparing(info -> info.manifest().name()));
    return infos;
  }

  @Override
  public ModelManifest activate(String name) throws ModelException {
    return call("model pack " + name, () -> packs.activate(name, "activated", runtime));
  }

  @Override
  public ModelManifest rollBack(String slotName) throws ModelException {
    return call("model slot " + slotName, () -> back(slotName));
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
    worker.shutdownNow();
    try {
      if (!worker.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("A model is still being loaded; it is closed when that ends");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
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

  private ModelInfo info(String name, PackLibrary.Entry entry) {
    ModelException problem = entry.problem();
    ModelManifest manifest = problem == null ? entry.pack().manifest() : unreadable(name);
    Serving serving =
        Optional.ofNullable(table.all().get(manifest.slot())).map(Slot::serving).orElse(null);
    boolean serves = serving != null && serving.pack().manifest().name().equals(name);
    if (problem == null) {
      problem = packs.problems().get(name);
    }
    return new ModelInfo(
        manifest, serves, table.leases(name), problem == null ? "" : problem.getMessage());
  }

  /** A pack whose manifest is not sound has a name and a problem, and nothing else. */
  private static ModelManifest unreadable(String name) {
    return new ModelManifest(
        name,
        "unknown",
        "",
        "",
        "",
        List.of(),
        "LicenseRef-unknown",
        "unknown",
        "",
        List.of(),
        Optional.empty(),
        List.of(),
        Map.of());
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
      publisher.publish(event);
    }
  }

  private Future<?> later(Runnable task) {
    if (closed) {
      return CompletableFuture.completedFuture(null);
    }
    return worker.submit(
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            LOG.error("The model store failed", e);
          } finally {
            report();
          }
        });
  }

  /** Runs on the worker and waits, bounded. */
  private <T> T call(String input, Callable<T> task) throws ModelException {
    String found;
    Throwable cause;
    try {
      Future<T> answer =
          worker.submit(
              () -> {
                try {
                  return task.call();
                } finally {
                  report();
                }
              });
      return answer.get(SWITCH_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ModelException refused) {
        throw refused;
      }
      found = "the switch failed (" + e.getCause().getClass().getSimpleName() + ")";
      cause = e.getCause();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      found = "the wait was interrupted";
      cause = e;
    } catch (TimeoutException e) {
      found = "still not loaded after " + SWITCH_SECONDS + " s";
      cause = e;
    } catch (RejectedExecutionException e) {
      found = "the model store is stopped";
      cause = e;
    }
    throw new ModelException(
        "model-run-failed",
        input,
        found,
        "a switch within " + SWITCH_SECONDS + " s",
        "See the log and the status of models; try again.",
        cause);
  }
}
