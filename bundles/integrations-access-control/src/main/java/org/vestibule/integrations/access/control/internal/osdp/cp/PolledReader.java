// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import java.security.SecureRandom;
import org.vestibule.integrations.access.control.internal.osdp.CommandCode;
import org.vestibule.integrations.access.control.internal.osdp.Frame;
import org.vestibule.integrations.access.control.internal.osdp.FrameEncoder;
import org.vestibule.integrations.access.control.internal.osdp.ReplyCode;

/**
 * One reader, as its panel sees it: it is looked for, asked who it is, secured, polled, and given
 * up after 8 s of silence, to be looked for again after 1, 2, 4, 8, 8, ... s. Its state is its own:
 * what happens to another reader on the line changes nothing here. One thread.
 */
public final class PolledReader {
  private enum Phase {
    WAITING,
    STARTING,
    COMMISSIONING,
    ONLINE
  }

  private static final long BUSY_NANOS = 100_000_000L;

  private final int address;
  private final long pollNanos;
  private final ReaderListener listener;
  private final Exchange exchange;
  private final ReaderSecurity security;
  private final Startup startup;
  private final KeySending keySending;
  private final Talk talk;
  private final Patience patience = new Patience();
  private Phase phase = Phase.WAITING;
  private String why = "";
  private long due;
  private long sent;
  private volatile long answered;

  /**
   * @param settings how it is spoken to
   * @param random makes keys and challenges
   * @param nowNanos when it is looked for first
   */
  public PolledReader(
      PollSettings settings, ReaderListener listener, SecureRandom random, long nowNanos) {
    this.address = settings.address();
    this.pollNanos = settings.poll().toNanos();
    this.listener = listener;
    exchange = new Exchange(address);
    security = new ReaderSecurity(settings.secureRequired(), random);
    startup = new Startup(exchange, security, random);
    keySending = new KeySending(security, listener);
    talk = new Talk(new ReaderEvents(listener), settings.asksInputs(), settings.asksOutputs());
    due = nowNanos;
  }

  int address() {
    return address;
  }

  /** Returns when it wants to be spoken to. */
  long due() {
    return phase == Phase.ONLINE && !exchange.waiting() && talk.asked() ? sent : due;
  }

  /** Returns whether a door waits for it. */
  boolean urgent() {
    return phase == Phase.ONLINE && !exchange.waiting() && talk.urgent();
  }

  /** Returns how many commands were answered in all. Any thread. */
  public long answered() {
    return answered;
  }

  /** Writes what is to be sent, which may be the last command once more. */
  FrameEncoder speak(long nowNanos) {
    sent = nowNanos;
    if (phase == Phase.COMMISSIONING && !security.windowOpen(nowNanos)) {
      lose("the commissioning window closed", nowNanos);
    }
    if (phase == Phase.WAITING) {
      phase = Phase.STARTING;
      patience.heard(nowNanos);
      startup.begin();
    }
    if (!exchange.waiting()) {
      switch (phase) {
        case ONLINE -> talk.speak(exchange, nowNanos);
        case COMMISSIONING -> keySending.speak(exchange);
        default -> startup.speak();
      }
    }
    return exchange.frame();
  }

  /** Takes a frame of this reader; returns whether its turn is over. */
  boolean take(Frame frame, long nowNanos) {
    int command = exchange.command();
    switch (exchange.take(frame)) {
      case STRAY -> {
        return false;
      }
      case BUSY -> {
        due = nowNanos + BUSY_NANOS;
        if (patience.silent(nowNanos) || talk.overdue(nowNanos)) {
          lose("it says that it is busy, and nothing else", nowNanos);
        }
      }
      case LOST -> lose(exchange.lost(), nowNanos);
      case REPLY -> {
        patience.heard(nowNanos);
        answered++;
        due = sent + pollNanos;
        replied(command, frame, nowNanos);
      }
    }
    return true;
  }

  private void replied(int command, Frame frame, long nowNanos) {
    switch (phase) {
      case STARTING -> started(startup.reply(frame, nowNanos), nowNanos);
      case COMMISSIONING -> {
        if (command == CommandCode.KEYSET && frame.code() != ReplyCode.BUSY) {
          keyAnswered(frame, nowNanos);
        }
      }
      case ONLINE -> {
        String over = talk.reply(command, frame, nowNanos);
        if (over != null) {
          lose(over, nowNanos);
        }
      }
      case WAITING -> {}
    }
  }

  private void started(Startup.Step step, long nowNanos) {
    due = nowNanos;
    switch (step) {
      case GO_ON -> {}
      case FAILED -> lose(startup.problem(), nowNanos);
      case OTHER_WAY -> {
        why = startup.problem();
        phase = Phase.WAITING;
      }
      case DONE -> {
        if (startup.way() == ReaderSecurity.Way.DEFAULT_KEY) {
          phase = Phase.COMMISSIONING;
          keySending.begin();
        } else {
          online(nowNanos);
        }
      }
    }
  }

  private void online(long nowNanos) {
    phase = Phase.ONLINE;
    patience.works(nowNanos);
    why = "";
    talk.begin(nowNanos);
    if (exchange.secured() && security.proven()) {
      listener.keySet();
    }
    listener.online(exchange.secured(), startup.facts());
  }

  private void keyAnswered(Frame frame, long nowNanos) {
    if (frame.code() == ReplyCode.ACK) {
      keySending.taken();
      phase = Phase.WAITING;
      due = nowNanos;
    } else {
      keySending.refused();
      lose("it refused the new key: reset it as its maker says", nowNanos);
    }
  }

  /** The time for an answer is over. */
  void silent(long nowNanos) {
    boolean worked = phase == Phase.ONLINE;
    boolean enough = patience.silence(worked, nowNanos);
    if (talk.overdue(nowNanos)) {
      lose("it did not answer in time when the lock was to move", nowNanos);
    } else if (enough) {
      lose(
          worked || startup.facts() != ReaderFacts.NOTHING
              ? "it fell silent: look at its power and its line"
              : "nothing answers at address " + address + ": look at its power, line and address",
          nowNanos);
    } else {
      due = patience.again(sent, nowNanos);
    }
  }

  /** The session is over, or there was none. */
  void lose(String reason, long nowNanos) {
    boolean worked = phase == Phase.ONLINE;
    boolean news = worked || !reason.equals(why);
    due = patience.after(worked, nowNanos);
    phase = Phase.WAITING;
    why = reason;
    exchange.restart();
    if (news) {
      listener.offline(reason);
    }
    talk.end(reason);
  }

  /** Wants a command sent; only a reader that works gets one. */
  public void ask(Ask ask) {
    if (phase == Phase.ONLINE) {
      talk.ask(ask);
    } else {
      ask.answer().complete(new Answer.NotSent("the reader is not there: " + why));
    }
  }

  /** Takes the key that is kept, {@code null} for none; a session under another one ends. */
  public void key(byte[] kept, long nowNanos) {
    security.key(kept);
    again("its key was changed", nowNanos);
  }

  /** The key cannot be read; a session goes on. */
  public void keyUnreadable(String reason, long nowNanos) {
    if (phase != Phase.ONLINE) {
      security.unreadable(reason);
    }
  }

  /** Lets a key be set. */
  public void openWindow(long untilNanos, long nowNanos) {
    security.openWindow(untilNanos);
    keySending.opened();
    again("the commissioning window was opened", nowNanos);
  }

  /** Ends that. */
  public void closeWindow(long nowNanos) {
    security.closeWindow();
  }

  /** Returns whether a key may be set. */
  public boolean windowOpen(long nowNanos) {
    return security.windowOpen(nowNanos);
  }

  /**
   * The key that {@link ReaderListener#storeKey} brought is kept, and may be sent.
   *
   * @param key 16 bytes, copied
   */
  public void keyStored(byte[] key, long nowNanos) {
    if (security.windowOpen(nowNanos)) {
      keySending.stored(key);
      due = nowNanos;
    }
  }

  /** The line or its owner is gone. */
  public void stop(String reason, long nowNanos) {
    lose(reason, nowNanos);
    security.close();
  }

  private void again(String reason, long nowNanos) {
    if (phase != Phase.WAITING) {
      lose(reason, nowNanos);
    }
    patience.anew();
    due = nowNanos;
  }
}
