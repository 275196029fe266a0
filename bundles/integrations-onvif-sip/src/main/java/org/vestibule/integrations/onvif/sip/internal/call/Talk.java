// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.door.DoorOutcome;
import org.vestibule.api.visit.Conversation;
import org.vestibule.api.visit.Conversation.Farewell;
import org.vestibule.integrations.onvif.sip.internal.call.KeyPresses.Way;
import org.vestibule.integrations.onvif.sip.internal.media.MediaFigures;

/**
 * A resident on the phone talks with a visitor: sound both ways, and what the resident's keys do.
 * Keys count only here, in a dialog that this house placed itself and that stands. Thread-safe.
 */
final class Talk {
  /** A phone that sends nothing for so long, without holding, is gone. */
  static final Duration SILENT = Duration.ofSeconds(10);

  private static final Logger LOG = LoggerFactory.getLogger(Talk.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final Desk desk;
  private final Leg leg;
  private final Conversation conversation;
  private final Consumer<String> lost;
  private final KeyPresses presses;
  private final KeySequences sequences;
  private final Queue<short[]> tones = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean opening = new AtomicBoolean();
  private volatile boolean over;
  private volatile Runnable watch = () -> {};

  /**
   * @param lost is told in a sentence that the phone is gone
   */
  Talk(Desk desk, Leg leg, Conversation conversation, Consumer<String> lost) {
    this.desk = desk;
    this.leg = leg;
    this.conversation = conversation;
    this.lost = lost;
    presses = new KeyPresses(desk.ticks());
    sequences = new KeySequences(desk.settings().get().keys(), desk.ticks());
  }

  /**
   * Begins.
   *
   * @throws RejectedExecutionException when too many talk already
   */
  void start() {
    SoundBridge bridge = new SoundBridge(conversation, leg.media(), tones, () -> over);
    desk.carrying().execute(bridge::toVisitor);
    desk.carrying().execute(bridge::toResident);
    leg.media().onDigit(key -> press(key, Way.EVENT));
    leg.onInfo(key -> press(key, Way.INFO));
    watch = desk.ticks().after(LOOK, this::look);
  }

  void end() {
    over = true;
    watch.run();
  }

  private void look() {
    if (over) {
      return;
    }
    MediaFigures figures = leg.media().figures();
    if (figures.silentMillis() >= SILENT.toMillis() && !leg.media().held()) {
      lost.accept("Phone " + leg.phone().user() + " sent nothing for " + SILENT.toSeconds() + " s");
      return;
    }
    watch = desk.ticks().after(LOOK, this::look);
  }

  private void press(int key, Way way) {
    if (over || !presses.isNew(key, way)) {
      return;
    }
    Optional<CallKey> wanted = sequences.press(key);
    wanted.ifPresent(this::act);
  }

  private void act(CallKey key) {
    if (key == CallKey.OPEN && !opening.compareAndSet(false, true)) {
      return;
    }
    try {
      desk.carrying().execute(() -> carryOut(key));
    } catch (RejectedExecutionException e) {
      LOG.warn("A key was not acted on: too much is being done");
      opening.set(false);
      tell(Tones.refused());
    }
  }

  /** Whoever floods keys hears one tone at a time, and not an endless row of them later. */
  private void tell(List<short[]> tone) {
    if (tones.isEmpty()) {
      tones.addAll(tone);
    }
  }

  private void carryOut(CallKey key) {
    switch (key) {
      case OPEN -> open();
      case PARCEL_ROOM -> conversation.leave(Farewell.PARCEL_ROOM);
      case DECLINE -> conversation.leave(Farewell.DECLINED);
      case ASSISTANT -> conversation.leave(Farewell.ASSISTANT);
    }
  }

  /** Once in a call, unless it failed. */
  private void open() {
    boolean opened = false;
    try {
      DoorOutcome outcome = conversation.open();
      opened = outcome instanceof DoorOutcome.Opened;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      opening.set(opened);
      tell(opened ? Tones.done() : Tones.refused());
    }
  }
}
