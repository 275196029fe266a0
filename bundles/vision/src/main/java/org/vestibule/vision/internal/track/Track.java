// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.track;

import org.vestibule.vision.internal.face.Face;

/**
 * One person from picture to picture, as far as place and motion tell. Whether it still is the same
 * person is a question of appearance, see {@link #doubtful()}. Not thread-safe.
 */
public final class Track {
  private static final double NANOS = 1e9;

  /** Two boxes of one person share more than this from picture to picture. */
  private static final double PLAIN_OVERLAP = 0.3;

  /** After a longer gap than this, somebody else may stand there. */
  private static final long PLAIN_GAP_NANOS = 1_000_000_000L;

  private final String id;
  private final long begunNanos;
  private Motion motion;
  private long seenNanos;
  private Motion motionBefore;
  private long seenBefore;
  private boolean missed;
  private boolean doubtful;

  Track(String id, Face face, long nanos) {
    this.id = id;
    begunNanos = nanos;
    motion = Motion.of(face);
    seenNanos = nanos;
    motionBefore = motion;
    seenBefore = nanos;
  }

  /** Returns its name within the watch, for example {@code t3}. */
  public String id() {
    return id;
  }

  /** Returns when it was last seen, on {@link System#nanoTime()}. */
  public long seenNanos() {
    return seenNanos;
  }

  /** Returns for how long it has been followed. */
  public double seconds() {
    return (seenNanos - begunNanos) / NANOS;
  }

  /**
   * Returns whether place and motion alone do not tell that it is the same person as before: it was
   * lost in between, it moved too far, or somebody else stood there too. Holds until {@link
   * #confirm()}.
   */
  public boolean doubtful() {
    return doubtful;
  }

  /** Appearance says that it is the same person. */
  public void confirm() {
    doubtful = false;
  }

  /** Returns where the face should be now. */
  Face expected(long nanos) {
    return motion.after(secondsSince(nanos)).box();
  }

  double secondsSince(long nanos) {
    return (nanos - seenNanos) / NANOS;
  }

  void seen(Face face, long nanos) {
    Motion ahead = motion.after(secondsSince(nanos));
    doubtful |=
        missed || nanos - seenNanos > PLAIN_GAP_NANOS || ahead.box().overlap(face) < PLAIN_OVERLAP;
    motionBefore = motion;
    seenBefore = seenNanos;
    motion = ahead.corrected(face);
    seenNanos = nanos;
    missed = false;
  }

  void missed() {
    missed = true;
  }

  boolean lost() {
    return missed;
  }

  boolean bornAt(long nanos) {
    return begunNanos == nanos;
  }

  void doubt() {
    doubtful = true;
  }

  /** That was somebody else: goes on from where it was before. */
  void undo() {
    motion = motionBefore;
    seenNanos = seenBefore;
    missed = true;
  }
}
