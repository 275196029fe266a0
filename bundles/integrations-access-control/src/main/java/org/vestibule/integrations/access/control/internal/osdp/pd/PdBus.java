// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.vestibule.integrations.access.control.internal.osdp.Frame;
import org.vestibule.integrations.access.control.internal.osdp.FrameDecoder;
import org.vestibule.integrations.access.control.internal.osdp.FrameTap;

/**
 * The readers of one line, each at its own address and with its own state. Bytes in, bytes out; one
 * thread.
 *
 * <p>A panel waits 200 ms for a reply and then repeats its command; a reply that comes later than
 * that meets the repetition and looks like one too many, which panels answer by giving the reader
 * up. So only the last command of what came at once is answered, because the panel no longer waits
 * for those before it; and a reply that took too long is kept for the repetition and not sent. A
 * frame with wrong check characters is not answered either: its address may be wrong too, and then
 * two readers would talk.
 */
public final class PdBus {
  /** After so long a reply is kept back. */
  public static final long LATEST = TimeUnit.MILLISECONDS.toNanos(180);

  private final List<PdEngine> readers;
  private final LongSupplier clock;
  private final FrameTap tap;
  private final FrameDecoder decoder = new FrameDecoder(this::take);
  private PdEngine answering;
  private long keptBack;

  /** The readers of a line, no two at one address. */
  public PdBus(List<PdEngine> readers, LongSupplier clock, FrameTap tap) {
    this.readers = List.copyOf(readers);
    this.clock = clock;
    this.tap = tap;
  }

  /**
   * Takes bytes as they came.
   *
   * @param since they are not older than this, on the clock
   * @return how many bytes of {@link #reply} are to be sent now; 0 for none
   */
  public int receive(byte[] bytes, int offset, int length, long since) {
    answering = null;
    decoder.feed(bytes, offset, length);
    return due(since);
  }

  /** Takes note that nothing came for longer than within a frame; returns as {@link #receive}. */
  public int silence(long since) {
    if (!decoder.waiting()) {
      return 0;
    }
    answering = null;
    decoder.silence();
    return due(since);
  }

  /** Returns what is to be sent, the mark byte first; good until the next call. */
  public byte[] reply() {
    return answering.reply();
  }

  /** Returns how many replies were kept back because they were late. */
  public long keptBack() {
    return keptBack;
  }

  /** The line went: nothing that was begun on it is true any more. */
  public void disconnected() {
    decoder.reset();
    readers.forEach(PdEngine::disconnected);
  }

  private void take(Frame frame) {
    answering = null;
    tap.received(frame);
    if (frame.reply()) {
      return;
    }
    for (PdEngine reader : readers) {
      if (frame.address() == reader.address()
          || frame.address() == Frame.BROADCAST && readers.size() == 1) {
        reader.handle(frame);
        answering = reader;
        return;
      }
    }
  }

  private int due(long since) {
    if (answering == null) {
      return 0;
    }
    if (clock.getAsLong() - since > LATEST) {
      keptBack++;
      return 0;
    }
    if (!answering.send()) {
      return 0;
    }
    tap.sent(answering.reply(), 1, answering.replySize() - 1);
    return answering.replySize();
  }
}
