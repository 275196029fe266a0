// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import java.util.ArrayDeque;
import java.util.Deque;
import org.vestibule.integrations.access.control.internal.osdp.CommandCode;
import org.vestibule.integrations.access.control.internal.osdp.Frame;
import org.vestibule.integrations.access.control.internal.osdp.NakReason;
import org.vestibule.integrations.access.control.internal.osdp.ReplyCode;

/**
 * What is said to a reader that works: what others want of it, now and then a question how its
 * inputs and outputs are, and otherwise a poll. One thread.
 */
final class Talk {
  /** Commands that may wait for one reader, but for those for which a door waits. */
  static final int MOST_WAITING = 32;

  private static final byte[] NOTHING = {};
  private static final long OFTEN_NANOS = 250_000_000L;
  private static final long NOW_AND_THEN_NANOS = 1_000_000_000L;
  private static final long SELDOM_NANOS = 10_000_000_000L;

  private final ReaderEvents events;
  private final boolean asksInputs;
  private final boolean asksOutputs;
  private final Deque<Ask> asks = new ArrayDeque<>();
  private Ask current;
  private long inputsDue;
  private long outputsDue;
  private long localDue;

  Talk(ReaderEvents events, boolean asksInputs, boolean asksOutputs) {
    this.events = events;
    this.asksInputs = asksInputs;
    this.asksOutputs = asksOutputs;
  }

  void begin(long nowNanos) {
    inputsDue = nowNanos;
    outputsDue = nowNanos;
    localDue = nowNanos;
  }

  void ask(Ask ask) {
    if (ask.urgent()) {
      asks.addFirst(ask);
    } else if (asks.size() >= MOST_WAITING) {
      ask.answer().complete(new Answer.NotSent("too many commands wait for the reader"));
    } else {
      asks.addLast(ask);
    }
  }

  boolean asked() {
    return !asks.isEmpty();
  }

  boolean urgent() {
    return asked() && asks.peekFirst().urgent();
  }

  /** Writes the next command. */
  void speak(Exchange exchange, long nowNanos) {
    current = next(nowNanos);
    if (current != null) {
      exchange.command(current.code(), current.data());
    } else {
      exchange.command(question(nowNanos), NOTHING);
    }
  }

  /**
   * Returns whether a door waits for an answer that came too late: the command must not be repeated
   * now, because it may be heard only now, and nobody stands at the door any more.
   */
  boolean overdue(long nowNanos) {
    return current != null && current.urgent() && current.expired(nowNanos);
  }

  private Ask next(long nowNanos) {
    for (Ask ask = asks.pollFirst(); ask != null; ask = asks.pollFirst()) {
      // Whoever gave up waiting has completed the answer.
      if (!ask.expired(nowNanos) && !ask.answer().isDone()) {
        return ask;
      }
      ask.answer().complete(new Answer.NotSent("it waited too long"));
    }
    return null;
  }

  private int question(long nowNanos) {
    if (asksOutputs && nowNanos - outputsDue >= 0) {
      outputsDue = nowNanos + (events.anyOutputOn() ? OFTEN_NANOS : NOW_AND_THEN_NANOS);
      return CommandCode.OSTAT;
    }
    if (asksInputs && nowNanos - inputsDue >= 0) {
      // A button is pressed for a moment only, and not every device tells of it by itself.
      inputsDue = nowNanos + OFTEN_NANOS;
      return CommandCode.ISTAT;
    }
    if (nowNanos - localDue >= 0) {
      localDue = nowNanos + SELDOM_NANOS;
      return CommandCode.LSTAT;
    }
    return CommandCode.POLL;
  }

  /**
   * Takes the reply; returns why the session is over, or {@code null} when it goes on.
   *
   * @param command what was asked
   */
  String reply(int command, Frame frame, long nowNanos) {
    byte[] data = frame.data();
    Ask answered = current;
    current = null;
    if (frame.code() == ReplyCode.BUSY) {
      if (answered != null) {
        asks.addFirst(answered);
      }
      return null;
    }
    if (frame.code() == ReplyCode.NAK) {
      return refused(command, answered, data);
    }
    events.reply(frame.code(), data, nowNanos);
    if (answered != null) {
      answered.answer().complete(new Answer.Replied(frame.code(), data));
    }
    return null;
  }

  private static String refused(int command, Ask answered, byte[] data) {
    NakReason reason = data.length == 0 ? NakReason.OTHER : NakReason.of(data[0] & 0xFF);
    if (answered != null) {
      answered.answer().complete(new Answer.Refused(reason));
    }
    boolean over =
        switch (reason) {
          case CHECK, SEQUENCE, NO_SECURE_CHANNEL, SECURITY_CONDITIONS -> true;
          default -> command == CommandCode.POLL;
        };
    return over ? "it refused a command: " + reason.sentence() : null;
  }

  /** The session is over: nothing that waits is sent later, in another one. */
  void end(String why) {
    if (current != null) {
      current.answer().complete(new Answer.Unknown(why));
      current = null;
    }
    for (Ask ask = asks.pollFirst(); ask != null; ask = asks.pollFirst()) {
      ask.answer().complete(new Answer.NotSent(why));
    }
  }
}
