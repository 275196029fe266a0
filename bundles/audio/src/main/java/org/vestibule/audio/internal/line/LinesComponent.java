// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.line;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.sound.EchoCanceller;
import org.vestibule.api.sound.EchoCancellers;
import org.vestibule.api.sound.SoundCodecs;
import org.vestibule.api.sound.SoundEncoding;
import org.vestibule.api.sound.VoiceLine;
import org.vestibule.api.sound.VoiceLines;
import org.vestibule.api.station.AudioFormat;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;
import org.vestibule.audio.internal.codec.Codecs;
import org.vestibule.audio.internal.packet.JitterBuffer;
import org.vestibule.audio.internal.suppress.Suppressor;
import org.vestibule.audio.internal.suppress.SuppressorSource;

/** Opens lines with what is installed at that moment. Thread-safe. */
@Component(
    service = {VoiceLines.class, StatusSource.class},
    configurationPid = LineConfig.PID,
    immediate = true)
@Designate(ocd = LineConfig.class)
public final class LinesComponent implements VoiceLines, StatusSource {
  private static final Logger LOG = LoggerFactory.getLogger(LinesComponent.class);

  private final SoundCodecs codecs = new Codecs();
  private final Set<VoiceLine> open = ConcurrentHashMap.newKeySet();
  private final StatusHolder status = new StatusHolder(Status.starting("Reads its settings"));
  private volatile LineSettings settings = LineSettings.DEFAULTS;
  private volatile EchoCancellers cancellers;
  private volatile SuppressorSource suppressors;

  /** Starts. */
  @Activate
  public void activate(Map<String, Object> properties) {
    modified(properties);
  }

  /** Takes new settings for the next line; keeps the last good ones when they are wrong. */
  @Modified
  public void modified(Map<String, Object> properties) {
    try {
      settings = LineSettings.of(properties);
      status.set(Status.ready("Opens lines for G.711, G.722, Opus and samples"));
    } catch (VestibuleException e) {
      LOG.warn("Configuration refused: {}", e.getMessage());
      status.set(Status.degraded(Status.Cause.CONFIGURATION, e.getMessage()));
    }
  }

  /** Ends all lines. */
  @Deactivate
  public void deactivate() {
    open.forEach(VoiceLine::close);
  }

  /** Takes what cancels echo; lines that are open use it from the next thing that is played. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void setCancellers(EchoCancellers next) {
    cancellers = next;
  }

  /** Gives it back unless it was replaced already. */
  public void unsetCancellers(EchoCancellers gone) {
    if (cancellers == gone) {
      cancellers = null;
    }
  }

  /** Takes what suppresses noise, for the next listener. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void setSuppressors(SuppressorSource next) {
    suppressors = next;
  }

  /** Gives it back unless it was replaced already. */
  public void unsetSuppressors(SuppressorSource gone) {
    if (suppressors == gone) {
      suppressors = null;
    }
  }

  @Override
  public VoiceLine open(AudioFormat station) {
    return line(station.sampleRate());
  }

  @Override
  public VoiceLine open(SoundEncoding station) {
    LineSettings now = settings;
    Line line = line(station.format().sampleRate());
    line.packetsThrough(
        new JitterBuffer(
            station,
            codecs.decoder(station),
            now.jitterLeastMillis(),
            now.jitterMostMillis(),
            line::take));
    return line;
  }

  private Line line(int rate) {
    LineSettings now = settings;
    Line[] self = new Line[1];
    self[0] =
        new Line(
            rate,
            new EchoGuard(this::canceller, now.echoTailMillis()),
            () -> new EarChain(suppressor(), now),
            () -> open.remove(self[0]));
    open.add(self[0]);
    return self[0];
  }

  private Optional<EchoCanceller> canceller() {
    return Optional.ofNullable(cancellers).map(EchoCancellers::open);
  }

  private Optional<Suppressor> suppressor() {
    try {
      return Optional.ofNullable(suppressors).flatMap(SuppressorSource::open);
    } catch (RuntimeException e) {
      LOG.warn("No noise suppressor could be opened; a listener hears the noise", e);
      return Optional.empty();
    }
  }

  @Override
  public String name() {
    return "audio-line";
  }

  @Override
  public Status status() {
    return status.get();
  }
}
