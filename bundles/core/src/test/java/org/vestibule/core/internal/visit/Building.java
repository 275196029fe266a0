// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.door.DoorController;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.door.UnlockOrder;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.event.VisitEvent.VisitClosed;
import org.vestibule.api.event.VisitEvent.VisitUpdated;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.notice.Notice;
import org.vestibule.api.notice.Notifier;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.speech.Hearing;
import org.vestibule.api.speech.SpeechEvent;
import org.vestibule.api.speech.SpeechListener;
import org.vestibule.api.speech.SpeechRecognizer;
import org.vestibule.api.speech.SpeechWish;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.ButtonPress;
import org.vestibule.api.visit.StageTiming;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.CoreSettings;
import org.vestibule.core.internal.door.DefaultDoorPolicy;
import org.vestibule.core.internal.people.MemoryPeople;

/** A building of fakes around the real reception: one door, Anna who may open it, and a bell. */
final class Building implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofSeconds(60);
  static final DoorId DOOR = new DoorId("front-door");
  static final PersonId ANNA = new PersonId("anna");
  static final Claim CODE = new Claim("4711");

  /** A look at one picture, which may fail. */
  interface Eye {
    FaceAnswer look(Frame frame) throws Exception;
  }

  /** What a door does with an order. */
  interface Lock {
    CompletionStage<DoorOutcome> turn(UnlockOrder order);
  }

  final Rooms rooms = new Rooms();
  final Ledger ledger = new Ledger();
  final MemoryPeople people = new MemoryPeople(ledger, person -> this.reception.changed(person));
  final List<VestibuleEvent> events = new ArrayList<>();
  final List<Notice> notices = new CopyOnWriteArrayList<>();
  final List<UnlockOrder> orders = new CopyOnWriteArrayList<>();
  final Map<String, PaperStation> stations = new HashMap<>();
  final List<PaperVerifier> verifiers = new CopyOnWriteArrayList<>();
  volatile CoreSettings settings =
      CoreSettings.defaults().with(CoreKey.DEBOUNCE, 0).with(CoreKey.LINGER, 0);
  final AtomicLong aheadNanos = new AtomicLong();
  final Reception reception = new Reception(rooms, clock(), () -> settings);

  Building() throws VestibuleException {
    rooms.events.enter(this::heard);
    rooms.audit.enter(ledger);
    rooms.people.enter(people);
    rooms.policy.enter(DefaultDoorPolicy.of(() -> settings));
    rooms.bindNotifier(bell());
    rooms.doors.enter(door(order -> opened()));
    people.enrol(
        new Enrolment(ANNA, "Anna", "1", CODE, Set.of(DOOR), "form"),
        List.of(FaceTemplate.of("m", new float[] {1, 0})));
    station("front");
  }

  /** The machine's clocks, which a test may put forward. */
  private Ticks clock() {
    return new Ticks() {
      @Override
      public long nanos() {
        return System.nanoTime() + aheadNanos.get();
      }

      @Override
      public Instant now() {
        return Instant.now();
      }
    };
  }

  PaperStation station(String name) {
    PaperStation station = new PaperStation(name);
    stations.put(name, station);
    rooms.bindStation(station, Map.of("service.id", (long) stations.size()));
    return station;
  }

  PaperStation front() {
    return stations.get("front");
  }

  Building with(CoreKey key, int value) {
    settings = settings.with(key, value);
    return this;
  }

  Building sees(Eye eye) {
    return sees(verifier(eye));
  }

  Building sees(PaperVerifier verifier) {
    verifiers.add(verifier);
    rooms.faces.enter(verifier);
    return this;
  }

  /** The site identifies: somebody searches; what is found is the verifier's business here. */
  Building identifies() {
    rooms.identifier.enter(
        probe -> {
          throw new AssertionError("only a verifier searches");
        });
    return this;
  }

  Building hears(String text, Intent intent) {
    front().speaks();
    rooms.speech.enter(new PaperEar(text));
    rooms.triage.enter(utterance -> new Triage(intent, 0.9f, "0.90 of 0.50", "fake"));
    return this;
  }

  VisitId press(Claim... claim) throws VestibuleException {
    return pressAt("front", claim);
  }

  VisitId pressAt(String station, Claim... claim) throws VestibuleException {
    return reception.press(
        new ButtonPress(
            new StationId(station),
            Instant.now(),
            claim.length == 0 ? Optional.empty() : Optional.of(claim[0])));
  }

  /** Presses and waits for the end. */
  VisitStory visit(Claim... claim) throws Exception {
    return closed(press(claim));
  }

  VisitStory closed(VisitId id) throws Exception {
    return await(VisitClosed.class, event -> event.after().id().equals(id)).after();
  }

  /** Returns what was understood last while a visit was open. */
  Optional<String> said(VisitId id) {
    return all(VisitUpdated.class).stream()
        .filter(event -> event.after().id().equals(id))
        .flatMap(event -> event.after().transcript().stream())
        .reduce((before, after) -> after);
  }

  synchronized <E extends VestibuleEvent> List<E> all(Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  synchronized <E extends VestibuleEvent> E await(Class<E> type, Predicate<E> wanted)
      throws InterruptedException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < until) {
      Optional<E> found = all(type).stream().filter(wanted).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      TimeUnit.MILLISECONDS.timedWait(this, 100);
    }
    throw new AssertionError("no such " + type.getSimpleName() + " among " + events);
  }

  private synchronized void heard(VestibuleEvent event) {
    events.add(event);
    notifyAll();
  }

  /** Waits until it is so. */
  static void until(BooleanSupplier so) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!so.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("it did not become so within " + PATIENCE);
      }
      LockSupport.parkNanos(500_000);
    }
  }

  static FaceAnswer known() {
    return new FaceAnswer.Known(
        ANNA, 0.8f, 0.5f, 0.9f, "0.80 of 0.50", List.of(new StageTiming("embed", 0, 5)));
  }

  static FaceAnswer unproven() {
    return new FaceAnswer.Unproven(ANNA, 0.8f, 0.4f, "0.40 of 0.50", List.of());
  }

  static FaceAnswer spoof() {
    return new FaceAnswer.Spoof(0.1f, "0.10 of 0.50", List.of());
  }

  static FaceAnswer stranger() {
    return new FaceAnswer.Unknown(0.2f, "0.20 of 0.50", List.of());
  }

  static CompletionStage<DoorOutcome> opened() {
    return CompletableFuture.completedFuture(new DoorOutcome.Opened("open", System.nanoTime()));
  }

  static PaperVerifier verifier(Eye eye) {
    return new PaperVerifier((reference, frame) -> eye.look(frame));
  }

  DoorController door(Lock lock) {
    return new DoorController() {
      @Override
      public List<DoorInfo> doors() {
        return List.of();
      }

      @Override
      public CompletionStage<DoorOutcome> unlock(UnlockOrder order) {
        orders.add(order);
        return lock.turn(order);
      }

      @Override
      public DoorState state(DoorId door) {
        return DoorState.UNKNOWN;
      }
    };
  }

  void lock(Lock lock) {
    rooms.doors.enter(door(lock));
  }

  private Notifier bell() {
    return new Notifier() {
      @Override
      public String channel() {
        return "bell";
      }

      @Override
      public String deliver(Notice notice) {
        notices.add(notice);
        return "heard";
      }
    };
  }

  @Override
  public void close() {
    try {
      reception.stop();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An audit on paper that can run out. */
  static final class Ledger implements AuditTrail {
    final List<AuditEntry> entries = new CopyOnWriteArrayList<>();
    volatile boolean full;
    volatile Runnable onOrder = () -> {};

    @Override
    public AuditEntry record(String actor, String action, Map<String, String> details)
        throws VestibuleException {
      if (full) {
        throw new VestibuleException("audit-unwritable", "audit", "disk full", "room", "Make room");
      }
      if (action.equals("door-ordered")) {
        onOrder.run();
      }
      AuditEntry entry =
          new AuditEntry(
              entries.size() + 1, Instant.now(), actor, "inside", action, details, "", "");
      entries.add(entry);
      return entry;
    }

    List<String> actions() {
      return entries.stream().map(AuditEntry::action).toList();
    }

    @Override
    public List<AuditEntry> latest(int limit) {
      return entries;
    }

    @Override
    public long verify() {
      return entries.size();
    }
  }

  /** Hears all sound and says its text, with how many samples it was. */
  record PaperEar(Function<Integer, String> text) implements SpeechRecognizer {
    PaperEar(String text) {
      this(samples -> text);
    }

    @Override
    public Set<Locale> languages() {
      return Set.of(Locale.ENGLISH);
    }

    @Override
    public Hearing listen(AudioFeed feed, SpeechWish wish, SpeechListener listener) {
      Thread thread =
          new Thread(
              () -> {
                int samples = 0;
                try (feed) {
                  while (!feed.ended()) {
                    samples +=
                        feed.next(Duration.ofMillis(50)).map(c -> c.samples().length).orElse(0);
                  }
                } catch (InterruptedException e) {
                  throw new IllegalStateException(e);
                }
                listener.on(
                    new SpeechEvent.FinalText(
                        text.apply(samples), 0.9f, "fake", System.nanoTime(), List.of()));
              });
      thread.setDaemon(true);
      thread.start();
      return () -> {};
    }
  }
}
