// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.TalkLine;

/** Somebody who speaks at the pace of speech, and what came out at the other end, with times. */
final class Talk {
  static final int RATE = 16_000;
  private static final int CHUNK = RATE / 50;
  private static final int PIECE = RATE / 8;

  private final List<short[]> heard = new ArrayList<>();
  private final List<Long> arrivals = new ArrayList<>();
  private final List<Long> spoken = new ArrayList<>();
  private final List<Double> late = new ArrayList<>();
  private volatile long end = Long.MAX_VALUE;

  /** A voice-like sound below 3 kHz that never repeats, so that a delay can be told. */
  static short[] voice(double seconds) {
    short[] samples = new short[(int) (RATE * seconds)];
    double angle = 0;
    for (int i = 0; i < samples.length; i++) {
      double time = i / (double) RATE;
      double hertz = 300 + 250 * Math.sin(2 * Math.PI * 0.7 * time) + 200 * time;
      angle += 2 * Math.PI * hertz / RATE;
      double loudness = 0.6 + 0.4 * Math.sin(2 * Math.PI * 3.1 * time);
      samples[i] =
          (short) (9000 * loudness * (Math.sin(angle) + 0.3 * Math.sin(2.02 * angle)) / 1.3);
    }
    return samples;
  }

  /** Speaks live into one end while the other listens; returns what was heard. */
  short[] live(TalkLine line, AudioFeed feed, short[] sound, Duration after) throws Exception {
    CompletableFuture<Void> listening = CompletableFuture.runAsync(() -> listen(feed));
    long begin = System.nanoTime();
    for (int at = 0; at + CHUNK <= sound.length; at += CHUNK) {
      // A microphone gives a chunk when its last sample was taken.
      long due = begin + (at + CHUNK) * 1_000_000_000L / RATE;
      while (due - System.nanoTime() > 0) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      late.add((System.nanoTime() - due) / 1e6);
      spoken.add(System.nanoTime());
      line.write(new AudioChunk(Arrays.copyOfRange(sound, at, at + CHUNK), due));
    }
    end = System.nanoTime() + after.toNanos();
    listening.get();
    return heard();
  }

  /** Only listens for a while. */
  short[] listen(AudioFeed feed, Duration how) {
    end = System.nanoTime() + how.toNanos();
    listen(feed);
    return heard();
  }

  private void listen(AudioFeed feed) {
    try {
      while (System.nanoTime() < end && !feed.ended()) {
        feed.next(Duration.ofMillis(20))
            .ifPresent(
                chunk -> {
                  heard.add(chunk.samples());
                  arrivals.add(System.nanoTime());
                });
      }
    } catch (InterruptedException e) {
      throw new CompletionException(e);
    }
  }

  private short[] heard() {
    int length = heard.stream().mapToInt(chunk -> chunk.length).sum();
    short[] all = new short[length];
    int at = 0;
    for (short[] chunk : heard) {
      System.arraycopy(chunk, 0, all, at, chunk.length);
      at += chunk.length;
    }
    return all;
  }

  /**
   * Where a sound lies in another one.
   *
   * @param lag samples
   * @param likeness normalised correlation, at most 1
   * @param gain how much louder it is
   */
  record Found(int lag, double likeness, double gain) {}

  /**
   * Finds {@code sound} in what was heard, piece by piece: a busy machine may tear it. Returns the
   * medians.
   */
  static Found find(short[] sound, short[] heard) {
    List<Found> pieces = new ArrayList<>();
    for (int from = PIECE; from + 2 * PIECE <= sound.length; from += PIECE) {
      pieces.add(piece(sound, heard, from));
    }
    return new Found(
        (int) median(pieces.stream().mapToDouble(Found::lag).toArray()),
        median(pieces.stream().mapToDouble(Found::likeness).toArray()),
        median(pieces.stream().mapToDouble(Found::gain).toArray()));
  }

  private static Found piece(short[] sound, short[] heard, int from) {
    Found best = new Found(0, -1, 0);
    for (int lag = -from; lag + from + PIECE <= heard.length; lag++) {
      Found next = at(sound, heard, lag, from, 5);
      if (next.likeness > best.likeness) {
        best = next;
      }
    }
    return best.likeness < 0 ? best : at(sound, heard, best.lag, from, 1);
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }

  private static Found at(short[] a, short[] b, int lag, int from, int step) {
    double ab = 0;
    double aa = 1;
    double bb = 1;
    for (int i = from; i < from + PIECE; i += step) {
      ab += (double) a[i] * b[i + lag];
      aa += (double) a[i] * a[i];
      bb += (double) b[i + lag] * b[i + lag];
    }
    return new Found(lag, ab / Math.sqrt(aa * bb), Math.sqrt(bb / aa));
  }

  /** Returns by how much this machine was late for the speaker, ms. */
  double lateMillis() {
    return late.stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  /** Returns from when the last sample of a chunk was taken to when it could be played, ms. */
  double delayMillis(int lag, double quantile) {
    List<Double> delays = new ArrayList<>();
    int chunk = 0;
    int end = heard.isEmpty() ? 0 : heard.get(0).length;
    for (int i = 10; i < spoken.size() - 10; i++) {
      int sample = (i + 1) * CHUNK - 1 + lag;
      while (chunk + 1 < heard.size() && end <= sample) {
        end += heard.get(++chunk).length;
      }
      delays.add((arrivals.get(chunk) - spoken.get(i)) / 1e6);
    }
    delays.sort(null);
    return delays.get((int) (quantile * (delays.size() - 1)));
  }

  static double energy(short[] samples) {
    double sum = 0;
    for (short sample : samples) {
      sum += (double) sample * sample;
    }
    return sum;
  }

  static double rms(short[] samples) {
    return Math.sqrt(energy(samples) / Math.max(1, samples.length));
  }

  /** Returns the share of the power that lies at one frequency (Goertzel). */
  static double share(short[] samples, double hertz) {
    double cosine = 0;
    double sine = 0;
    for (int i = 0; i < samples.length; i++) {
      cosine += samples[i] * Math.cos(2 * Math.PI * hertz * i / RATE);
      sine += samples[i] * Math.sin(2 * Math.PI * hertz * i / RATE);
    }
    double power = Math.pow(rms(samples), 2) * samples.length;
    return 2 * (cosine * cosine + sine * sine) / samples.length / Math.max(1, power);
  }
}
