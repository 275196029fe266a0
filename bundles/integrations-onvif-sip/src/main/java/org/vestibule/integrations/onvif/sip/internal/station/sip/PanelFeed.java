// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station.sip;

import java.time.Duration;
import java.util.Optional;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFeed;
import org.vestibule.api.station.AudioFormat;
import org.vestibule.api.visit.VisitId;

/** What a panel hears in a visit; it goes on when the panel calls anew. Read by one thread. */
final class PanelFeed implements AudioFeed {
  private final SipPanel panel;
  private final VisitId visit;
  private volatile boolean closed;

  PanelFeed(SipPanel panel, VisitId visit) {
    this.panel = panel;
    this.visit = visit;
  }

  @Override
  public AudioFormat format() {
    return new AudioFormat(16_000);
  }

  @Override
  public Optional<AudioChunk> next(Duration wait) throws InterruptedException {
    Optional<PanelCall> call = closed ? Optional.empty() : panel.held(visit);
    return call.isPresent() ? call.get().media().hear().next(wait) : Optional.empty();
  }

  @Override
  public boolean ended() {
    return closed || panel.held(visit).isEmpty();
  }

  @Override
  public void close() {
    closed = true;
  }
}
