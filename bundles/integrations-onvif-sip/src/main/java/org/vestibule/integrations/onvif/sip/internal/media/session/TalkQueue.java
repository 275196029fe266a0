// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.session;

import java.util.Arrays;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFormat;
import org.vestibule.api.station.TalkLine;
import org.vestibule.integrations.onvif.sip.internal.sound.Resampler;

/**
 * What the house says, on its way to the packets: {@value #MOST_MILLIS} ms at most, then the writer
 * waits. Thread-safe.
 */
final class TalkQueue {
  static final int MOST_MILLIS = 200;
  private static final int MOST = Resampler.HOUSE_RATE * MOST_MILLIS / 1000;

  private final short[] ring = new short[MOST];
  private final int enough;
  private final Runnable ready;
  private int first;
  private int count;
  private boolean closed;

  /**
   * @param enough samples of a packet
   * @param ready told when a packet is complete
   */
  TalkQueue(int enough, Runnable ready) {
    this.enough = enough;
    this.ready = ready;
  }

  /** Returns a way in; when it is closed the others stay open. */
  TalkLine line() {
    return new Line();
  }

  private final class Line implements TalkLine {
    private volatile boolean over;

    @Override
    public AudioFormat format() {
      return new AudioFormat(Resampler.HOUSE_RATE);
    }

    @Override
    public boolean write(AudioChunk chunk) throws InterruptedException {
      return !over && TalkQueue.this.write(chunk.samples());
    }

    @Override
    public void close() {
      over = true;
    }
  }

  private boolean write(short[] samples) throws InterruptedException {
    for (int done = 0; done < samples.length; ) {
      int some = put(samples, done);
      if (some < 0) {
        return false;
      }
      done += some;
    }
    return true;
  }

  private int put(short[] samples, int from) throws InterruptedException {
    boolean complete;
    int some;
    synchronized (this) {
      while (count == MOST && !closed) {
        wait();
      }
      if (closed) {
        return -1;
      }
      int at = (first + count) % MOST;
      some = Math.min(Math.min(MOST - count, samples.length - from), MOST - at);
      System.arraycopy(samples, from, ring, at, some);
      complete = count < enough && count + some >= enough;
      count += some;
    }
    if (complete) {
      ready.run();
    }
    return some;
  }

  /** Returns how many samples wait. */
  synchronized int waiting() {
    return count;
  }

  /** Takes samples out; what is missing becomes silence. Returns how many were there. */
  synchronized int take(short[] into) {
    int some = Math.min(count, into.length);
    for (int i = 0; i < some; i++) {
      into[i] = ring[(first + i) % MOST];
    }
    Arrays.fill(into, some, into.length, (short) 0);
    first = (first + some) % MOST;
    count -= some;
    notifyAll();
    return some;
  }

  /** Ends all ways in and overwrites what was not sent. */
  synchronized void erase() {
    closed = true;
    count = 0;
    notifyAll();
    Arrays.fill(ring, (short) 0);
  }
}
