// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station.sip;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.TalkLine;
import org.vestibule.api.visit.VisitId;
import org.vestibule.integrations.onvif.sip.internal.station.SoundSource;

/**
 * The microphone and the loudspeaker of a SIP panel: its call, or one that the house makes for it.
 * Whoever listens last hears; one talks at a time. Thread-safe.
 */
final class SipSound implements SoundSource {
  /** A line that is not written to for so long is closed when another one is wanted. */
  static final Duration IDLE = Duration.ofSeconds(30);

  private final SipPanel panel;
  private final AtomicReference<PanelFeed> feed = new AtomicReference<>();
  private final AtomicReference<PanelLine> line = new AtomicReference<>();

  SipSound(SipPanel panel) {
    this.panel = panel;
  }

  @Override
  public AudioFeed listen(VisitId visit) throws VestibuleException {
    panel.wanted(visit);
    PanelFeed next = new PanelFeed(panel, visit);
    PanelFeed before = feed.getAndSet(next);
    if (before != null) {
      before.close();
    }
    return next;
  }

  @Override
  public TalkLine talk(VisitId visit) throws VestibuleException {
    PanelLine held = line.get();
    boolean busy = held != null && !held.closed();
    if (busy && held.idle(panel.lines().ticks().nanos()).compareTo(IDLE) < 0) {
      throw busy(visit);
    }
    panel.wanted(visit).pickUp();
    PanelLine next = new PanelLine(panel, visit);
    if (!line.compareAndSet(held, next)) {
      throw busy(visit);
    }
    Optional.ofNullable(held).ifPresent(PanelLine::close);
    return next;
  }

  @Override
  public void forget(VisitId visit) {
    panel.forget(visit);
  }

  private static VestibuleException busy(VisitId visit) {
    return new VestibuleException(
        "talk-busy",
        "visit " + visit,
        "somebody else is talking",
        "one line at a time",
        "Wait until the other line is closed.");
  }
}
