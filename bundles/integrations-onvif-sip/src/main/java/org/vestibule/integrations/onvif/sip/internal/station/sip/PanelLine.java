// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station.sip;

import java.time.Duration;
import java.util.Optional;
import org.vestibule.api.station.AudioChunk;
import org.vestibule.api.station.AudioFormat;
import org.vestibule.api.station.TalkLine;
import org.vestibule.api.visit.VisitId;

/** The way to a panel's loudspeaker in a visit. Written by one thread. */
final class PanelLine implements TalkLine {
  private final SipPanel panel;
  private final VisitId visit;
  private volatile long usedNanos;
  private volatile boolean closed;

  PanelLine(SipPanel panel, VisitId visit) {
    this.panel = panel;
    this.visit = visit;
    usedNanos = panel.lines().ticks().nanos();
  }

  boolean closed() {
    return closed || panel.held(visit).isEmpty();
  }

  Duration idle(long nowNanos) {
    return Duration.ofNanos(nowNanos - usedNanos);
  }

  @Override
  public AudioFormat format() {
    return new AudioFormat(16_000);
  }

  @Override
  public boolean write(AudioChunk chunk) throws InterruptedException {
    usedNanos = panel.lines().ticks().nanos();
    Optional<PanelCall> call = closed ? Optional.empty() : panel.held(visit);
    return call.isPresent() && call.get().media().speak().write(chunk);
  }

  @Override
  public void close() {
    closed = true;
  }
}
