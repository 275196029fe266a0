// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.line;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.sound.EchoCanceller;

/**
 * Keeps the loudspeaker's echo from the recogniser, 10 ms at a time: cancelled where a canceller is
 * installed, silenced where none is (half-duplex). While nothing can be heard from the loudspeaker,
 * and its echo has died away, what the microphone gives passes untouched. Not thread-safe.
 */
final class EchoGuard {
  private static final Logger LOG = LoggerFactory.getLogger(EchoGuard.class);
  private static final int BLOCK = EchoCanceller.BLOCK;
  private static final long NEVER = Long.MAX_VALUE / 2;

  /** A quarter of a second: less is the network's unevenness and the lead of who plays. */
  private static final int GAP = 4_000;

  private final Supplier<Optional<EchoCanceller>> cancellers;
  private final int tail;
  private final Loudspeaker loudspeaker = new Loudspeaker();
  private final short[] played = new short[BLOCK];
  private EchoCanceller canceller;
  private boolean begun;
  private boolean failed;
  private long sinceAudible = NEVER;

  /** Whether the block before was cancelled: changes are cross-faded. */
  private boolean cancelling;

  /**
   * @param cancellers opens a canceller; empty where none is installed
   * @param tailMillis how long an echo lasts
   */
  EchoGuard(Supplier<Optional<EchoCanceller>> cancellers, int tailMillis) {
    this.cancellers = cancellers;
    tail = tailMillis * 16;
  }

  /** Notes what is played from {@code nanos} on, or behind what is still being played. */
  void play(short[] samples, long nanos) {
    begun = true;
    if (canceller == null && !failed) {
      guarded(() -> canceller = cancellers.get().orElse(null));
    }
    loudspeaker.play(samples, nanos);
  }

  /**
   * Notes when the microphone's next sample was captured. A station may send nothing while it plays
   * something: what was played meanwhile is over, and silences nobody who speaks afterwards.
   */
  void at(long nanos) {
    long behind = begun ? loudspeaker.behind(nanos) : 0;
    if (behind > GAP) {
      int played = loudspeaker.skip(behind);
      long quiet = behind - played;
      sinceAudible = Math.min(NEVER, played > 0 ? quiet : sinceAudible + quiet);
    }
  }

  /**
   * Takes the microphone's next block.
   *
   * @param heard {@value #BLOCK} samples; for the ear afterwards: cancelled, never silenced
   * @param delayMillis how old it is: echo comes back that much later
   * @return for the recogniser; may be {@code heard} itself
   */
  short[] pass(short[] heard, int delayMillis) {
    if (!begun) {
      return heard;
    }
    boolean audible = loudspeaker.next(played);
    sinceAudible = audible ? 0 : Math.min(NEVER, sinceAudible + BLOCK);
    boolean echo = sinceAudible <= tail + delayMillis * 16L;
    if (canceller != null) {
      guarded(() -> cancel(heard, echo));
    }
    return canceller == null && echo ? new short[BLOCK] : heard;
  }

  private void cancel(short[] heard, boolean echo) {
    canceller.played(played.clone());
    short[] clean = canceller.cancel(heard.clone());
    if (echo || cancelling) {
      for (int i = 0; i < BLOCK; i++) {
        double in = (i + 1.0) / BLOCK;
        double share = echo ? (cancelling ? 1 : in) : 1 - in;
        heard[i] = (short) Math.round(share * clean[i] + (1 - share) * heard[i]);
      }
    }
    cancelling = echo;
  }

  /** A canceller is native code of another bundle: when it fails the line is half-duplex. */
  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | LinkageError e) {
      LOG.warn("Echo cancellation failed; the line is half-duplex from now on", e);
      failed = true;
      release();
    }
  }

  /** Returns {@code none} before anything was played, {@code half-duplex} or {@code cancelled}. */
  String mode() {
    if (!begun) {
      return "none";
    }
    return canceller == null ? "half-duplex" : "cancelled";
  }

  /** Ends; what was to be played is overwritten. */
  void close() {
    loudspeaker.erase();
    Arrays.fill(played, (short) 0);
    release();
  }

  /** Closes the canceller, also one that failed: it holds native memory. */
  private void release() {
    EchoCanceller last = canceller;
    canceller = null;
    if (last != null) {
      guarded(last::close);
    }
  }
}
