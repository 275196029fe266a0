// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.model.InferenceRuntime;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.models.internal.lease.LeaseDesk;
import org.vestibule.models.internal.library.Memory;
import org.vestibule.models.internal.library.PackLibrary;
import org.vestibule.models.internal.slot.SlotTable;
import org.vestibule.models.internal.trial.TrialRunner;

/**
 * What runs behind a {@link PackStore}: the worker that loads and switches, the look at what is
 * watched, and the parts that they work with. Thread-safe.
 */
final class Engine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Engine.class);

  private static final long STOP_SECONDS = 5;

  /** How often it is looked whether packs were fetched, signers revoked, templates renewed. */
  private static final long REVIEW_SECONDS = 2;

  private final Surroundings surroundings;
  private final LeaseDesk desk;
  final SlotTable table;
  final TrialRunner trials;
  private final Journal journal;
  private final Progress progress;
  private final Orders orders;
  final Comparisons comparisons = new Comparisons();
  private final Map<String, ModelException> problems = new ConcurrentHashMap<>();
  final StatusHolder status = new StatusHolder(Status.starting("Loading model packs"));
  private final StoreWorker worker = new StoreWorker(this::report);
  private final Tick tick = new Tick(this::tick);
  volatile Settings settings;
  volatile Workshop workshop;
  private volatile InferenceRuntime runtime;
  private volatile String refusedConfiguration = "";
  private volatile String remark = "";
  private volatile boolean closed;

  /**
   * Begins to serve in the background.
   *
   * @param runtime {@code null} while there is none
   */
  Engine(Settings settings, InferenceRuntime runtime, Surroundings surroundings) {
    this.runtime = runtime;
    this.surroundings = surroundings;
    desk = new LeaseDesk(surroundings.clock(), surroundings.runClock());
    table = new SlotTable(desk);
    journal = new Journal(surroundings.audited(), surroundings.audit(), surroundings.events());
    progress = new Progress(surroundings.steps());
    orders = new Orders(journal, progress);
    trials = new TrialRunner(table, desk, this::look);
    use(settings);
    worker.every(REVIEW_SECONDS, this::reviewNow);
    tick.start();
  }

  /** Works by other settings from now on; packs that serve and still shall serve stay loaded. */
  void use(Settings next) {
    settings = next;
    refusedConfiguration = "";
    load(
        () -> {
          workshop = new Workshop(works(next), worker::later, surroundings.people());
          workshop.open();
        });
  }

  /** What is still to be loaded when the store stops, is not. */
  private void load(Runnable task) {
    worker.later(
        () -> {
          if (!closed) {
            task.run();
          }
        });
  }

  private Works works(Settings next) {
    Workshop old = workshop;
    // What is watched goes on writing to the same memory.
    Memory memory =
        old != null && Objects.equals(old.works.settings().choices(), next.choices())
            ? old.works.memory()
            : new Memory(next.choices(), progress::reached);
    return new Works(
        next,
        table,
        new PackLibrary(next.folder()),
        memory,
        surroundings.trust().apply(next),
        journal,
        progress,
        comparisons,
        problems,
        () -> runtime,
        surroundings.clock());
  }

  /** Keeps the settings and says why new ones were refused. */
  void refuse(String sentence) {
    refusedConfiguration = sentence;
    worker.later(() -> {});
  }

  /** Loads everything with this runtime. */
  void runtime(InferenceRuntime arrived) {
    runtime = arrived;
    load(() -> workshop.serveAll());
  }

  /** Closes what this runtime loaded, and waits for that, bounded. */
  void withoutRuntime(InferenceRuntime gone) {
    if (runtime == gone) {
      runtime = null;
    }
    Future<?> dropped = worker.later(() -> drop(gone));
    try {
      dropped.get(STOP_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("Models of a runtime that goes away are not closed yet", e);
    }
  }

  private void drop(InferenceRuntime gone) {
    if (workshop != null) {
      workshop.drop(gone);
    }
  }

  /** Returns when everything that was ordered before is done. */
  void settle(String input) throws ModelException {
    worker.call(input, () -> "");
  }

  /** Stops loading, bounded; what is leased closes with its last lease. */
  @Override
  public void close() {
    closed = true;
    tick.close();
    trials.close();
    worker.close();
    table.close();
    status.set(
        new Status(
            Status.State.STOPPED,
            Status.Cause.DISABLED,
            "The model store is stopped",
            Instant.now()));
  }

  /** See {@link Orders#carryOut}. */
  <T> T order(String input, String who, Orders.Order<T> order) throws ModelException {
    return worker.call(input, () -> orders.carryOut(open(), input, who, order));
  }

  /** Looks at something between two orders; nothing is changed and nothing is noted. */
  <T> T ask(String input, Orders.Order<T> question) throws ModelException {
    return worker.call(input, () -> question.carriedOut(open()));
  }

  private Workshop open() {
    if (closed) {
      throw new IllegalStateException("the model store is stopped");
    }
    return Objects.requireNonNull(workshop, "the model store could not begin, see the log");
  }

  /** Looks at what is watched and at who holds what; four times a second, and when told to. */
  void tick() {
    look();
    comparisons.letGo();
    desk.revokeOverdue(table.open(), settings.leaseLimit());
    if (!desk.remark().equals(remark)) {
      remark = desk.remark();
      report();
    }
  }

  private void look() {
    Workshop current = workshop;
    if (current != null && !closed) {
      current.watch();
    }
  }

  /** Looks once more at signers, people and packs. */
  Future<?> review() {
    return worker.later(this::reviewNow);
  }

  private void reviewNow() {
    Workshop current = workshop;
    if (current != null) {
      current.review(status.get().state() == Status.State.READY);
      report();
    }
  }

  private void report() {
    Workshop current = workshop;
    if (!closed && current != null) {
      status.set(
          StoreStatus.of(
              current.works, refusedConfiguration, current.interrupted() + desk.remark()));
    }
  }
}
