// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.session;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.TalkLine;
import org.vestibule.integrations.onvif.sip.internal.media.MediaFigures;
import org.vestibule.integrations.onvif.sip.internal.media.MediaSession;
import org.vestibule.integrations.onvif.sip.internal.media.sdp.Agreement;
import org.vestibule.integrations.onvif.sip.internal.media.sdp.Negotiation;

/** One session: agrees on the caller's thread, and leaves the packets to the media thread. */
final class RtpSession implements MediaSession {
  private static final Logger LOG = LoggerFactory.getLogger(RtpSession.class);
  private static final long NANOS_PER_MILLI = 1_000_000;

  private final MediaThread thread;
  private final Negotiation negotiation;
  private final Counts counts;
  private final Consumer<RtpSession> closing;
  private final List<IntConsumer> listeners = new CopyOnWriteArrayList<>();
  private final TalkQueue talk;
  private volatile HeardSound heard = new HeardSound();
  private volatile Flow flow;
  private volatile Agreement agreement;
  private volatile boolean closed;

  /**
   * @param closing told once that it is closed
   */
  RtpSession(
      MediaThread thread, Negotiation negotiation, Counts counts, Consumer<RtpSession> closing) {
    this.thread = thread;
    this.negotiation = negotiation;
    this.counts = counts;
    this.closing = closing;
    talk = new TalkQueue(Outbound.FRAME, thread::wake);
  }

  /** Returns what is said, for the packets. */
  TalkQueue talk() {
    return talk;
  }

  /** Returns where what is heard goes now. */
  HeardSound heard() {
    return heard;
  }

  /** Tells a key. */
  void pressed(int key) {
    for (IntConsumer listener : listeners) {
      try {
        listener.accept(key);
      } catch (RuntimeException e) {
        LOG.warn("Whoever is told of keys failed", e);
      }
    }
  }

  /** Lets packets flow. */
  void start(Flow packets) {
    flow = packets;
    thread.add(packets);
  }

  @Override
  public synchronized String offer() {
    return negotiation.offer();
  }

  @Override
  public synchronized void accept(String answer) throws VestibuleException {
    agree(negotiation.accept(answer));
  }

  @Override
  public synchronized String answer(String offer) throws VestibuleException {
    Negotiation.Answer answer = negotiation.answer(offer);
    agree(answer.agreement());
    return answer.text();
  }

  private void agree(Agreement next) {
    if (!closed) {
      agreement = next;
      flow.agree(next);
      thread.wake();
    }
  }

  @Override
  public synchronized AudioFeed hear() {
    if (heard.closed() && !closed) {
      heard = new HeardSound();
    }
    return heard;
  }

  @Override
  public TalkLine speak() {
    return talk.line();
  }

  @Override
  public void onDigit(IntConsumer told) {
    listeners.add(told);
  }

  @Override
  public boolean held() {
    Agreement now = agreement;
    return now != null && !now.sends();
  }

  @Override
  public MediaFigures figures() {
    Agreement now = agreement;
    return new MediaFigures(
        Optional.ofNullable(now).map(Agreement::encoding),
        now != null && now.keys().isPresent(),
        counts.sent,
        counts.received,
        counts.refused,
        counts.lost,
        counts.jitterMillis,
        (System.nanoTime() - counts.aliveNanos) / NANOS_PER_MILLI);
  }

  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    thread.remove(flow, this::end);
    talk.erase();
    heard.end();
    synchronized (this) {
      negotiation.close();
    }
    closing.accept(this);
  }

  private void end() {
    try {
      flow.end();
    } catch (IOException e) {
      LOG.debug("The last packet of a call could not be sent", e);
    }
  }
}
