// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFormat;
import org.vestibule.api.station.TalkLine;
import org.vestibule.core.internal.CoreKey;

/**
 * The way of a conversation to the loudspeaker: at the rate of a telephone for whoever talks, at
 * the station's for the station, and told to the line as played, so that its echo is known. A
 * station that went away, or whose bundle is being replaced, is taken up again. Written by one
 * thread; closed by any, and then let go by whoever is in it last.
 */
final class TalkWay implements TalkLine {
  private static final long QUIET_SECONDS = 2;
  private static final Duration REST = Duration.ofMillis(250);
  private static final int RATE = SoundLine.OF_A_LINE.sampleRate();

  private final Visit visit;
  private final Runnable silent;
  private TalkLine line;
  private boolean lost;
  private long lostNanos;
  private long triedNanos;
  private long heardNanos;
  private boolean writing;
  private boolean closed;

  private TalkWay(Visit visit, TalkLine line, Runnable silent) {
    this.visit = visit;
    this.line = line;
    this.silent = silent;
    this.heardNanos = System.nanoTime();
  }

  /**
   * Opens it; what the house itself is saying is broken off first.
   *
   * @throws VestibuleException {@code no-talk}, {@code talk-busy} or {@code station-unreachable}
   */
  static TalkWay open(Visit visit) throws VestibuleException {
    visit.ask(
        () -> {
          visit.hush();
          return null;
        });
    if (!quiet(visit)) {
      throw Refusals.talkBusy(visit.id);
    }
    try {
      TalkLine line = visit.station().openTalk(visit.id);
      return new TalkWay(visit, line, speaking(visit));
    } catch (VestibuleException | RuntimeException | LinkageError e) {
      visit.mouth.release();
      throw e;
    }
  }

  private static boolean quiet(Visit visit) {
    try {
      return visit.mouth.tryAcquire(QUIET_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Runnable speaking(Visit visit) {
    try {
      return visit.sound.speaking();
    } catch (VestibuleException | RuntimeException | LinkageError e) {
      return () -> {}; // Whoever cannot be heard may still be told something.
    }
  }

  @Override
  public AudioFormat format() {
    return SoundLine.OF_A_LINE;
  }

  @Override
  public boolean write(AudioChunk chunk) throws InterruptedException {
    synchronized (this) {
      if (closed) {
        return false;
      }
      writing = true;
    }
    try {
      return (line != null || again()) && send(chunk) ? played(chunk) : patient();
    } finally {
      left();
    }
  }

  private boolean send(AudioChunk chunk) throws InterruptedException {
    try {
      short[] samples = Rate.change(chunk.samples(), RATE, line.format().sampleRate());
      if (line.write(new AudioChunk(samples, chunk.capturedNanos()))) {
        return true;
      }
    } catch (RuntimeException | LinkageError e) {
      // The bundle of the station stopped under it.
    }
    shut(line);
    line = null;
    return false;
  }

  /** What is written goes out one after the other, however it comes. */
  private boolean played(AudioChunk chunk) {
    long now = System.nanoTime();
    long due = heardNanos - now > 0 ? heardNanos : now;
    heardNanos = due + TimeUnit.SECONDS.toNanos(chunk.samples().length) / RATE;
    lost = false;
    visit.sound.played(new AudioChunk(chunk.samples(), due));
    return true;
  }

  /** Nobody hears it just now; returns whether somebody may again in a moment. */
  private boolean patient() {
    long now = System.nanoTime();
    if (!lost) {
      lost = true;
      lostNanos = now;
    }
    return now - lostNanos < visit.settings.millis(CoreKey.REPLACEMENT).toNanos();
  }

  private boolean again() {
    long now = System.nanoTime();
    if (now - triedNanos < REST.toNanos()) {
      return false;
    }
    triedNanos = now;
    try {
      line = visit.station().openTalk(visit.id);
      return true;
    } catch (VestibuleException | RuntimeException | LinkageError e) {
      return false;
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      if (writing) {
        return;
      }
    }
    letGo();
  }

  private void left() {
    synchronized (this) {
      writing = false;
      if (!closed) {
        return;
      }
    }
    letGo();
  }

  private void letGo() {
    try {
      shut(line);
    } finally {
      silent.run();
      visit.mouth.release();
    }
  }

  private static void shut(TalkLine line) {
    try {
      if (line != null) {
        line.close();
      }
    } catch (RuntimeException | LinkageError e) {
      // It went with its bundle.
    }
  }
}
