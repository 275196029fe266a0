// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.gate.Gate;
import org.vestibule.api.visit.VisitCorrection;
import org.vestibule.api.visit.VisitCorrection.What;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitJournal;
import org.vestibule.api.visit.VisitJournal.Named;
import org.vestibule.api.visit.VisitPicture;
import org.vestibule.api.visit.VisitStory;

/**
 * Hands the visits that are over to the journal, the oldest first, and after them what was said was
 * wrong in visits, on a thread of its own. While there is none, or it takes nothing, they wait as
 * long as they are remembered: nothing else waits for it. Thread-safe.
 */
final class Chronicle {
  /**
   * What is handed over.
   *
   * @param story as it is by then
   * @param named whom it names
   * @param shown whether a picture may go with it: not when somebody was erased who was named, or
   *     let in who is not
   */
  record Page(VisitStory story, List<Named> named, boolean shown) {}

  /** A picture as it came: as such it may be many megabytes. */
  private record Raw(VisitId visit, Kept picture) {}

  /** So many pictures as they came wait at most; beyond that the oldest visit goes without. */
  static final int MOST_UNDEVELOPED = 4;

  private static final Logger LOG = LoggerFactory.getLogger(Chronicle.class);

  /** What no later try changes. */
  private static final Set<String> HOPELESS =
      Set.of("visit-open", "too-many-named", "too-many-pictures");

  private final Gate<VisitJournal> journal;
  private final Workers workers;
  private final Function<VisitId, Optional<Page>> remembered;
  private final Duration again;
  private final Map<VisitId, List<VisitPicture>> waiting = new LinkedHashMap<>();
  private final Slips slips = new Slips();
  private final Deque<Raw> undeveloped = new ArrayDeque<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile boolean hurried;
  private String refusal = "";

  /**
   * @param remembered a story and whom it names, at the moment; empty when it is forgotten
   * @param again after which time a journal is asked again that took nothing
   */
  Chronicle(
      Gate<VisitJournal> journal,
      Workers workers,
      Function<VisitId, Optional<Page>> remembered,
      Duration again) {
    this.journal = journal;
    this.workers = workers;
    this.remembered = remembered;
    this.again = again;
  }

  /**
   * A visit is over.
   *
   * @param picture that goes with it, as it came
   */
  void closed(VisitId visit, Optional<Kept> picture) {
    synchronized (waiting) {
      waiting.put(visit, List.of());
      picture.ifPresent(kept -> undeveloped.addLast(new Raw(visit, kept)));
      if (undeveloped.size() > MOST_UNDEVELOPED) {
        undeveloped.removeFirst();
      }
    }
    wake();
  }

  /**
   * Somebody said that something was wrong in a visit.
   *
   * @param said empty takes it back
   */
  void corrected(VisitId visit, What what, Optional<VisitCorrection> said) {
    slips.put(visit, what, said);
    wake();
  }

  /** A visit is remembered no more: whatever is not in the journal by now is in none. */
  void forgotten(VisitId visit) {
    boolean lost;
    synchronized (waiting) {
      lost = waiting.remove(visit) != null;
      undeveloped.removeIf(raw -> raw.visit().equals(visit));
    }
    if (lost && journal.now().isPresent()) {
      LOG.warn("Visit {} is forgotten and in no journal", visit);
    }
  }

  /** Returns how many wait to be kept. */
  int waiting() {
    synchronized (waiting) {
      return waiting.size();
    }
  }

  /** Returns how many corrections wait to be kept. */
  int corrections() {
    return slips.waiting();
  }

  /** The gateway stops: stories are handed over, and nobody waits for a picture any more. */
  void finish() {
    hurried = true;
    wake();
  }

  private void wake() {
    try {
      workers.journal().execute(this::handOver);
    } catch (RejectedExecutionException e) {
      // As many tries are waiting as there is room for, or the gateway stops.
      LOG.debug("Not tried now", e);
    }
  }

  /**
   * One after the other until none is left or one is not taken; whatever ends it before that, it is
   * tried again. On the journal's thread only.
   */
  private void handOver() {
    boolean taken = false;
    try {
      for (Optional<VisitId> next = next(); next.isPresent(); next = next()) {
        develop();
        if (!handOver(next.get())) {
          return;
        }
        synchronized (waiting) {
          waiting.remove(next.get());
        }
      }
      taken = slips.handOver(journal.now());
    } finally {
      if (!taken) {
        later();
      }
    }
  }

  /** Makes all pictures small, the one of the visit that is next among them. */
  private void develop() {
    for (Optional<Raw> raw = raw(); raw.isPresent(); raw = raw()) {
      Kept kept = raw.get().picture();
      List<VisitPicture> pictures = hurried ? List.of() : kept.small().stream().toList();
      synchronized (waiting) {
        waiting.replace(raw.get().visit(), pictures);
      }
    }
  }

  private Optional<Raw> raw() {
    synchronized (waiting) {
      return Optional.ofNullable(undeveloped.pollFirst());
    }
  }

  private Optional<VisitId> next() {
    synchronized (waiting) {
      return waiting.keySet().stream().findFirst();
    }
  }

  private List<VisitPicture> pictures(VisitId visit) {
    synchronized (waiting) {
      return waiting.getOrDefault(visit, List.of());
    }
  }

  /** Returns whether it need not be tried again. */
  private boolean handOver(VisitId visit) {
    Optional<VisitJournal> present = journal.now();
    if (present.isEmpty()) {
      return false;
    }
    Optional<Page> page = remembered.apply(visit);
    try {
      if (page.isPresent()) {
        List<VisitPicture> pictures = page.get().shown() ? pictures(visit) : List.of();
        present.get().keep(page.get().story(), page.get().named(), pictures);
      }
      refusal = "";
      return true;
    } catch (VestibuleException e) {
      refused(visit, e.code());
      return HOPELESS.contains(e.code());
    } catch (RuntimeException | LinkageError e) {
      refused(visit, e.getClass().getSimpleName());
      return false;
    }
  }

  /** A journal that refuses everything is told of once, and not every few seconds. */
  private void refused(VisitId visit, String code) {
    if (!code.equals(refusal)) {
      refusal = code;
      LOG.warn("Visit {} is not in the journal yet: {}", visit, code);
    }
  }

  private void later() {
    if (scheduled.compareAndSet(false, true)) {
      try {
        workers.timers().schedule(this::again, again.toNanos(), TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException e) {
        LOG.debug("Not tried again: the gateway stops", e);
      }
    }
  }

  private void again() {
    scheduled.set(false);
    wake();
  }
}
