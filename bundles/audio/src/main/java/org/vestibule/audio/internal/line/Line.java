// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.line;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.vestibule.api.sound.VoiceLine;
import org.vestibule.api.sound.VoiceMeters;
import org.vestibule.api.sound.VoicePacket;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.audio.internal.level.Meter;
import org.vestibule.audio.internal.packet.JitterBuffer;
import org.vestibule.audio.internal.sound.Pcm;
import org.vestibule.audio.internal.sound.Resampler;

/** One line. Works on the threads that call it, one at a time; readers have their own queues. */
final class Line implements VoiceLine {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** What may wait for a recogniser: a long utterance on a slow machine. */
  private static final int MOST_UNREAD_SECONDS = 60;

  private final int rate;
  private final Meter meter;
  private final Resampler resampler;
  private final EchoGuard echo;
  private final Fork fork;
  private final Supplier<EarChain> chains;
  private final Runnable closing;
  private final List<EarFeed> ears = new ArrayList<>();
  private long taken;
  private long given;
  private long nextNanos;
  private JitterBuffer packets;
  private SoundQueue recogniser = new SoundQueue(MOST_UNREAD_SECONDS);
  private boolean ended;

  /**
   * @param rate of what the station gives, Hz
   * @param chains makes what an ear needs
   * @param closing told once that the line is closed
   */
  Line(int rate, EchoGuard echo, Supplier<EarChain> chains, Runnable closing) {
    this.rate = rate;
    this.echo = echo;
    fork = new Fork(echo);
    this.chains = chains;
    this.closing = closing;
    meter = new Meter(rate);
    resampler = new Resampler(rate);
  }

  /** Takes packets from now on: {@code buffer} gives its sound to {@link #take}. */
  void packetsThrough(JitterBuffer buffer) {
    packets = buffer;
  }

  @Override
  public synchronized void receive(AudioChunk chunk) {
    if (packets != null) {
      throw new IllegalStateException("this line was opened for packets");
    }
    if (!ended) {
      take(chunk.samples(), chunk.capturedNanos());
    }
  }

  @Override
  public synchronized void receive(VoicePacket packet) {
    if (packets == null) {
      throw new IllegalStateException("this line was opened for samples");
    }
    if (!ended) {
      packets.receive(packet);
    }
  }

  /** Takes sound in order, at the station's rate. */
  void take(short[] samples, long capturedNanos) {
    meter.accept(samples);
    echo.at(capturedNanos);
    float[] sound = resampler.push(samples, 0, samples.length);
    long captured = capturedNanos - pendingNanos();
    taken += samples.length;
    nextNanos = capturedNanos + samples.length * NANOS_PER_SECOND / rate;
    give(fork.part(Pcm.shorts(sound), delayMillis()), captured);
  }

  /** Returns how much sound was taken and not given yet: in the filter and in the block. */
  private long pendingNanos() {
    return taken * NANOS_PER_SECOND / rate - given * NANOS_PER_SECOND / Resampler.RATE;
  }

  private void give(Fork.Ways ways, long capturedNanos) {
    int count = ways.recogniser().length;
    if (count > 0) {
      given += count;
      recogniser.offer(new AudioChunk(ways.recogniser(), capturedNanos));
      ears.removeIf(ear -> ear.queue().closed());
      ears.forEach(ear -> ear.queue().offer(new AudioChunk(ways.ear().clone(), capturedNanos)));
      Arrays.fill(ways.ear(), (short) 0);
    }
  }

  private int delayMillis() {
    return packets == null ? 0 : packets.delayMillis();
  }

  @Override
  public synchronized void end() {
    if (ended) {
      return;
    }
    if (packets != null) {
      packets.playAll();
    }
    short[] rest = Pcm.shorts(resampler.flush());
    give(fork.part(rest, delayMillis()), nextNanos - pendingNanos());
    give(fork.flush(delayMillis()), nextNanos - pendingNanos());
    ended = true;
    recogniser.end();
    ears.forEach(ear -> ear.queue().end());
  }

  @Override
  public synchronized void played(AudioChunk chunk) {
    if (!ended) {
      echo.play(chunk.samples(), chunk.capturedNanos());
    }
  }

  @Override
  public synchronized AudioFeed forRecogniser() {
    if (recogniser.closed() && !ended) {
      recogniser = new SoundQueue(MOST_UNREAD_SECONDS);
    }
    return recogniser;
  }

  @Override
  public AudioFeed forEar() {
    // A model may have to be loaded: the line goes on meanwhile.
    EarFeed ear = new EarFeed(chains.get());
    synchronized (this) {
      if (ended) {
        ear.queue().end();
      } else {
        ears.add(ear);
      }
    }
    return ear;
  }

  @Override
  public synchronized VoiceMeters meters() {
    double gain = ears.isEmpty() ? 0 : ears.get(ears.size() - 1).gainDb();
    JitterBuffer buffer = packets;
    return new VoiceMeters(
        meter.levelDbfs(),
        meter.peakDbfs(),
        meter.clippedShare(),
        gain,
        echo.mode(),
        buffer == null ? 0 : buffer.received(),
        buffer == null ? 0 : buffer.lost(),
        buffer == null ? 0 : buffer.late(),
        buffer == null ? 0 : buffer.jitterMillis(),
        delayMillis());
  }

  @Override
  public synchronized void close() {
    ended = true;
    recogniser.close();
    ears.forEach(EarFeed::close);
    ears.clear();
    echo.close();
    resampler.erase();
    if (packets != null) {
      packets.close();
    }
    fork.erase();
    closing.run();
  }
}
