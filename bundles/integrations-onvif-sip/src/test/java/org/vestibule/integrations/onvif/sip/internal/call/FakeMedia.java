// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.AudioFormat;
import org.vestibule.api.station.TalkLine;
import org.vestibule.integrations.onvif.sip.internal.media.Media;
import org.vestibule.integrations.onvif.sip.internal.media.MediaFigures;
import org.vestibule.integrations.onvif.sip.internal.media.MediaSession;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish;

/** Media without packets: what a test says is heard, and what is said a test can read. */
public final class FakeMedia implements Media {
  /** Every session that was opened. */
  public final List<Session> sessions = new CopyOnWriteArrayList<>();

  /** Whether no port is free. */
  public volatile boolean busy;

  /** Is run while media are being opened. */
  public volatile Runnable opening = () -> {};

  private final AtomicInteger number = new AtomicInteger();

  @Override
  public Session open(InetAddress local, MediaWish wish) throws VestibuleException {
    if (busy) {
      throw new VestibuleException("ports-busy", "media", "no port", "a port", "Wait.");
    }
    opening.run();
    Session session = new Session("offer-" + number.incrementAndGet());
    sessions.add(session);
    return session;
  }

  /** Returns how many are open. */
  public long open() {
    return sessions.stream().filter(session -> !session.closed).count();
  }

  /** A feed or line that a test holds the other end of. */
  public static final class Pipe implements AudioFeed, TalkLine {
    /** What is on its way. */
    public final BlockingQueue<AudioChunk> chunks = new LinkedBlockingQueue<>();

    public volatile boolean closed;

    @Override
    public AudioFormat format() {
      return new AudioFormat(16_000);
    }

    @Override
    public Optional<AudioChunk> next(Duration wait) throws InterruptedException {
      return Optional.ofNullable(chunks.poll(wait.toNanos(), TimeUnit.NANOSECONDS));
    }

    @Override
    public boolean write(AudioChunk chunk) {
      return !closed && chunks.add(chunk);
    }

    @Override
    public boolean ended() {
      return closed && chunks.isEmpty();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** The media of one dialog. */
  public static final class Session implements MediaSession {
    public final Pipe heard = new Pipe();
    public final Pipe said = new Pipe();
    public volatile boolean closed;
    public volatile boolean held;
    public volatile long silentMillis;
    public volatile String accepted = "";
    private final String offer;
    private volatile IntConsumer digits = digit -> {};

    private Session(String offer) {
      this.offer = offer;
    }

    /** The other end presses a key, in the sound. */
    public void press(char key) {
      digits.accept(key);
    }

    @Override
    public String offer() {
      return offer;
    }

    @Override
    public void accept(String answer) throws VestibuleException {
      refuse(answer);
      accepted = answer;
    }

    @Override
    public String answer(String offered) throws VestibuleException {
      refuse(offered);
      return "answer to " + offered;
    }

    private static void refuse(String description) throws VestibuleException {
      if (description.startsWith("bad")) {
        throw new VestibuleException("media-incompatible", "sdp", "bad", "good", "Call again.");
      }
    }

    @Override
    public AudioFeed hear() {
      return heard;
    }

    @Override
    public TalkLine speak() {
      return said;
    }

    @Override
    public void onDigit(IntConsumer told) {
      digits = told;
    }

    @Override
    public boolean held() {
      return held;
    }

    @Override
    public MediaFigures figures() {
      return new MediaFigures(Optional.empty(), false, 0, 0, 0, 0, 0, silentMillis);
    }

    @Override
    public void close() {
      closed = true;
      heard.close();
    }
  }
}
