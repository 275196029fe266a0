// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import java.util.ArrayList;
import java.util.List;
import org.vestibule.integrations.access.control.internal.osdp.Frame;
import org.vestibule.integrations.access.control.internal.osdp.FrameDecoder;
import org.vestibule.integrations.access.control.internal.osdp.FrameEncoder;

/**
 * All readers of one line: one is spoken to at a time, in turn, and one for which a door waits
 * before the others. A reader has 200 ms to begin its answer (SIA OSDP 2.2 section 5.7), counted
 * from when the command can have left the line at 9600 baud. One thread.
 */
public final class Poller {
  private static final long ANSWER_NANOS = 200_000_000L;

  /** The time for one byte at 9600 baud: a start bit, 8 data bits, a stop bit. */
  private static final long BYTE_NANOS = 10 * 1_000_000_000L / 9600;

  /** An answer that was begun may pause so long. */
  private static final long PAUSE_NANOS = 100_000_000L;

  private static final long LONGEST_ANSWER_NANOS = 2 * Frame.LONGEST * BYTE_NANOS;

  private final List<PolledReader> readers = new ArrayList<>();
  private final FrameDecoder decoder = new FrameDecoder(new Ear());
  private PolledReader speaking;
  private int turn;
  private long sentNanos;
  private long silentNanos;
  private long nowNanos;
  private long strays;
  private long broken;

  /** Takes a reader in; the others do not notice. */
  public void add(PolledReader reader) {
    readers.add(reader);
  }

  /** Leaves a reader out; the others do not notice. */
  public void remove(PolledReader reader) {
    readers.remove(reader);
    speaking = speaking == reader ? null : speaking;
    turn = 0;
  }

  /** Returns what is to be sent now, {@code null} for nothing. */
  public FrameEncoder next(long now) {
    if (speaking != null && now - silentNanos >= 0) {
      nowNanos = now;
      // A start that was none may have swallowed the answer.
      decoder.silence();
      if (speaking != null) {
        PolledReader silent = speaking;
        speaking = null;
        silent.silent(now);
      }
    }
    PolledReader reader = speaking == null ? choose(now) : null;
    if (reader == null) {
      return null;
    }
    speaking = reader;
    FrameEncoder frame = reader.speak(now);
    sentNanos = now;
    silentNanos = now + frame.size() * BYTE_NANOS + ANSWER_NANOS;
    return frame;
  }

  /** Returns when {@link #next} should be called again, if nothing comes before. */
  public long wakeNanos(long now) {
    if (speaking != null) {
      return silentNanos;
    }
    long wake = now + ANSWER_NANOS;
    for (PolledReader reader : readers) {
      wake = reader.due() - wake < 0 ? reader.due() : wake;
    }
    return wake;
  }

  /** Takes what came. */
  public void received(byte[] bytes, int offset, int length, long now) {
    nowNanos = now;
    decoder.feed(bytes, offset, length);
    if (speaking != null && decoder.waiting() && now - sentNanos < LONGEST_ANSWER_NANOS) {
      long pause = now + PAUSE_NANOS;
      silentNanos = pause - silentNanos > 0 ? pause : silentNanos;
    }
  }

  /** The line is gone: nothing that is half said will be finished. */
  public void lineLost(String why, long now) {
    decoder.reset();
    speaking = null;
    readers.forEach(reader -> reader.lose(why, now));
  }

  /** Returns how many whole frames were no answer to what was asked. */
  public long strays() {
    return strays;
  }

  /** Returns how many frames had wrong check characters. */
  public long broken() {
    return broken;
  }

  private PolledReader choose(long now) {
    PolledReader chosen = null;
    int count = readers.size();
    for (int i = 0; i < count; i++) {
      int at = (turn + i) % count;
      PolledReader reader = readers.get(at);
      if (reader.urgent()) {
        return reader;
      }
      if (chosen == null && now - reader.due() >= 0) {
        chosen = reader;
      }
    }
    turn = chosen == null ? turn : readers.indexOf(chosen) + 1;
    return chosen;
  }

  /** Hears frames; only one of the reader that was asked counts. */
  private final class Ear implements FrameDecoder.Listener {
    @Override
    public void frame(Frame frame) {
      if (speaking != null
          && frame.reply()
          && frame.address() == speaking.address()
          && speaking.take(frame, nowNanos)) {
        speaking = null;
      } else {
        strays++;
      }
    }

    @Override
    public void broken() {
      broken++;
    }
  }
}
