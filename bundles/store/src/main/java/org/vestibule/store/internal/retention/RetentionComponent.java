// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.retention;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.privacy.Expiring;
import org.vestibule.api.privacy.Retention;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;
import org.vestibule.store.internal.database.Database;
import org.vestibule.store.internal.site.Site;

/** Runs retention every hour, and again sooner after a run that failed. Thread-safe. */
@Component(
    service = {Retention.class, StatusSource.class},
    immediate = true)
public final class RetentionComponent implements Retention, StatusSource {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final int FIRST_SECONDS = 3;
  private static final int AGAIN_MINUTES = 10;
  private static final int HOUR_MINUTES = 60;

  private final Rules rules;
  private final Sweep sweep;
  private final Due due;
  private final AtomicBoolean running = new AtomicBoolean();
  private final StatusHolder status = new StatusHolder(Status.starting("Has not run yet"));
  private final ScheduledThreadPoolExecutor worker =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "vestibule-retention");
            thread.setDaemon(true);
            return thread;
          });
  private volatile Run last;

  /** The audit, which may be replaced while this runs. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile AuditTrail audit;

  private final List<Expiring> others = new CopyOnWriteArrayList<>();

  /** Starts the hours. */
  @Activate
  public RetentionComponent(
      @Reference Database database, @Reference Site site, BundleContext context) {
    rules = new Rules(site);
    due = new Due(database, rules, Instant::now);
    String boot = boot();
    sweep =
        new Sweep(
            database,
            rules,
            () -> new Reading(Instant.now(), System.nanoTime(), boot),
            new Faceless(context));
    worker.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    worker.schedule(this::hourly, FIRST_SECONDS, TimeUnit.SECONDS);
  }

  /** Stops. A run under way is not interrupted: that would close the database's file under it. */
  @Deactivate
  void stop() {
    worker.shutdown();
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void addExpiring(Expiring other) {
    others.add(other);
  }

  void removeExpiring(Expiring other) {
    others.remove(other);
  }

  @Override
  public List<Rule> rules() {
    return rules.all(others);
  }

  @Override
  public Map<String, Integer> due() throws VestibuleException {
    return due.count(others);
  }

  @Override
  public Run run() {
    if (!running.compareAndSet(false, true)) {
      return new Run(
          Instant.now(), Map.of(), List.of("Another run is under way; ask for the last"));
    }
    try {
      Run before = last;
      Run run = RunAudit.noted(audit, before, sweep.run(others));
      last = run;
      status.set(status(run));
      return run;
    } finally {
      running.set(false);
    }
  }

  @Override
  public Optional<Run> last() {
    return Optional.ofNullable(last);
  }

  @Override
  public String name() {
    return "retention";
  }

  @Override
  public Status status() {
    return status.get();
  }

  private void hourly() {
    int next = AGAIN_MINUTES;
    try {
      next = run().problems().isEmpty() ? HOUR_MINUTES : AGAIN_MINUTES;
    } catch (RuntimeException e) {
      status.set(Status.degraded(Status.Cause.STORAGE, "Retention failed: " + e));
    } finally {
      if (!worker.isShutdown()) {
        worker.schedule(this::hourly, next, TimeUnit.MINUTES);
      }
    }
  }

  private static Status status(Run run) {
    if (run.problems().isEmpty()) {
      return Status.ready("What has lasted long enough is deleted every hour");
    }
    return Status.degraded(
        Status.Cause.STORAGE, "Data may be kept too long. " + String.join("; ", run.problems()));
  }

  /** Names this boot; where nothing does, this process, which is the same question to the guard. */
  private static String boot() {
    try {
      return Files.readString(BOOT).strip();
    } catch (IOException e) {
      return UUID.randomUUID().toString();
    }
  }
}
