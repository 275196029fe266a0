// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;
import org.vestibule.api.station.StationInfo;
import org.vestibule.api.update.RestartPlan;
import org.vestibule.api.visit.Answering;
import org.vestibule.api.visit.ButtonPress;
import org.vestibule.api.visit.Conversation;
import org.vestibule.api.visit.VisitCorrection;
import org.vestibule.api.visit.VisitCorrection.What;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.api.visit.Visits;
import org.vestibule.core.internal.CoreSettings;

/** Where every press arrives: it opens a visit or joins one. Thread-safe. */
final class Reception implements Visits {
  private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
  private static final int MEMORY = 200;
  private static final Duration FAREWELL = Duration.ofSeconds(3);
  private static final Duration KEEP_AGAIN = Duration.ofSeconds(5);

  private final Desk desk;
  private final Corrections corrections;
  private final Switchboard switchboard;
  private final Chronicle chronicle;
  private final Supplier<CoreSettings> settings;
  private final VisitIds ids = new VisitIds();
  private final Map<VisitId, Visit> open = new LinkedHashMap<>();
  private final Map<StationId, Visit> latest = new HashMap<>();
  private final History history = new History(MEMORY);
  private boolean stopping;

  Reception(Rooms rooms, Ticks ticks, Supplier<CoreSettings> settings) {
    this.desk = new Desk(rooms, new Workers(), ticks, new ClaimGuard(), new Probes());
    this.corrections = new Corrections(desk);
    this.switchboard = new Switchboard(desk);
    this.chronicle = new Chronicle(rooms.journal, desk.workers(), this::page, KEEP_AGAIN);
    this.settings = settings;
  }

  @Override
  public VisitId press(ButtonPress press) throws VestibuleException {
    DoorStation station =
        desk.rooms().station(press.station()).orElseThrow(() -> Refusals.unknown(press.station()));
    StationInfo info = station.info();
    Visit visit;
    boolean joined;
    synchronized (this) {
      if (stopping) {
        throw Refusals.stopping(press);
      }
      visit = latest.get(press.station());
      joined = visit != null && visit.joins(press, desk.ticks().nanos());
      if (!joined) {
        // A visit that is open may still be joined and ends as it should; a new one might be cut.
        refuseBeforeRestart(press);
        boolean insisting = visit != null && visit.spokeLately(desk.ticks().nanos());
        visit =
            new Visit(
                desk,
                settings.get(),
                station,
                info,
                ids.next(press.at()),
                press,
                insisting,
                this::closed,
                this::missed);
        open.put(visit.id, visit);
        latest.put(press.station(), visit);
        // Queued under the lock, so that no other press can join before the visit has begun.
        visit.open(press.claim());
      }
    }
    if (joined) {
      visit.join(press);
    }
    return visit.id;
  }

  @Override
  public void notThisPerson(VisitId id, String by) throws VestibuleException {
    known(id);
    if (corrections.notThisPerson(id, by)) {
      corrected(id, What.NOT_THIS_PERSON, Optional.empty());
    }
  }

  @Override
  public void wrongIntent(VisitId id, Optional<String> label) {
    if (label.isPresent()) {
      corrected(id, What.WRONG_INTENT, label);
    } else {
      chronicle.corrected(id, What.WRONG_INTENT, Optional.empty());
    }
  }

  private void corrected(VisitId id, What what, Optional<String> label) {
    chronicle.corrected(
        id, what, Optional.of(new VisitCorrection(what, desk.ticks().now(), label)));
  }

  @Override
  public void keyed(VisitId id, String keys) throws VestibuleException {
    known(id);
    if (!keys.matches("[0-9*#]{1,32}")) {
      throw Refusals.keys(id, keys);
    }
    open(id).ifPresent(visit -> visit.keyed(keys));
  }

  @Override
  public AudioFeed listen(VisitId id, String by) throws VestibuleException {
    known(id);
    Visit visit = open(id).orElseThrow(() -> Refusals.over(id));
    AudioFeed ear = visit.sound.listen();
    try {
      AuditTrail audit = desk.rooms().audit.now().orElseThrow(desk.rooms().audit::empty);
      audit.record("visit:" + id, "visit-listened", Map.of("by", by));
      return ear;
    } catch (VestibuleException | RuntimeException e) {
      ear.close();
      throw e;
    }
  }

  @Override
  public AutoCloseable keepOpen(VisitId id, Duration most) throws VestibuleException {
    return switchboard.keepOpen(lasting(id), most);
  }

  @Override
  public Conversation answer(VisitId id, Answering who) throws VestibuleException {
    return switchboard.answer(lasting(id), who);
  }

  @Override
  public Optional<Frame> picture(VisitId id) throws VestibuleException {
    return lasting(id).pictures.latest();
  }

  private Visit lasting(VisitId id) throws VestibuleException {
    known(id);
    return open(id).orElseThrow(() -> Refusals.visitOver(id));
  }

  private synchronized Optional<Visit> open(VisitId id) {
    return Optional.ofNullable(open.get(id));
  }

  private void known(VisitId id) throws VestibuleException {
    if (story(id).isEmpty()) {
      throw Refusals.unknown(id, MEMORY);
    }
  }

  /** Something about this person has changed. */
  void changed(PersonId person) {
    corrections.changed(person);
  }

  /** Drops the names of a person from every story, and their face; returns how many it held. */
  synchronized int erase(PersonId person) {
    desk.probes().forget(person);
    int erased = history.erase(person);
    for (Visit visit : open.values()) {
      erased += visit.diary.mentions().erase(person) ? 1 : 0;
    }
    return erased;
  }

  /** Returns the stories that name a person, and nobody else. */
  synchronized List<VisitStory> about(PersonId person) {
    List<VisitStory> about = new ArrayList<>(history.about(person));
    open.values().stream()
        .filter(visit -> visit.diary.mentions().name(person))
        .forEach(visit -> about.add(visit.diary.mentions().only(person, visit.story())));
    return about;
  }

  @Override
  public synchronized Optional<VisitStory> story(VisitId id) {
    Visit visit = open.get(id);
    return visit != null ? Optional.of(visit.story()) : history.story(id);
  }

  @Override
  public synchronized List<VisitStory> recent(int limit) {
    List<VisitStory> all = new ArrayList<>(history.stories());
    open.values().forEach(visit -> all.add(visit.story()));
    all.sort(Comparator.comparing(VisitStory::openedAt).reversed());
    return List.copyOf(all.subList(0, Math.min(Math.max(0, limit), all.size())));
  }

  /** Ends every visit and waits, bounded, until each is written down. */
  void stop() throws InterruptedException {
    long until = System.nanoTime() + FAREWELL.toNanos();
    List<Visit> left;
    synchronized (this) {
      stopping = true;
      left = List.copyOf(open.values());
    }
    left.forEach(visit -> visit.stop("The gateway stopped during the visit"));
    synchronized (this) {
      for (long wait = 1; !open.isEmpty() && wait > 0; wait = until - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, wait));
      }
    }
    chronicle.finish();
    desk.workers().stop(FAREWELL);
  }

  private synchronized void closed(Visit visit) {
    open.remove(visit.id);
    Optional<VisitId> forgotten = history.add(visit.story(), visit.diary.mentions());
    forgotten.ifPresent(desk.probes()::drop);
    forgotten.ifPresent(chronicle::forgotten);
    chronicle.closed(visit.id, visit.pictures.takeOne());
    notifyAll();
  }

  /** Returns what the journal keeps of a visit that is over. */
  private synchronized Optional<Chronicle.Page> page(VisitId id) {
    return history.page(id);
  }

  private void missed(ButtonPress press) {
    try {
      press(press);
    } catch (VestibuleException e) {
      LOG.info("A code came while its visit was closing: {}", e.getMessage());
    }
  }

  private void refuseBeforeRestart(ButtonPress press) throws VestibuleException {
    RestartPlan plan = desk.rooms().restart;
    if (plan != null) {
      throw Refusals.restarting(press, plan);
    }
  }
}
