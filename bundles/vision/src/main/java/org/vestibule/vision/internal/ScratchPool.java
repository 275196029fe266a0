// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.VestibuleException;
import org.vestibule.vision.internal.face.Scratch;

/**
 * How many pictures are looked at side by side. A caller beyond that waits its turn, but not for
 * ever: a door's picture that is late is worth nothing. Thread-safe.
 */
final class ScratchPool {
  /** A visit waits no longer than this for its turn. */
  private static final long PATIENCE_SECONDS = 2;

  private final int size;
  private final Semaphore turns;
  private final Deque<Scratch> free = new ConcurrentLinkedDeque<>();

  ScratchPool(int size) {
    this.size = size;
    turns = new Semaphore(size, true);
  }

  int size() {
    return size;
  }

  /**
   * Waits for a turn.
   *
   * @throws VestibuleException {@code vision-busy}
   */
  Scratch take() throws VestibuleException {
    try {
      if (turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        Scratch held = free.pollFirst();
        return held == null ? new Scratch() : held;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new VestibuleException(
        "vision-busy",
        "picture",
        size + " pictures are looked at already, and none was done in time",
        "maxConcurrent = " + size,
        "Send fewer pictures at once, or raise maxConcurrent in org.vestibule.vision.");
  }

  /** Gives it back. */
  void give(Scratch scratch) {
    free.addFirst(scratch);
    turns.release();
  }

  /** Returns how many buffers the free ones made since their first picture. */
  int growths() {
    return free.stream().mapToInt(Scratch::growths).sum();
  }
}
