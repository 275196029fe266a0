// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.api.sound.VoiceLine;
import org.vestibule.api.sound.VoiceLines;
import org.vestibule.api.sound.VoiceMeters;
import org.vestibule.api.sound.VoicePacket;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.AudioFormat;

/** Lines that hand on what they receive, and count. */
final class PaperLines implements VoiceLines {
  private static final AudioFormat FORMAT = new AudioFormat(16_000);
  private static final Duration LONG = Duration.ofMinutes(1);

  final AtomicInteger received = new AtomicInteger();
  final AtomicInteger played = new AtomicInteger();
  final AtomicInteger open = new AtomicInteger();
  volatile boolean broken;

  @Override
  public VoiceLine open(AudioFormat station) {
    open.incrementAndGet();
    return new Line();
  }

  @Override
  public VoiceLine open(SoundEncoding station) {
    throw new AssertionError("a station that gives samples has no packets");
  }

  private final class Line implements VoiceLine {
    private final SharedSound recogniser = new SharedSound(FORMAT, LONG);
    private final List<SharedSound> ears = new CopyOnWriteArrayList<>();

    @Override
    public void receive(AudioChunk chunk) {
      if (broken) {
        throw new IllegalStateException("the bundle stopped");
      }
      received.addAndGet(chunk.samples().length);
      recogniser.add(chunk);
      ears.forEach(ear -> ear.add(chunk));
    }

    @Override
    public void receive(VoicePacket packet) {
      throw new AssertionError("no packets here");
    }

    @Override
    public void end() {
      recogniser.end();
      ears.forEach(SharedSound::end);
    }

    @Override
    public void played(AudioChunk chunk) {
      played.addAndGet(chunk.samples().length);
    }

    @Override
    public AudioFeed forRecogniser() {
      return recogniser.fromStart();
    }

    @Override
    public AudioFeed forEar() {
      SharedSound ear = new SharedSound(FORMAT, LONG);
      ears.add(ear);
      return ear.fromStart();
    }

    @Override
    public VoiceMeters meters() {
      return new VoiceMeters(-120, -120, 0, 0, "none", 0, 0, 0, 0, 0);
    }

    @Override
    public void close() {
      end();
      open.decrementAndGet();
    }
  }
}
