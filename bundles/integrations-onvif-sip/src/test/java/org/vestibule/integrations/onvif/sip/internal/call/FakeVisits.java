// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.StationId;
import org.vestibule.api.station.TalkLine;
import org.vestibule.api.visit.Answering;
import org.vestibule.api.visit.ButtonPress;
import org.vestibule.api.visit.Conversation;
import org.vestibule.api.visit.Conversation.End;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.api.visit.Visits;

/** Visits as the core has them: one conversation of each, which ends once. */
final class FakeVisits implements Visits {
  private final Map<VisitId, Talking> conversations = new ConcurrentHashMap<>();
  private final Map<VisitId, Boolean> closed = new ConcurrentHashMap<>();

  /** How long each visit was asked to be kept open. */
  final List<Duration> kept = new CopyOnWriteArrayList<>();

  /** How many visits are kept open now. */
  final AtomicInteger keeping = new AtomicInteger();

  /** Who answered. */
  final List<Answering> answered = new CopyOnWriteArrayList<>();

  /** While it is above zero the audit hangs. */
  volatile CountDownLatch audit = new CountDownLatch(0);

  /** What an answer is refused with. */
  volatile Optional<String> refusal = Optional.empty();

  Talking conversation(VisitId visit) {
    return conversations.get(visit);
  }

  /** The visit is over, and with it its conversation. */
  void close(VisitId visit) {
    closed.put(visit, true);
    Optional.ofNullable(conversations.get(visit)).ifPresent(talk -> talk.end(End.VISIT_CLOSED));
  }

  /** What follows of the end of a visit is told a moment later. */
  void closeSilently(VisitId visit) {
    closed.put(visit, true);
  }

  @Override
  public AutoCloseable keepOpen(VisitId visit, Duration most) throws VestibuleException {
    if (closed.containsKey(visit)) {
      throw refused("visit-over");
    }
    kept.add(most);
    keeping.incrementAndGet();
    return keeping::decrementAndGet;
  }

  @Override
  public Conversation answer(VisitId visit, Answering who) throws VestibuleException {
    try {
      if (!audit.await(60, TimeUnit.SECONDS)) {
        throw refused("audit-hangs");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (refusal.isPresent()) {
      throw refused(refusal.get());
    }
    if (closed.containsKey(visit)) {
      throw refused("visit-over");
    }
    Talking made = new Talking(visit, who);
    if (conversations.putIfAbsent(visit, made) != null) {
      throw refused("visit-answered");
    }
    answered.add(who);
    return made;
  }

  @Override
  public VisitId press(ButtonPress press) {
    return new VisitId("v-1");
  }

  @Override
  public void notThisPerson(VisitId visit, String by) throws VestibuleException {
    throw refused("unknown-visit");
  }

  @Override
  public Optional<VisitStory> story(VisitId id) {
    return Optional.of(
        new VisitStory(
            id,
            new StationId("front"),
            new DoorId("front-door"),
            Instant.EPOCH,
            closed.containsKey(id) ? Optional.of(Instant.EPOCH) : Optional.empty(),
            1,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of()));
  }

  @Override
  public List<VisitStory> recent(int limit) {
    return List.of();
  }

  private static VestibuleException refused(String code) {
    return new VestibuleException(code, "visit", code, "another", "Look.");
  }

  /** A conversation that a test can listen to. */
  static final class Talking implements Conversation {
    final FakeMedia.Pipe visitor = new FakeMedia.Pipe();
    final FakeMedia.Pipe loudspeaker = new FakeMedia.Pipe();
    final AtomicInteger opened = new AtomicInteger();
    final List<Farewell> farewells = new CopyOnWriteArrayList<>();
    volatile DoorOutcome outcome = new DoorOutcome.Opened("Open.", 1);
    volatile int busy;
    volatile Optional<String> deaf = Optional.empty();
    private final VisitId visit;
    private final Answering who;
    private final List<Runnable> told = new CopyOnWriteArrayList<>();
    private Optional<End> ending = Optional.empty();

    private Talking(VisitId visit, Answering who) {
      this.visit = visit;
      this.who = who;
    }

    /** It ends by its longest time. */
    void end() {
      end(End.TIME_LIMIT);
    }

    void end(End why) {
      synchronized (this) {
        if (over()) {
          return;
        }
        ending = Optional.of(why);
      }
      visitor.close();
      loudspeaker.close();
      told.forEach(Runnable::run);
    }

    @Override
    public VisitId visit() {
      return visit;
    }

    @Override
    public AudioFeed hear() throws VestibuleException {
      if (deaf.isPresent()) {
        throw refused(deaf.get());
      }
      return visitor;
    }

    @Override
    public TalkLine speak() throws VestibuleException {
      if (busy > 0) {
        busy--;
        throw refused("talk-busy");
      }
      return loudspeaker;
    }

    @Override
    public DoorOutcome open() {
      opened.incrementAndGet();
      return who.opens() ? outcome : new DoorOutcome.Denied("may-not-open", "Not from here.");
    }

    @Override
    public void leave(Farewell farewell) {
      farewells.add(farewell);
      end(End.HANDED_OVER);
    }

    @Override
    public void onEnd(Runnable listener) {
      if (over()) {
        listener.run();
      } else {
        told.add(listener);
      }
    }

    @Override
    public synchronized boolean over() {
      return ending.isPresent();
    }

    @Override
    public synchronized Optional<End> ending() {
      return ending;
    }

    @Override
    public void close() {
      end(End.HUNG_UP);
    }
  }
}
