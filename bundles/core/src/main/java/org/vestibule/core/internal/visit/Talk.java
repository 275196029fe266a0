// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.TalkLine;
import org.vestibule.api.visit.Answering;
import org.vestibule.api.visit.Conversation;
import org.vestibule.api.visit.VisitId;

/** Somebody of the house talks with the visitor of one visit. Thread-safe. */
final class Talk implements Conversation {
  private static final Logger LOG = LoggerFactory.getLogger(Talk.class);

  /** Every part of an order has its own bound; this one is beyond all of them together. */
  private static final long MOST_ORDER_SECONDS = 60;

  private final Visit visit;
  private final Answering who;
  private final Object hearing = new Object();
  private final Object speaking = new Object();
  private final List<Runnable> told = new ArrayList<>();
  private volatile TalkEar ear;
  private volatile TalkWay way;
  private Optional<Farewell> farewell = Optional.empty();
  private Optional<End> end = Optional.empty();

  Talk(Visit visit, Answering who) {
    this.visit = visit;
    this.who = who;
  }

  @Override
  public VisitId visit() {
    return visit.id;
  }

  /** Returns who answered. */
  Answering who() {
    return who;
  }

  @Override
  public AudioFeed hear() throws VestibuleException {
    synchronized (hearing) { // Only those wait here who want the same.
      if (ear == null) {
        ear = new TalkEar(visit.sound);
        if (over()) {
          ear.close();
        }
      }
      return ear;
    }
  }

  @Override
  public TalkLine speak() throws VestibuleException {
    synchronized (speaking) { // Only those wait here who want the same.
      if (way == null) {
        refuseIfOver();
        way = TalkWay.open(visit);
        if (over()) {
          way.close();
        }
      }
      return way;
    }
  }

  private void refuseIfOver() throws VestibuleException {
    if (over()) {
      throw Refusals.visitOver(visit.id);
    }
  }

  @Override
  public DoorOutcome open() throws InterruptedException {
    Instant at = visit.desk.ticks().now();
    long nanos = System.nanoTime();
    CompletableFuture<DoorOutcome> outcome;
    try {
      refuseIfOver();
      outcome = visit.ask(() -> visit.letIn(this, at, nanos));
    } catch (VestibuleException e) {
      return new DoorOutcome.Denied("conversation-over", "The conversation is over");
    }
    try {
      return outcome.get(MOST_ORDER_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.error("Nobody said how an order of visit {} ended", visit.id, e);
      return new DoorOutcome.TimedOut("Nobody knows whether the door opened");
    }
  }

  @Override
  public void leave(Farewell last) {
    synchronized (this) {
      if (!over() && farewell.isEmpty()) {
        farewell = Optional.of(last);
      }
    }
    end(End.HANDED_OVER);
  }

  /** Returns what the house is to tell the visitor now that it is over. */
  synchronized Optional<Farewell> farewell() {
    return farewell;
  }

  @Override
  public void onEnd(Runnable run) {
    synchronized (this) {
      if (!over()) {
        told.add(run);
        return;
      }
    }
    tell(run);
  }

  @Override
  public synchronized boolean over() {
    return end.isPresent();
  }

  @Override
  public synchronized Optional<End> ending() {
    return end;
  }

  @Override
  public void close() {
    end(End.HUNG_UP);
  }

  /** Ends it, once: the first reason counts. */
  void end(End why) {
    List<Runnable> waiting;
    synchronized (this) {
      if (over()) {
        return;
      }
      end = Optional.of(why);
      waiting = List.copyOf(told);
      told.clear();
    }
    // First, so that what follows for the visit finds the loudspeaker on its way to being free.
    try {
      visit.step(() -> visit.talking.ended(this));
    } catch (RejectedExecutionException e) {
      LOG.debug("Visit {} is over with the gateway", visit.id);
    }
    letGo();
    waiting.forEach(this::tell);
  }

  private void letGo() {
    // Whoever is just opening one of them finds that it is over, and closes it.
    TalkEar heard = ear;
    if (heard != null) {
      heard.close();
    }
    TalkWay spoken = way;
    if (spoken != null) {
      spoken.close();
    }
  }

  private void tell(Runnable run) {
    try {
      run.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.error("Whoever talked in visit {} could not be told that it is over", visit.id, e);
    }
  }
}
