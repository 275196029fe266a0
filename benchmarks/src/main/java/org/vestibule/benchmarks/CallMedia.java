// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.api.sound.VoiceLine;
import org.vestibule.api.sound.VoiceLines;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.AudioFormat;
import org.vestibule.api.station.TalkLine;
import org.vestibule.audio.internal.codec.Codecs;
import org.vestibule.integrations.onvif.sip.internal.media.MediaSession;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish.Protection;
import org.vestibule.integrations.onvif.sip.internal.media.session.MediaComponent;

/** Calls between two ends of this process, over UDP on loopback. */
final class CallMedia implements AutoCloseable {
  private static final AudioFormat STATION = new AudioFormat(16_000);
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final int PORTS = 400;
  private static final int MOST_PORT = 65_000;

  private final MediaComponent media = new MediaComponent();
  private final VoiceLines lines;
  private final short[] speech;

  /**
   * @param lines what cleans the station's sound
   * @param speech at 16 kHz
   */
  CallMedia(VoiceLines lines, short[] speech) throws Exception {
    this.lines = lines;
    this.speech = speech;
    int first;
    try (DatagramSocket free = new DatagramSocket(0, LOOPBACK)) {
      first = Math.min(free.getLocalPort(), MOST_PORT - PORTS);
    }
    media.setCodecs(new Codecs());
    media.activate(Map.of("portFirst", first, "portLast", first + PORTS));
  }

  /** The two ends of a call. */
  record Pair(MediaSession caller, MediaSession callee) implements AutoCloseable {
    @Override
    public void close() {
      caller.close();
      callee.close();
    }
  }

  Pair call(SoundEncoding encoding, Protection protection) throws Exception {
    MediaWish wish = new MediaWish(List.of(encoding), protection);
    MediaSession caller = media.open(LOOPBACK, wish);
    MediaSession callee = media.open(LOOPBACK, wish);
    caller.accept(callee.answer(caller.offer()));
    return new Pair(caller, callee);
  }

  /**
   * Returns the delay from mouth to ear, in milliseconds.
   *
   * @param cleaned whether the sound goes through the station's line with noise suppression
   * @param rounds how often the speech is said
   */
  Sample delay(SoundEncoding encoding, Protection protection, boolean cleaned, int rounds)
      throws Exception {
    List<Double> delays = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      try (Pair call = call(encoding, protection);
          TalkLine line = call.caller().speak()) {
        CallSound sound = new CallSound(speech);
        if (cleaned) {
          throughTheLine(sound, line, call.callee().hear());
        } else {
          sound.live(line::write, call.callee().hear());
        }
        delays.addAll(sound.delays());
      }
    }
    if (delays.isEmpty()) {
      throw new IllegalStateException("nothing of what was said was heard in " + encoding);
    }
    return new Sample(delays.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private void throughTheLine(CallSound sound, TalkLine line, AudioFeed heard) throws Exception {
    try (VoiceLine station = lines.open(STATION);
        AudioFeed ear = station.forEar()) {
      Thread bridge = bridge(ear, line);
      sound.live(station::receive, heard);
      station.end();
      bridge.join();
    }
  }

  /** Brings what the ear gets to the call, as whoever bridges the two does. */
  static Thread bridge(AudioFeed ear, TalkLine line) {
    Thread bridge =
        new Thread(
            () -> {
              try {
                while (!ear.ended()) {
                  AudioChunk chunk = ear.next(Duration.ofMillis(100)).orElse(null);
                  if (chunk != null && !line.write(chunk)) {
                    return;
                  }
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "bench-bridge");
    bridge.setDaemon(true);
    bridge.start();
    return bridge;
  }

  @Override
  public void close() {
    media.deactivate();
  }
}
