// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station.sip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.visit.VisitId;
import org.vestibule.integrations.onvif.sip.internal.call.KeyPresses.Way;
import org.vestibule.integrations.onvif.sip.internal.media.Media;
import org.vestibule.integrations.onvif.sip.internal.media.MediaSession;
import org.vestibule.integrations.onvif.sip.internal.sip.SipCall;
import org.vestibule.integrations.onvif.sip.internal.sip.SipListener;
import org.vestibule.integrations.onvif.sip.internal.sip.SipListener.End;
import org.vestibule.integrations.onvif.sip.internal.sip.SipListener.Why;
import org.vestibule.integrations.onvif.sip.internal.sip.UserAgent;
import org.vestibule.integrations.onvif.sip.internal.sip.UserAgent.Contact;
import org.vestibule.integrations.onvif.sip.internal.station.SoundSource;
import org.vestibule.integrations.onvif.sip.internal.station.StationBasics;
import org.vestibule.integrations.onvif.sip.internal.station.StationDevice;
import org.vestibule.integrations.onvif.sip.internal.station.StationListener;
import org.vestibule.integrations.onvif.sip.internal.station.VideoSource;

/**
 * A panel that calls by SIP when its bell is pressed, and can be called for its sound. At most one
 * dialog at a time, for one visit: {@link PanelTurn}. Thread-safe.
 */
final class SipPanel implements StationDevice, PanelCall.Owner {
  /** A panel that sends nothing for so long is gone. */
  static final Duration SILENT = Duration.ofSeconds(10);

  /** What a flat or office may be called by who dials it; anything else is whoever is there. */
  private static final Pattern UNIT = Pattern.compile("[0-9A-Za-z._*#+-]{1,63}");

  private static final Logger LOG = LoggerFactory.getLogger(SipPanel.class);

  private final StationBasics basics;
  private final PanelSettings settings;
  private final PanelLines lines;
  private final Runnable closed;
  private final PanelKeys keys;
  private final SipSound sound = new SipSound(this);
  private final StatusHolder status;
  private final PanelTurn turn;
  private volatile StationListener listener;

  /** Only those wait for this who want the panel called. */
  private final Object dialling = new Object();

  /**
   * @param closed is run when this ends
   */
  SipPanel(StationBasics basics, PanelSettings settings, PanelLines lines, Runnable closed) {
    this.basics = basics;
    this.settings = settings;
    this.lines = lines;
    this.closed = closed;
    keys = new PanelKeys(lines.ticks(), this::keyed);
    status = new StatusHolder(silent());
    turn = new PanelTurn(lines.ticks()::nanos);
  }

  StationBasics basics() {
    return basics;
  }

  PanelLines lines() {
    return lines;
  }

  @Override
  public void start(StationListener told) {
    listener = told;
  }

  @Override
  public Status status() {
    Optional<UserAgent> agent = lines.agent().get();
    if (agent.isEmpty()) {
      return hold(Status.unavailable(Cause.DEPENDENCY, "SIP is not configured"));
    }
    if (!agent.get().phones().containsKey(basics.sip())) {
      return hold(
          Status.unavailable(
              Cause.CONFIGURATION, "SIP knows no panel " + basics.sip() + "; configure it there"));
    }
    Status held = status.get();
    Cause cause = held.cause();
    boolean neverCalled = held.sameAs(silent()) || held.sameAs(registered());
    if (neverCalled || cause == Cause.DEPENDENCY || cause == Cause.CONFIGURATION) {
      return hold(agent.get().contacts(basics.sip()).isEmpty() ? silent() : registered());
    }
    return held;
  }

  private Status silent() {
    return Status.unavailable(
        Cause.NETWORK, "Panel " + basics.sip() + " has neither registered nor called yet");
  }

  private Status registered() {
    return Status.ready("Panel " + basics.sip() + " can be called");
  }

  @Override
  public Optional<VideoSource> video() {
    return Optional.empty();
  }

  @Override
  public Optional<SoundSource> sound() {
    return Optional.of(sound);
  }

  @Override
  public void close() {
    turn.shutDown().ifPresent(PanelCall::hangUp);
    closed.run();
  }

  /** The panel calls: its bell was pressed. The latest call counts. */
  SipListener incoming(SipCall call, String dialled, String offer) {
    MediaSession media = null;
    try {
      media = open(call.local(), Optional.empty());
      PanelCall came = new PanelCall(media, true, lines.ticks().nanos(), this);
      came.came(call, offer.isEmpty() ? media.offer() : media.answer(offer));
      Optional<Optional<PanelCall>> taken = turn.take(came);
      if (taken.isEmpty()) {
        came.hangUp();
        return came;
      }
      taken.get().ifPresent(PanelCall::hangUp);
      hold(ready());
      greet(came);
      press(dialled);
      return came;
    } catch (VestibuleException e) {
      LOG.info("Panel {} called in vain: {}", basics.sip(), e.getMessage());
      if (media != null) {
        media.close();
      }
      call.reject(e.code().startsWith("ports") || e.code().startsWith("codecs") ? 503 : 488);
      return new PanelRefused();
    }
  }

  /**
   * Returns the dialog for a visit; where there is none, the panel is called.
   *
   * @throws VestibuleException {@code station-unreachable}
   */
  PanelCall wanted(VisitId by) throws VestibuleException {
    Optional<PanelCall> had = turn.claim(by);
    if (had.isPresent()) {
      return had.get();
    }
    // Whoever hears and whoever speaks often come together, and it can be called but once.
    synchronized (dialling) {
      had = turn.claim(by);
      return had.isPresent() ? had.get() : dial(by);
    }
  }

  /** Returns the dialog that a visit has now. */
  Optional<PanelCall> held(VisitId by) {
    return turn.held(by);
  }

  /** A visit is over: so is its dialog, and one that nobody asked for. */
  void forget(VisitId by) {
    turn.forget(by).ifPresent(PanelCall::hangUp);
  }

  /** Looks whether the panel is still there; about once a second. */
  void sweep() {
    boolean unwanted = turn.unwanted();
    Optional<PanelCall> held = turn.current();
    if (held.isEmpty()) {
      return;
    }
    MediaSession media = held.get().media();
    boolean silent =
        held.get().stands() && media.figures().silentMillis() >= SILENT.toMillis() && !media.held();
    if (silent || unwanted) {
      LOG.info("Panel {}: call ended, {}", basics.sip(), silent ? "it is silent" : "no visit");
      held.get().hangUp();
      turn.drop(held.get());
      if (silent) {
        hold(Status.unavailable(Cause.NETWORK, "Panel " + basics.sip() + " fell silent in a call"));
      }
    }
  }

  /** SIP is gone, and every dialog with it. */
  void gone() {
    turn.clear().ifPresent(PanelCall::hangUp);
  }

  @Override
  public void stands(PanelCall call) {
    hold(ready());
  }

  @Override
  public void ended(PanelCall call, End end) {
    boolean failed = !call.incoming() && !call.stands() && end.why() != Why.HUNG_UP;
    turn.drop(call);
    if (failed) {
      hold(
          Status.unavailable(
              Cause.NETWORK,
              "Panel " + basics.sip() + " did not answer a call of the house (" + end.why() + ")"));
    }
  }

  @Override
  public void key(int key, Way way) {
    keys.press(key, way);
  }

  private void keyed(String code) {
    StationListener told = listener;
    if (told != null) {
      told.keyed(code);
    }
  }

  private void press(String dialled) {
    StationListener told = listener;
    if (told != null) {
      boolean house = !UNIT.matcher(dialled).matches() || settings.houseNumbers().contains(dialled);
      told.pressed(house ? Optional.empty() : Optional.of(dialled));
    }
  }

  private void greet(PanelCall call) {
    switch (settings.pickUp()) {
      case AT_ONCE -> call.pickUp();
      case EARLY -> call.early();
      case WHEN_ANSWERED -> call.ring();
    }
  }

  private PanelCall dial(VisitId by) throws VestibuleException {
    boolean hungUp = turn.hungUpIn(by);
    if (hungUp || !settings.dial() || turn.shut()) {
      throw unreachable(hungUp ? "hung up" : "does not call");
    }
    UserAgent agent = lines.agent().get().orElseThrow(() -> unreachable("no SIP is configured"));
    List<Contact> contacts = agent.contacts(basics.sip());
    if (contacts.isEmpty()) {
      throw unreachable("is not registered");
    }
    Contact contact = contacts.get(0);
    MediaSession media = open(agent.local(contact), Optional.of(contact.uri()));
    PanelCall call = new PanelCall(media, false, lines.ticks().nanos(), this);
    try {
      turn.dial(call, by).ifPresent(PanelCall::hangUp);
      call.dialled(agent.invite(contact, basics.info().title(), media.offer(), call));
      return call;
    } catch (VestibuleException e) {
      turn.drop(call);
      media.close();
      hold(Status.unavailable(Cause.NETWORK, e.getMessage()));
      throw new VestibuleException(
          "station-unreachable",
          "station " + basics.info().id(),
          e.found(),
          "a panel that answers",
          e.remedy(),
          e);
    }
  }

  private MediaSession open(InetAddress local, Optional<String> uri) throws VestibuleException {
    Media media = lines.media().get().orElseThrow(() -> unreachable("no media"));
    return media.open(local, lines.wish().apply(uri));
  }

  private Status ready() {
    return Status.ready("Panel " + basics.sip() + " talked with the house");
  }

  private Status hold(Status now) {
    status.set(now);
    return status.get();
  }

  private VestibuleException unreachable(String found) {
    return new VestibuleException(
        "station-unreachable",
        "station " + basics.info().id(),
        found,
        "a panel that is in a call",
        "Look at the status of SIP and of the station.");
  }
}
