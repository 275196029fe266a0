// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.client;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * The loudspeaker of a panel that exists only on the network: takes what the house says, in the
 * background, until the visit is over. Thread-safe.
 */
public final class Loudspeaker implements AutoCloseable {
  /** The rate of what is heard, in Hz. */
  public static final int RATE = 16_000;

  private static final int WAVE_HEADER = 44;

  /** Five minutes; what is said later is heard by nobody. */
  private static final int MOST_SAMPLES = 300 * RATE;

  private final InputStream talk;
  private static final int PAUSE_MILLIS = 500;

  private short[] heard = new short[RATE];
  private int count;
  private boolean loud;
  private long loudNanos;
  private boolean ended;

  private Loudspeaker(InputStream talk) {
    this.talk = talk;
  }

  /** Begins to listen to an open answer. */
  static Loudspeaker of(InputStream talk) throws IOException {
    if (talk.readNBytes(WAVE_HEADER).length < WAVE_HEADER) {
      throw new EOFException("the talk ended before it began");
    }
    Loudspeaker loudspeaker = new Loudspeaker(talk);
    Thread thread = new Thread(loudspeaker::listen, "loudspeaker");
    thread.setDaemon(true);
    thread.start();
    return loudspeaker;
  }

  /** Returns what was heard so far; a sample of silence each second while nothing was said. */
  public synchronized short[] heard() {
    return Arrays.copyOf(heard, count);
  }

  /** Waits until so many samples were heard; returns false when the time or the talk is over. */
  public synchronized boolean awaitSamples(int samples, Duration patience)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    for (long rest = patience.toNanos(); count < samples && !ended && rest > 0; ) {
      TimeUnit.NANOSECONDS.timedWait(this, rest);
      rest = deadline - System.nanoTime();
    }
    return count >= samples;
  }

  /**
   * Waits until something was said and it has been quiet for {@value #PAUSE_MILLIS} ms; returns
   * false when the time or the talk is over before.
   */
  public synchronized boolean awaitPause(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    long now = System.nanoTime();
    while (!ended && now < deadline) {
      long quietAt = loudNanos + TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS);
      if (loud && now >= quietAt) {
        return true;
      }
      TimeUnit.NANOSECONDS.timedWait(this, (loud ? Math.min(quietAt, deadline) : deadline) - now);
      now = System.nanoTime();
    }
    return false;
  }

  /** Waits until the house has ended the talk; returns false when the time is over. */
  public synchronized boolean awaitEnd(Duration patience) throws InterruptedException {
    awaitSamples(Integer.MAX_VALUE, patience);
    return ended;
  }

  /** Stops listening. */
  @Override
  public void close() {
    try {
      talk.close();
    } catch (IOException e) {
      // It was over anyway.
    }
  }

  private void listen() {
    byte[] piece = new byte[2];
    try (talk) {
      while (talk.readNBytes(piece, 0, 2) == 2) {
        take((short) (piece[1] << 8 | piece[0] & 0xFF));
      }
    } catch (IOException e) {
      // Closed by this side, or the gateway is gone: the end either way.
    } finally {
      end();
    }
  }

  private synchronized void take(short sample) {
    if (count == MOST_SAMPLES) {
      return;
    }
    if (count == heard.length) {
      heard = Arrays.copyOf(heard, Math.min(2 * count, MOST_SAMPLES));
    }
    heard[count++] = sample;
    if (sample != 0) {
      loud = true;
      loudNanos = System.nanoTime();
    }
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }
}
