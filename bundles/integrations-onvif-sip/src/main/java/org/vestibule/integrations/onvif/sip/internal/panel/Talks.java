// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.panel;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFormat;
import org.vestibule.api.station.TalkLine;
import org.vestibule.api.visit.VisitId;

/**
 * What one station says, by visit. It lives as long as the visit, longer than the panel's own
 * pictures and sound. Thread-safe.
 */
final class Talks {
  /** Requests of one station that may fetch at the same time; each holds a thread of the server. */
  static final int MOST_FETCHES = 2;

  private final Map<VisitId, TalkBuffer> buffers = new ConcurrentHashMap<>();
  private final Semaphore fetches = new Semaphore(MOST_FETCHES);

  /**
   * Opens the line of a visit.
   *
   * @throws VestibuleException {@code talk-busy}
   */
  TalkLine open(VisitId visit) throws VestibuleException {
    AtomicBoolean free = new AtomicBoolean();
    TalkBuffer buffer =
        buffers.compute(
            visit,
            (id, held) -> {
              TalkBuffer one = held == null ? new TalkBuffer() : held;
              free.set(one.beginLine());
              return one;
            });
    if (!free.get()) {
      throw new VestibuleException(
          "talk-busy",
          "visit " + visit,
          "somebody else is talking",
          "one line at a time in a visit",
          "Wait until the other line is closed.");
    }
    return new Line(buffer, new AtomicBoolean());
  }

  /**
   * Begins to read what is said in a visit; {@link #fetched} ends it.
   *
   * @throws Refusal {@code talk-busy}
   */
  TalkBuffer fetch(VisitId visit) throws Refusal {
    if (!fetches.tryAcquire()) {
      throw busy("too many for this station", MOST_FETCHES + " at a time");
    }
    AtomicBoolean free = new AtomicBoolean();
    TalkBuffer buffer =
        buffers.compute(
            visit,
            (id, held) -> {
              TalkBuffer one = held == null ? new TalkBuffer() : held;
              free.set(one.beginFetch());
              return one;
            });
    if (!free.get()) {
      fetches.release();
      throw busy("another request is listening", "one at a time in a visit");
    }
    return buffer;
  }

  /** Ends what {@link #fetch} began. */
  void fetched(TalkBuffer buffer) {
    buffer.endFetch();
    fetches.release();
  }

  /** The visit is over: what was said is still heard. */
  void forget(VisitId visit) {
    TalkBuffer buffer = buffers.remove(visit);
    if (buffer != null) {
      buffer.end();
    }
  }

  /** Drops what nobody uses: it holds nothing that anybody could still hear. */
  void sweep() {
    for (VisitId visit : buffers.keySet()) {
      buffers.computeIfPresent(visit, (id, held) -> held.idle() ? null : held);
    }
  }

  /** Ends everything at once. */
  void close() {
    buffers.values().forEach(TalkBuffer::cut);
    buffers.clear();
  }

  private static Refusal busy(String found, String allowed) {
    return new Refusal(
        409, "talk-busy", "talk", found, allowed, "Close the other request, or wait for its end.");
  }

  /** Closed once: the next line may be open by then. */
  private record Line(TalkBuffer buffer, AtomicBoolean closed) implements TalkLine {
    @Override
    public AudioFormat format() {
      return new AudioFormat(Wave.RATE);
    }

    @Override
    public boolean write(AudioChunk chunk) throws InterruptedException {
      return !closed.get() && buffer.write(chunk.samples());
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        buffer.endLine();
      }
    }
  }
}
