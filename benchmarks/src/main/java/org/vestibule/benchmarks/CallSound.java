// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;

/**
 * Speech that goes in at one end in real time, and what comes out at the other, both with their
 * times. A piece of an eighth of a second is found again by its likeness, so that the delay is the
 * sound's own and not the one of a packet.
 */
final class CallSound {
  private static final int RATE = 16_000;
  private static final int CHUNK = RATE / 50;
  private static final int PIECE = RATE / 8;

  /** Less alike than this is not found: a pause, or speech that the suppressor changed. */
  private static final double LIKE = 0.6;

  private final short[] sound;
  private final List<short[]> heard = new ArrayList<>();
  private final List<Long> arrivals = new ArrayList<>();
  private volatile boolean over;
  private long begin;

  CallSound(short[] sound) {
    this.sound = sound;
  }

  /** Takes a chunk of a microphone. */
  @FunctionalInterface
  interface Microphone {
    /** Takes it. */
    void take(AudioChunk chunk) throws InterruptedException;
  }

  /** Speaks all of it, and listens until half a second later. */
  void live(Microphone into, AudioFeed out) throws Exception {
    CompletableFuture<Void> listening = CompletableFuture.runAsync(() -> listen(out));
    begin = System.nanoTime();
    for (int at = 0; at + CHUNK <= sound.length; at += CHUNK) {
      // The last sample of a chunk must have been taken before anybody can have it.
      until(begin + nanos(at + CHUNK));
      into.take(new AudioChunk(Arrays.copyOfRange(sound, at, at + CHUNK), begin + nanos(at)));
    }
    until(System.nanoTime() + Duration.ofMillis(500).toNanos());
    over = true;
    listening.get();
  }

  private static void until(long due) {
    while (due - System.nanoTime() > 0) {
      LockSupport.parkNanos(due - System.nanoTime());
    }
  }

  private static long nanos(int samples) {
    return samples * 1_000_000_000L / RATE;
  }

  private void listen(AudioFeed out) {
    try {
      while (!over) {
        AudioChunk chunk = out.next(Duration.ofMillis(100)).orElse(null);
        if (chunk != null) {
          heard.add(chunk.samples());
          arrivals.add(System.nanoTime());
        }
      }
    } catch (InterruptedException e) {
      throw new CompletionException(e);
    }
  }

  /**
   * Returns, for each piece that is found, how long it took from the mouth to where it can be
   * played, in milliseconds; what microphone and loudspeaker hold back themselves comes on top.
   */
  List<Double> delays() {
    short[] all = joined();
    List<Double> delays = new ArrayList<>();
    for (int from = 0; from + PIECE <= sound.length; from += PIECE) {
      int found = find(all, from);
      if (found >= 0) {
        delays.add((playable(found) - begin - nanos(from)) / 1e6);
      }
    }
    return delays;
  }

  /** Returns when a sample of what was heard is played, if each chunk is as soon as it comes. */
  private long playable(int sample) {
    int at = 0;
    int chunk = 0;
    while (at + heard.get(chunk).length <= sample) {
      at += heard.get(chunk++).length;
    }
    return arrivals.get(chunk) + nanos(sample - at);
  }

  private int find(short[] all, int from) {
    double best = LIKE;
    int found = -1;
    int last = Math.min(all.length - PIECE, from + RATE);
    for (int at = Math.max(0, from - RATE / 2); at <= last; at++) {
      double alike = alike(all, from, at, 4);
      if (alike > best) {
        best = alike;
        found = at;
      }
    }
    return found;
  }

  private double alike(short[] all, int from, int at, int step) {
    double product = 0;
    double one = 1e6;
    double other = 1e6;
    for (int i = 0; i < PIECE; i += step) {
      product += (double) sound[from + i] * all[at + i];
      one += (double) sound[from + i] * sound[from + i];
      other += (double) all[at + i] * all[at + i];
    }
    return product / Math.sqrt(one * other);
  }

  private short[] joined() {
    short[] all = new short[heard.stream().mapToInt(chunk -> chunk.length).sum()];
    int at = 0;
    for (short[] chunk : heard) {
      System.arraycopy(chunk, 0, all, at, chunk.length);
      at += chunk.length;
    }
    return all;
  }
}
