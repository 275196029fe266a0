// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.gate.Gate;
import org.vestibule.api.sound.VoiceLine;
import org.vestibule.api.sound.VoiceLines;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.AudioFormat;

/**
 * The line between a station and the recogniser, or the station's own sound where no line is to be
 * had. When the bundle that made the line is replaced, what comes meanwhile waits and goes through
 * a line of the next one. Used by one thread, but for {@link #format}.
 */
final class SoundLine implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SoundLine.class);
  static final AudioFormat OF_A_LINE = new AudioFormat(16_000);

  private final Gate<VoiceLines> lines;
  private final AudioFormat station;
  private final Duration patience;
  private final boolean plain;
  private final Deque<AudioChunk> waiting = new ArrayDeque<>();
  private VoiceLines maker;
  private VoiceLines broken;
  private VoiceLine line;
  private AudioFeed heard;

  /**
   * @param patience how long a line may be missing while its bundle is replaced
   */
  SoundLine(Gate<VoiceLines> lines, AudioFormat station, Duration patience) {
    this.lines = lines;
    this.station = station;
    this.patience = patience;
    this.plain = !open();
  }

  /** Returns what the recogniser gets, fixed for the life of the visit's sound. */
  AudioFormat format() {
    return plain ? station : OF_A_LINE;
  }

  /**
   * Takes what the station sent.
   *
   * @param out told what the recogniser gets, perhaps later
   * @throws IllegalStateException when the line went and none came in its place
   */
  void receive(AudioChunk chunk, Consumer<AudioChunk> out) throws InterruptedException {
    if (plain) {
      out.accept(chunk);
      return;
    }
    waiting.add(chunk);
    if (line != null && !lines.isCurrent(maker)) {
      drop();
    }
    if (line == null && !open()) {
      if (!lines.expected(patience) || lines.isCurrent(broken)) {
        throw new IllegalStateException("the line for sound went and none came in its place");
      }
      return;
    }
    pass(out);
  }

  private void pass(Consumer<AudioChunk> out) throws InterruptedException {
    try {
      while (!waiting.isEmpty()) {
        line.receive(waiting.peek());
        waiting.poll();
      }
      drain(out, Duration.ZERO);
    } catch (RuntimeException | LinkageError e) {
      LOG.debug("A line for sound failed", e);
      broken = maker;
      drop();
    }
  }

  /** The station has ended: the rest that is on its way is told. */
  void end(Consumer<AudioChunk> out, Duration wait) throws InterruptedException {
    if (line == null) {
      return;
    }
    line.end();
    long until = System.nanoTime() + wait.toNanos();
    while (!heard.ended() && until - System.nanoTime() > 0) {
      drain(out, Duration.ofMillis(5));
    }
  }

  /** Notes what the loudspeaker begins to play. */
  void played(AudioChunk chunk) {
    if (line != null) {
      line.played(chunk);
    }
  }

  /**
   * Returns the way to an ear.
   *
   * @throws VestibuleException {@code no-audio} without a line
   */
  AudioFeed forEar() throws VestibuleException {
    if (line == null) {
      throw new VestibuleException(
          "no-audio",
          "listening",
          "no line for sound is to be had",
          "a station with sound and the feature that makes lines",
          "Install the feature vestibule-audio.");
    }
    return line.forEar();
  }

  private void drain(Consumer<AudioChunk> out, Duration wait) throws InterruptedException {
    Optional<AudioChunk> chunk = heard.next(wait);
    while (chunk.isPresent()) {
      out.accept(chunk.get());
      chunk = heard.next(Duration.ZERO);
    }
  }

  private boolean open() {
    VoiceLines next = lines.now().orElse(null);
    if (next == null || next == broken) {
      return false;
    }
    try {
      maker = next;
      line = next.open(station);
      heard = line.forRecogniser();
      return true;
    } catch (RuntimeException | LinkageError e) {
      LOG.debug("No line for sound could be opened", e);
      broken = next;
      drop();
      return false;
    }
  }

  private void drop() {
    VoiceLine old = line;
    line = null;
    heard = null;
    try {
      if (old != null) {
        old.close();
      }
    } catch (RuntimeException | LinkageError e) {
      LOG.debug("A line that went could not be closed", e);
    }
  }

  @Override
  public void close() {
    drop();
  }
}
