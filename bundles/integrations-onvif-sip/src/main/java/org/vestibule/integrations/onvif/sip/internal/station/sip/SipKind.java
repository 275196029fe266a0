// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station.sip;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.station.StationId;
import org.vestibule.integrations.onvif.sip.internal.call.CallTicks;
import org.vestibule.integrations.onvif.sip.internal.call.CallsComponent;
import org.vestibule.integrations.onvif.sip.internal.call.Ticks;
import org.vestibule.integrations.onvif.sip.internal.media.Media;
import org.vestibule.integrations.onvif.sip.internal.media.MediaWish;
import org.vestibule.integrations.onvif.sip.internal.sip.SipCall;
import org.vestibule.integrations.onvif.sip.internal.sip.SipListener;
import org.vestibule.integrations.onvif.sip.internal.sip.SipPhone;
import org.vestibule.integrations.onvif.sip.internal.sip.UserAgent;
import org.vestibule.integrations.onvif.sip.internal.station.StationBasics;
import org.vestibule.integrations.onvif.sip.internal.station.StationDevice;
import org.vestibule.integrations.onvif.sip.internal.station.StationKind;

/**
 * Panels that call by SIP: takes the calls of those that are configured, and refuses every other
 * one. No call that comes in opens a door. Thread-safe.
 */
@Component(service = StationKind.class, immediate = true)
public final class SipKind implements StationKind, UserAgent.IncomingCalls {
  private static final Logger LOG = LoggerFactory.getLogger(SipKind.class);
  private static final Duration SWEEP = Duration.ofSeconds(1);
  private static final int FORBIDDEN = 403;
  private static final int UNAVAILABLE = 480;

  private final List<SipPanel> panels = new CopyOnWriteArrayList<>();
  private final PanelLines lines;
  private final AutoCloseable clock;
  private volatile UserAgent agent;
  private volatile Media media;
  private volatile AutoCloseable incoming = () -> {};

  /** Returns what to offer to a SIP address, or to answer to whoever calls. */
  @FunctionalInterface
  interface Wishes {
    MediaWish of(Optional<String> uri);
  }

  /** For the container. */
  @Activate
  public SipKind(@Reference CallsComponent calls) {
    this(
        uri -> uri.map(calls.settings()::wish).orElseGet(calls.settings()::wish),
        new CallTicks("vestibule-panels-clock"));
  }

  private SipKind(Wishes wishes, CallTicks ticks) {
    this(wishes, ticks, ticks);
  }

  SipKind(Wishes wishes, Ticks ticks, AutoCloseable clock) {
    this.clock = clock;
    lines =
        new PanelLines(
            () -> Optional.ofNullable(agent), () -> Optional.ofNullable(media), wishes::of, ticks);
    ticks.after(SWEEP, this::sweep);
  }

  @Deactivate
  void close() throws Exception {
    clock.close();
    panels.forEach(SipPanel::close);
  }

  @Override
  public String name() {
    return "sip";
  }

  @Override
  public boolean sees() {
    return false;
  }

  @Override
  public List<String> keys() {
    return PanelSettings.KEYS;
  }

  @Override
  public StationDevice open(StationBasics common, SettingsReader reader) throws VestibuleException {
    if (common.sip().isEmpty()) {
      throw SettingsReader.invalid(
          common.pid(),
          "sip",
          "nothing",
          "the user of a panel",
          SettingsReader.example("sip", "front"));
    }
    PanelSettings settings = PanelSettings.of(reader);
    SipPanel[] made = new SipPanel[1];
    made[0] = new SipPanel(common, settings, lines, () -> panels.remove(made[0]));
    panels.add(made[0]);
    return made[0];
  }

  @Override
  public SipListener incoming(SipCall call, String dialled, String offer) {
    UserAgent known = agent;
    SipPhone caller = known == null ? null : known.phones().get(call.user());
    if (caller == null || caller.station().isEmpty()) {
      LOG.info("A call of {} is refused: only panels call the house", call.user());
      call.reject(FORBIDDEN);
      return new PanelRefused();
    }
    Optional<SipPanel> panel = panel(caller.station().get(), call.user());
    if (panel.isEmpty()) {
      LOG.warn("Panel {} calls, and no station has it", call.user());
      call.reject(UNAVAILABLE);
      return new PanelRefused();
    }
    return panel.get().incoming(call, dialled, offer);
  }

  private Optional<SipPanel> panel(StationId station, String user) {
    return panels.stream()
        .filter(panel -> panel.basics().info().id().equals(station))
        .filter(panel -> panel.basics().sip().equals(user))
        .findFirst();
  }

  private void sweep() {
    panels.forEach(SipPanel::sweep);
    lines.ticks().after(SWEEP, this::sweep);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindAgent(UserAgent present) {
    agent = present;
    incoming = present.incoming(this);
  }

  void unbindAgent(UserAgent gone) {
    if (agent == gone) {
      agent = null;
      endIncoming();
    }
    panels.forEach(SipPanel::gone);
  }

  private void endIncoming() {
    try {
      incoming.close();
    } catch (Exception e) {
      LOG.debug("Calls were not taken any more", e);
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindMedia(Media present) {
    media = present;
  }

  void unbindMedia(Media gone) {
    if (media == gone) {
      media = null;
    }
  }
}
