// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.video;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.Egress;
import org.vestibule.device.http.DeviceLogin;

/**
 * One run of one child process that decodes a stream, with its relay. It has a thread that reads
 * pictures and never waits for whoever gets them. Thread-safe; runs once.
 */
final class Decoder {
  /** What a child may say in one run; one that says more is broken. */
  private static final long MOST_WORDS = 4L << 20;

  private static final long LAST_WORD_MILLIS = 300;
  private static final long TO_FIRST = TimeUnit.SECONDS.toNanos(15);
  private static final long TO_NEXT = TimeUnit.SECONDS.toNanos(5);
  private static final long TO_NEXT_KEY = TimeUnit.SECONDS.toNanos(20);
  private static final Logger LOG = LoggerFactory.getLogger(Decoder.class);

  private final StreamWish stream;
  private final DecoderWish wish;
  private final VideoTools tools;
  private final DeviceLogin login;
  private final Listener listener;
  private final LastLine words = new LastLine();
  private volatile Process process;
  private volatile RtspRelay relay;
  private volatile VideoFault killedFor;
  private volatile boolean stopped;
  private volatile boolean delivering;
  private volatile long lastNanos = System.nanoTime();
  private volatile long cpuNanos;

  /** Gets pictures; returns at once. */
  interface Listener {
    /**
     * A picture came.
     *
     * @param i420 full range
     * @param nanos when its first byte came, on {@link System#nanoTime()}
     * @return whether the array is kept; otherwise the next picture is written into it
     */
    boolean picture(Decoder from, byte[] i420, long nanos);

    /** It ended, by itself or because it was stopped. */
    void ended(Decoder from, VideoFault why);
  }

  Decoder(
      StreamWish stream, DecoderWish wish, VideoTools tools, DeviceLogin login, Listener listener) {
    this.stream = stream;
    this.wish = wish;
    this.tools = tools;
    this.login = login;
    this.listener = listener;
  }

  /** Begins. */
  void start() {
    begin("vestibule-video-" + stream.station(), this::run);
  }

  DecoderWish wish() {
    return wish;
  }

  /** Returns whether a picture came yet. */
  boolean delivering() {
    return delivering;
  }

  /** Ends it if no picture came for too long, or if it babbles. */
  void look(long now) {
    long most = delivering ? wish.keyframesOnly() ? TO_NEXT_KEY : TO_NEXT : TO_FIRST;
    if (words.bytes() > MOST_WORDS) {
      kill(
          VideoFault.of("decoder-broken", stream.shown(), "the decoder babbles", "Update ffmpeg."));
    } else if (now - lastNanos > most) {
      String found = "no picture for " + Duration.ofNanos(most).toSeconds() + " s";
      RtspRelay open = relay;
      kill(
          Optional.ofNullable(open)
              .flatMap(RtspRelay::fault)
              .orElseGet(
                  () ->
                      VideoFault.of(
                          "station-silent", stream.shown(), found, "Restart the camera.")));
    }
  }

  /** Ends it on purpose. */
  void stop() {
    stopped = true;
    end();
  }

  private void kill(VideoFault why) {
    killedFor = why;
    end();
  }

  private void end() {
    Process child = process;
    if (child != null) {
      child.destroyForcibly();
    }
    RtspRelay open = relay;
    if (open != null) {
      open.close();
    }
  }

  /** Returns what the child has used of a core so far. */
  long cpuNanos() {
    Process child = process;
    if (child != null) {
      child.info().totalCpuDuration().ifPresent(used -> cpuNanos = used.toNanos());
    }
    return cpuNanos;
  }

  /** Returns the number of the child, while there is one. */
  Optional<Long> pid() {
    return Optional.ofNullable(process).filter(Process::isAlive).map(Process::pid);
  }

  private void run() {
    VideoFault why;
    try {
      // An account that rests is not tried: nothing is connected.
      login.known();
      why = decode();
    } catch (VestibuleException e) {
      why = VideoFault.of(e);
    } catch (RuntimeException e) {
      // Whoever is told nothing would wait for this camera for ever.
      LOG.error("Camera {}: a picture could not be worked on", stream.shown(), e);
      why =
          VideoFault.of(
              "picture-failed",
              stream.shown(),
              "an unexpected error",
              "Look into the gateway's log.");
    }
    VideoFault known = killedFor;
    listener.ended(this, known == null ? why : known);
  }

  private VideoFault decode() throws VestibuleException {
    try (Egress way = tools.way(stream);
        RtspRelay open = RtspRelay.open(way, stream, login)) {
      relay = open;
      if (stopped || killedFor != null) {
        return ended("stopped");
      }
      Process child = child(open.address());
      process = child;
      try {
        if (!stopped && killedFor == null) {
          Thread listening =
              begin(
                  "vestibule-video-" + stream.station() + "-words",
                  () -> words.drain(child.getErrorStream()));
          read(child.getInputStream());
          // Its last word says why, and comes a moment after its last picture.
          listening.join(LAST_WORD_MILLIS);
        }
        cpuNanos();
        child.destroyForcibly();
        child.waitFor(2, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        child.destroyForcibly();
      }
      return open.fault().orElseGet(() -> ended(words.text()));
    }
  }

  private Process child(String address) throws VestibuleException {
    try {
      ProcessBuilder builder = new ProcessBuilder(wish.command(tools.program(), address));
      builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
      return builder.redirectInput(new File("/dev/null")).start();
    } catch (IOException e) {
      throw new VestibuleException(
          "ffmpeg-missing",
          "camera " + stream.shown(),
          "no program " + tools.program(),
          "ffmpeg 5 or newer",
          "Install ffmpeg, on Debian: apt-get install ffmpeg.",
          e);
    }
  }

  private void read(InputStream pictures) {
    byte[] picture = new byte[wish.pictureBytes()];
    try (pictures) {
      while (!stopped) {
        if (pictures.readNBytes(picture, 0, 1) < 1) {
          return;
        }
        long nanos = System.nanoTime();
        if (pictures.readNBytes(picture, 1, picture.length - 1) < picture.length - 1) {
          return;
        }
        lastNanos = nanos;
        delivering = true;
        if (listener.picture(this, picture, nanos)) {
          picture = new byte[picture.length];
        }
      }
    } catch (IOException e) {
      LOG.debug("Camera {}: the decoder's pictures end: {}", stream.shown(), e.getMessage());
    }
  }

  private VideoFault ended(String line) {
    // Addresses in memory and the relay's address differ each time and tell nobody anything.
    String said = line.replaceAll("\\[[^]]*] ?", "").replaceAll("rtsp://\\S+?(?=:? |$)", "stream");
    boolean codec = said.matches(".*(Invalid data|[Uu]nsupported|not found|does not contain).*");
    if (!delivering && codec) {
      return VideoFault.of(
          "codec-unsupported", stream.shown(), said, "Switch the stream to H.264 or MJPEG.");
    }
    return VideoFault.of(
        "stream-ended",
        stream.shown(),
        said.isEmpty() ? "the stream ended" : "the stream ended: " + said,
        "The gateway connects again by itself.");
  }

  private static Thread begin(String name, Runnable work) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }
}
