// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.event.VisitEvent.VisitClosed;
import org.vestibule.api.event.VisitEvent.VisitOpened;
import org.vestibule.api.people.Claim;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.station.StationInfo;
import org.vestibule.api.visit.ButtonPress;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.CoreSettings;
import org.vestibule.core.internal.KeptPictures;

/**
 * One visit from the press to the audit entry: which stages run, and when it is over. All its steps
 * run one after the other on its {@link Serial}; what waits runs elsewhere as a {@link StageRun}.
 * What is concluded from the stages is {@link Judgement}'s.
 */
final class Visit {
  /** Stages, beside the face, whose end may change the decision. */
  private static final String[] DECIDING = {
    "speech", "triage", Ordering.STAGE, Rights.STAGE, Entries.STAGE
  };

  private static final long MOST_WAIT_SECONDS = 2;
  private static final long MOST_WORK_SECONDS = 30;

  /** A camera that is opened for a picture to keep would make a face wait for it. */
  private static final Duration FACE_FIRST = Duration.ofSeconds(1);

  /** How the names of the stages begin that tell people. */
  static final String RING = "ring ";

  final Desk desk;
  final CoreSettings settings;
  private final DoorStation station;
  final StationInfo info;
  final VisitId id;
  final Diary diary;
  final long openedNanos;

  /** Whether the visitor is asked what they want before anybody is called. */
  final boolean assisted;

  final VisitSound sound;
  final Pictures pictures;
  final Talking talking;
  final Stay stay;

  /** Who speaks at the station's loudspeaker: the house, or whoever of it talks. */
  final Semaphore mouth = new Semaphore(1);

  final Tally tally = new Tally();
  private final Serial serial;
  private final Consumer<Visit> onClosed;
  private final Consumer<ButtonPress> onMissed;
  final Stages stages;
  private final Judgement judgement;
  private volatile boolean settled;

  /** Its one order was given and the door did not open. */
  private volatile boolean spent;

  /** The gateway stops. On the visit's thread only. */
  private boolean stopping;

  /** Whom the visitor rang for. On the visit's thread only. */
  private Optional<String> unit;

  private volatile boolean closed;
  private volatile boolean talked;
  private volatile long closedNanos;

  /**
   * @param insisting whether the assistant spoke here a moment ago: then a person is called at once
   * @param onClosed told once, when the story is complete
   * @param onMissed told a press with a code that came while the visit was closing
   */
  Visit(
      Desk desk,
      CoreSettings settings,
      DoorStation station,
      StationInfo info,
      VisitId id,
      ButtonPress press,
      boolean insisting,
      Consumer<Visit> onClosed,
      Consumer<ButtonPress> onMissed) {
    this.desk = desk;
    this.settings = settings;
    this.station = station;
    this.info = info;
    this.id = id;
    this.openedNanos = desk.ticks().nanos();
    this.assisted = settings.assistant().at(info.id()) && !insisting;
    this.unit = press.unit().filter(text -> !text.isBlank());
    this.sound = new VisitSound(desk, settings, id, this::station);
    this.pictures = new Pictures(this);
    this.talking = new Talking(this);
    this.stay = new Stay(this);
    this.diary =
        new Diary(
            desk.rooms(), desk.ticks(), id, info, press.at(), openedNanos, settings.transcripts());
    this.serial = new Serial(desk.workers().visits());
    this.stages = new Stages(serial, desk.workers().timers(), this::unlessClosed);
    this.onClosed = onClosed;
    this.onMissed = onMissed;
    this.judgement = new Judgement(this);
  }

  /** Starts it; returns at once. */
  void open(Optional<Claim> claim) {
    step(
        () -> {
          diary.time("press", openedNanos, desk.ticks().nanos());
          diary.publish(new VisitOpened(desk.ticks().now(), story()));
          stay.begin();
          if (settings.pictures() == KeptPictures.PRESS) {
            pictures.keepOne();
            after(FACE_FIRST, pictures::readFirst);
          }
          judgement.begin(claim);
        });
  }

  /** Returns whether another press at this station belongs to this visit. */
  boolean joins(ButtonPress press, long nowNanos) {
    if (spent && press.claim().isPresent()) {
      return false; // One order in a visit: a further code is a visit of its own.
    }
    boolean bounce = nowNanos - openedNanos < settings.millis(CoreKey.DEBOUNCE).toNanos();
    // After the end only a bounce of the bell belongs here; a code is always looked at.
    return closed ? bounce && press.claim().isEmpty() : bounce || !settled;
  }

  /** Adds a press; a code that comes with it is looked at, too. */
  void join(ButtonPress press) {
    serial.execute(
        () -> {
          if (closed || spent && press.claim().isPresent()) {
            press.claim().ifPresent(claim -> onMissed.accept(press));
            return;
          }
          diary.pressed();
          unit = press.unit().filter(text -> !text.isBlank()).or(() -> unit);
          press.claim().ifPresentOrElse(judgement::claimed, judgement::pressedAgain);
          settle();
        });
  }

  /** Takes what was entered at the station's keypad. */
  void keyed(String keys) {
    step(() -> judgement.keyed(keys));
  }

  /** Returns whom the visitor rang for, if there is a button for each. On its thread only. */
  Optional<String> unit() {
    return unit;
  }

  /** Somebody of the house talks with the visitor from now on. On the visit's thread only. */
  void answered(Talk talk) {
    judgement.answered(talk);
  }

  /** Whoever talks lets the visitor in. On the visit's thread only. */
  CompletableFuture<DoorOutcome> letIn(Talk talk, Instant at, long nanos)
      throws VestibuleException {
    if (!talking.is(talk)) {
      throw Refusals.visitOver(id);
    }
    return judgement.letIn(talk.who(), at, nanos);
  }

  /** The house is silent. On the visit's thread only. */
  void hush() {
    judgement.hush();
  }

  /** The door has been open for long enough, unless somebody talks. On the visit's thread only. */
  void leaveOpened() {
    if (!held()) {
      close("");
    }
  }

  /** Returns whether the assistant spoke here so lately that whoever presses wants a person. */
  boolean spokeLately(long nowNanos) {
    long bound = settings.millis(CoreKey.INSIST).toNanos();
    return talked && (!closed || nowNanos - closedNanos < bound);
  }

  /** Ends it at once: the gateway stops. */
  void stop(String why) {
    step(
        () -> {
          stopping = true;
          close(why);
        });
  }

  /** Returns the code of an order that is taken back now. On the visit's thread only. */
  String withdrawal() {
    return stopping ? "stopping" : "withdrawn";
  }

  /** Returns the station as it is now: its bundle may have been replaced since the press. */
  DoorStation station() {
    return desk.rooms().station(info.id()).orElse(station);
  }

  VisitStory story() {
    return diary.story();
  }

  boolean closed() {
    return closed;
  }

  /** Its one order is used up and the door is not open: a further code begins a new visit. */
  void spend() {
    spent = true;
  }

  /** Runs {@code work} on the visit's own thread, unless the visit is over. */
  void step(Runnable work) {
    serial.execute(() -> unlessClosed(work));
  }

  private void unlessClosed(Runnable work) {
    if (!closed) {
      work.run();
      settle();
    }
  }

  /**
   * Runs {@code work} on the visit's own thread and waits for it; not from that thread. What has
   * not begun in time never will; what has is waited for, because it may open a door.
   *
   * @throws VestibuleException {@code visit-over}, and what the work throws
   */
  <T> T ask(Callable<T> work) throws VestibuleException {
    CompletableFuture<T> answer = new CompletableFuture<>();
    AtomicBoolean taken = new AtomicBoolean();
    try {
      serial.execute(
          () -> {
            if (taken.compareAndSet(false, true)) {
              answer(work, answer);
            }
          });
      return within(answer, taken);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof VestibuleException known ? known : Refusals.visitOver(id);
    } catch (RejectedExecutionException | TimeoutException e) {
      throw Refusals.visitOver(id); // The gateway stops.
    } catch (InterruptedException e) {
      taken.set(true);
      Thread.currentThread().interrupt();
      throw Refusals.visitOver(id);
    }
  }

  private static <T> T within(CompletableFuture<T> answer, AtomicBoolean taken)
      throws ExecutionException, InterruptedException, TimeoutException {
    try {
      return answer.get(MOST_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      if (taken.compareAndSet(false, true)) {
        throw e;
      }
      return answer.get(MOST_WORK_SECONDS, TimeUnit.SECONDS);
    }
  }

  private <T> void answer(Callable<T> work, CompletableFuture<T> answer) {
    if (closed) {
      answer.completeExceptionally(Refusals.visitOver(id));
      return;
    }
    try {
      answer.complete(work.call());
    } catch (Exception | LinkageError e) {
      answer.completeExceptionally(e);
    }
    settle();
  }

  /** Runs {@code work} on the visit's own thread later. */
  Future<?> after(Duration wait, Runnable work) {
    return desk.workers().timers().schedule(() -> step(work), wait.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void settle() {
    boolean done = diary.decision().isPresent() && !judgement.undecided();
    for (String stage : DECIDING) {
      done &= !stages.runs(stage);
    }
    talked = judgement.talked();
    boolean wanted = stay.kept() || held();
    settled = done && !wanted;
    boolean idle = stages.idle() && !judgement.waits() && !wanted;
    if (!closed && (idle || (judgement.opened() && done && !held()))) {
      close("");
    }
  }

  /** Somebody talks with the visitor, or the last words are being said. */
  private boolean held() {
    return talking.active() || judgement.saysLast();
  }

  /** Ends it; with a reason, if it ends before its time. */
  void close(String early) {
    if (closed) {
      return;
    }
    if (!early.isEmpty()) {
      diary.degraded(early);
    }
    judgement.end(early);
    closedNanos = desk.ticks().nanos();
    closed = true;
    sound.close();
    pictures.close();
    stay.end();
    // Whoever is being told of an emergency is told to the end.
    stages.cancelAllBut(RING);
    diary.closed(desk.ticks().now());
    diary.publish(new VisitClosed(desk.ticks().now(), story()));
    desk.note("visit:" + id, "visit-closed", judgement.count(Summary.of(story())));
    onClosed.accept(this);
  }
}
