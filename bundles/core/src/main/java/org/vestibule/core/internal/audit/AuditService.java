// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.core.internal.Threads;
import org.vestibule.core.internal.status.CorePart;

/** The trail of this gateway, in the folder that {@code vestibule.data} names. */
@Component(
    service = {AuditTrail.class, CorePart.class},
    immediate = true)
public final class AuditService implements AuditTrail, CorePart {
  private static final Logger LOG = LoggerFactory.getLogger(AuditService.class);

  /** A batch is signed when it has so many lines, or is so old. */
  static final int BATCH = 64;

  private static final long BATCH_SECONDS = 15;

  /** A signature that is under way would open the file again, which the next audit needs. */
  private static final long FAREWELL_SECONDS = 5;

  private final Path data;
  private final AuditNeighbours neighbours;
  private final ChainedAudit trail;
  private final Sealer sealer;
  private final AtomicInteger unsigned = new AtomicInteger();
  private final AtomicBoolean flushes = new AtomicBoolean();
  private final ScheduledExecutorService signing =
      Executors.newSingleThreadScheduledExecutor(Threads.named("audit-seal"));

  /** Its own: who signs may have to wait for the store, and how something ended does not. */
  private final ScheduledExecutorService flushing =
      Executors.newSingleThreadScheduledExecutor(Threads.named("audit-flush"));

  private final StatusHolder status = new StatusHolder(Status.starting("The audit is opened"));

  /** Opens the trail with an entry of its own: the first real exchange with the disk. */
  @Activate
  public AuditService(@Reference AuditNeighbours neighbours, BundleContext context) {
    this(
        neighbours,
        Path.of(Optional.ofNullable(context.getProperty("vestibule.data")).orElse("data")));
    signing.scheduleWithFixedDelay(this::seal, 1, BATCH_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Opens a trail that is signed when {@link #seal} is called.
   *
   * @param data the gateway's data folder
   */
  public AuditService(AuditNeighbours neighbours, Path data) {
    this.neighbours = neighbours;
    this.data = data;
    trail = new ChainedAudit(data);
    sealer = new Sealer(trail, data);
    try {
      record("gateway", "audit-opened", Map.of());
    } catch (VestibuleException e) {
      LOG.error("What is done is not written down: {}", e.getMessage());
    }
  }

  /** Closes the file; every line is on the disk, or lost with the process if it could not be. */
  @Deactivate
  public void stop() {
    signing.shutdownNow();
    flushing.shutdownNow();
    try {
      if (!signing.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS)
          || !flushing.awaitTermination(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("The audit is closed under a signature that does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    // The flush that was to come does not: what ends from now on is written by whoever brings it.
    flushes.set(false);
    trail.close();
  }

  @Override
  public AuditEntry record(String actor, String action, Map<String, String> details)
      throws VestibuleException {
    Fact fact = Fact.of(actor, action, details, neighbours.pseudonyms());
    try {
      return written(trail.record(fact));
    } catch (VestibuleException e) {
      failing(e);
      throw e;
    }
  }

  @Override
  public AuditEntry recordOrHold(String actor, String action, Map<String, String> details)
      throws VestibuleException {
    AuditEntry entry = trail.recordOrHold(Fact.of(actor, action, details, neighbours.pseudonyms()));
    return written(entry);
  }

  @Override
  public void recordEnd(String actor, String action, Map<String, String> details)
      throws VestibuleException {
    trail.recordEnd(Fact.of(actor, action, details, neighbours.pseudonyms()));
    if (flushes.compareAndSet(false, true)) {
      try {
        flushing.schedule(this::flush, END_MILLIS, TimeUnit.MILLISECONDS);
      } catch (RejectedExecutionException e) {
        LOG.debug("The last lines are written by whoever brings them", e);
        flush();
      }
    }
    count();
  }

  private void flush() {
    flushes.set(false);
    trail.flush();
    tellHeld();
  }

  private AuditEntry written(AuditEntry entry) {
    tellHeld();
    count();
    return entry;
  }

  private void tellHeld() {
    int waiting = trail.held();
    if (waiting > 0) {
      status.set(
          Status.degraded(
              Status.Cause.STORAGE,
              "The disk takes no audit: lines wait in memory, and a power cut would lose them; make"
                  + " room"));
    } else {
      status.set(Status.ready("The audit is written"));
    }
  }

  private void count() {
    if (unsigned.incrementAndGet() >= BATCH) {
      unsigned.set(0);
      try {
        signing.execute(this::seal);
      } catch (RejectedExecutionException e) {
        LOG.debug("Nothing is signed while the gateway stops", e);
      }
    }
  }

  private void failing(VestibuleException e) {
    status.set(Status.unavailable(Status.Cause.STORAGE, e.getMessage()));
  }

  /** Signs what is not signed yet, and tries the disk again if something waits for it. */
  void seal() {
    try {
      if (trail.held() > 0) {
        record("gateway", "audit-resumed", Map.of("held", Integer.toString(trail.held())));
      }
      sealer.seal(neighbours.house(), neighbours.shelves());
    } catch (VestibuleException e) {
      LOG.warn("The audit still waits for the disk: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("The audit is not signed", e);
    }
  }

  @Override
  public List<AuditEntry> latest(int limit) {
    return trail.latest(limit);
  }

  @Override
  public Optional<Sealed> sealed() {
    return trail.sealed();
  }

  @Override
  public long verify() throws VestibuleException {
    return walk(entry -> {});
  }

  @Override
  public Optional<Instant> read(Instant from, Instant to, Consumer<AuditEntry> reader)
      throws VestibuleException {
    AtomicReference<Instant> begin = new AtomicReference<>();
    walk(
        entry -> {
          begin.compareAndSet(null, entry.at());
          if (!entry.at().isBefore(from) && entry.at().isBefore(to)) {
            reader.accept(entry);
          }
        });
    return Optional.ofNullable(begin.get());
  }

  private long walk(TrailCheck.Step reader) throws VestibuleException {
    List<Sealed> expected = Sealer.kept(neighbours.shelves()).map(List::of).orElse(List.of());
    return trail.walk(keys(), expected, reader);
  }

  /** The vault knows its own key; the files hold those of before, too. */
  private HouseKeys keys() throws VestibuleException {
    try {
      HouseKeys files = HouseKeys.in(data);
      Optional<String> own = neighbours.house().flatMap(house -> house.publicKey());
      return own.isEmpty() ? files : files.with(own.get());
    } catch (IOException e) {
      throw new VestibuleException(
          "audit-broken",
          "trust/house*.pub",
          String.valueOf(e.getMessage()),
          "the public keys by which this house has signed",
          "Put the files back from a backup",
          e);
    }
  }

  @Override
  public Status status() {
    return status.get();
  }
}
