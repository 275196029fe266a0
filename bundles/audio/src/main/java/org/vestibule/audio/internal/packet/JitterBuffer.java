// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.packet;

import org.vestibule.api.VestibuleException;
import org.vestibule.api.sound.SoundDecoder;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.api.sound.VoicePacket;
import org.vestibule.audio.internal.packet.Reordering.Verdict;

/**
 * Makes sound of packets: holds them back until the late ones had their chance, decodes them in
 * order, makes up for what never came. It goes by the packets' arrival times alone, has no thread
 * and no clock, and so gives the same however fast it is fed. What comes out is as long as the
 * timestamps say: nothing is stretched, and nothing drifts.
 *
 * <p>The delay is one packet and four times the interarrival jitter (RFC 3550, appendix A.8; with
 * normal jitter that is about four and a half standard deviations), between the bounds that it is
 * given. A pause between talk spurts (RFC 3551, section 4.1) becomes silence. Not thread-safe.
 */
public final class JitterBuffer {
  private static final int JITTERS = 4;
  private static final double NANOS_PER_MILLI = 1e6;

  /** A longer pause is shortened to this. */
  private static final int MOST_SILENCE_SECONDS = 5;

  /** A timestamp that jumps less without a marker is a sender's miscount, such as G.722's clock. */
  private static final double LEAST_PAUSE_SECONDS = 0.12;

  private static final int MOST_CONCEALED_MILLIS = 120;

  private final SoundDecoder decoder;
  private final int sampleRate;
  private final int clockRate;
  private final long leastNanos;
  private final long mostNanos;
  private final SoundTaker taker;
  private final Reordering order = new Reordering();
  private final Transit transit;

  private long now;
  private long newestTimestamp;
  private boolean anchored;

  /** The timestamp of the sample that is to be played next. */
  private long position;

  private int lastSamples;
  private long received;
  private long lost;
  private long late;

  /**
   * @param decoder closed with the buffer
   * @param taker gets what is played, on the thread that brings the packets
   */
  public JitterBuffer(
      SoundEncoding encoding,
      SoundDecoder decoder,
      int leastMillis,
      int mostMillis,
      SoundTaker taker) {
    this.decoder = decoder;
    this.taker = taker;
    sampleRate = encoding.format().sampleRate();
    clockRate = encoding.clockRate();
    leastNanos = leastMillis * 1_000_000L;
    mostNanos = mostMillis * 1_000_000L;
    transit = new Transit(clockRate);
    now = Long.MIN_VALUE;
    lastSamples = sampleRate / 50;
  }

  /** Takes a packet, and plays what is due when it arrives. */
  public void receive(VoicePacket packet) {
    take(packet, true);
  }

  /** Takes a packet of the stream that carries no sound: its number is not missed. */
  public void pass(VoicePacket packet) {
    take(packet, false);
  }

  private void take(VoicePacket packet, boolean sound) {
    received++;
    now = received == 1 ? packet.arrivedNanos() : Math.max(now, packet.arrivedNanos());
    if (arrange(packet, sound) == Verdict.BEGAN_ANEW) {
      playAll();
      Held first = order.reset();
      transit.reset();
      anchored = false;
      newestTimestamp = first.packet().timestamp();
      arrange(first.packet(), first.sound());
      arrange(packet, sound);
    }
    play(false);
  }

  /** No further packet comes for now: plays everything that is held. */
  public void playAll() {
    play(true);
  }

  private Verdict arrange(VoicePacket packet, boolean sound) {
    long timestamp = newestTimestamp + (int) (packet.timestamp() - newestTimestamp);
    Verdict verdict = order.offer(new Held(packet, timestamp, sound));
    if (!sound) {
      return verdict;
    }
    if (verdict == Verdict.HELD || verdict == Verdict.LATE) {
      transit.accept(timestamp, packet.arrivedNanos());
      newestTimestamp = Math.max(newestTimestamp, timestamp);
    }
    if (verdict == Verdict.LATE) {
      late++;
    }
    return verdict;
  }

  private void play(boolean all) {
    for (Held head = order.head(); head != null; head = order.head()) {
      boolean here = order.nextIsHere();
      long due = transit.expected(here || !anchored ? head.timestamp() : position) + delayNanos();
      // However odd its timestamp, no packet waits longer than the longest delay.
      due = Math.min(due, head.packet().arrivedNanos() + mostNanos);
      if (!all && now < due) {
        return;
      }
      order.advance();
      if (here && !head.sound()) {
        continue;
      }
      if (here) {
        pause(head);
        decode(head);
      } else {
        conceal();
      }
    }
  }

  private void decode(Held head) {
    position = head.timestamp();
    anchored = true;
    try {
      emit(decoder.decode(head.packet().payload()));
    } catch (VestibuleException e) {
      conceal();
    }
  }

  private void conceal() {
    lost++;
    int most = sampleRate * MOST_CONCEALED_MILLIS / 1000;
    emit(decoder.conceal(Math.min(lastSamples, most)));
  }

  private void pause(Held head) {
    long gap = anchored ? head.timestamp() - position : 0;
    long least = head.packet().marker() ? 0 : (long) (LEAST_PAUSE_SECONDS * clockRate);
    if (gap > least) {
      long units = Math.min(gap, (long) MOST_SILENCE_SECONDS * clockRate);
      taker.take(new short[(int) (units * sampleRate / clockRate)], transit.expected(position));
    }
  }

  private void emit(short[] samples) {
    taker.take(samples, transit.expected(position));
    if (samples.length > 0) {
      lastSamples = samples.length;
    }
    position += (long) samples.length * clockRate / sampleRate;
  }

  private long delayNanos() {
    double packet = lastSamples * 1e9 / sampleRate;
    long wanted = (long) (packet + JITTERS * transit.jitterNanos());
    return Math.max(leastNanos, Math.min(mostNanos, wanted));
  }

  /** Returns packets that came, whatever became of them. */
  public long received() {
    return received;
  }

  /** Returns packets that were made up for. */
  public long lost() {
    return lost;
  }

  /** Returns packets that came after their turn. */
  public long late() {
    return late;
  }

  /** Returns the interarrival jitter, milliseconds. */
  public double jitterMillis() {
    return transit.jitterNanos() / NANOS_PER_MILLI;
  }

  /** Returns how long a packet is held back now, milliseconds. */
  public int delayMillis() {
    return (int) Math.round(delayNanos() / NANOS_PER_MILLI);
  }

  /** Forgets the sound. */
  public void close() {
    order.reset();
    decoder.close();
  }
}
