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
import org.vestibule.integrations.onvif.sip.internal.media.MediaFigures;
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
 * dialog at a time; it belongs to the first visit that asks for it, and ends with that.
 * Thread-safe.
 */
final class SipPanel implements StationDevice, PanelCall.Owner {
  /** A panel that sends nothing for so long is gone. */
  static final Duration SILENT = Duration.ofSeconds(10);

  /** A call that no visit ever wanted is ended after so long. */
  static final Duration UNWANTED = Duration.ofMinutes(2);

  /** A visit that closes does not end a call that began just now: that is of the next one. */
  static final Duration NEXT = Duration.ofSeconds(5);

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
  private volatile StationListener listener;

  private final Object lock = new Object();

  /** Only those wait for this who want the panel called. */
  private final Object dialling = new Object();

  private PanelCall current;
  private VisitId visit;

  /** The visit in which the panel hung up: it is not called back. */
  private VisitId left;

  /** Whether the panel called anew in a visit that may be over: the next one may have it. */
  private boolean anew;

  private boolean shut;

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
    synchronized (lock) {
      shut = true;
    }
    replace(null, null);
    closed.run();
  }

  /** The panel calls: its bell was pressed. The latest call counts. */
  SipListener incoming(SipCall call, String dialled, String offer) {
    MediaSession media = null;
    try {
      media = open(call.local(), Optional.empty());
      PanelCall came = new PanelCall(media, true, lines.ticks().nanos(), this);
      came.came(call, offer.isEmpty() ? media.offer() : media.answer(offer));
      if (!take(came)) {
        came.hangUp();
        return came;
      }
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
    Optional<PanelCall> had = had(by);
    if (had.isPresent()) {
      return had.get();
    }
    // Whoever hears and whoever speaks often come together, and it can be called but once.
    synchronized (dialling) {
      had = had(by);
      return had.isPresent() ? had.get() : dial(by);
    }
  }

  private Optional<PanelCall> had(VisitId by) throws VestibuleException {
    synchronized (lock) {
      boolean free = current != null && (visit == null || anew);
      if (free) {
        visit = by;
        anew = false;
      }
      if (current != null && by.equals(visit)) {
        return Optional.of(current);
      }
      if (!settings.dial() || by.equals(left) || shut) {
        throw unreachable(by.equals(left) ? "hung up" : "does not call");
      }
      return Optional.empty();
    }
  }

  /** Returns the dialog that a visit has now. */
  Optional<PanelCall> held(VisitId by) {
    synchronized (lock) {
      return by.equals(visit) ? Optional.ofNullable(current) : Optional.empty();
    }
  }

  /** A visit is over: so is its dialog, and one that nobody asked for. */
  void forget(VisitId by) {
    PanelCall ends;
    synchronized (lock) {
      boolean next =
          current != null && (visit == null || anew) && age(current).compareTo(NEXT) <= 0;
      boolean over = !next && (visit == null || by.equals(visit));
      ends = over ? current : null;
      current = over ? null : current;
      visit = over || by.equals(visit) ? null : visit;
      anew = false;
      left = by.equals(left) ? null : left;
    }
    if (ends != null) {
      ends.hangUp();
    }
  }

  /** Looks whether the panel is still there; about once a second. */
  void sweep() {
    PanelCall held;
    boolean unwanted;
    synchronized (lock) {
      held = current;
      unwanted = visit == null && current != null && age(current).compareTo(UNWANTED) > 0;
    }
    if (held == null) {
      return;
    }
    MediaFigures figures = held.media().figures();
    boolean silent =
        held.stands() && figures.silentMillis() >= SILENT.toMillis() && !held.media().held();
    if (silent || unwanted) {
      LOG.info("Panel {}: call ended, {}", basics.sip(), silent ? "it is silent" : "no visit");
      held.hangUp();
      drop(held);
      if (silent) {
        hold(Status.unavailable(Cause.NETWORK, "Panel " + basics.sip() + " fell silent in a call"));
      }
    }
  }

  /** SIP is gone, and every dialog with it. */
  void gone() {
    replace(null, null);
  }

  @Override
  public void stands(PanelCall call) {
    hold(ready());
  }

  @Override
  public void ended(PanelCall call, End end) {
    boolean failed = !call.incoming() && !call.stands() && end.why() != Why.HUNG_UP;
    drop(call);
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
    UserAgent agent = lines.agent().get().orElseThrow(() -> unreachable("no SIP is configured"));
    List<Contact> contacts = agent.contacts(basics.sip());
    if (contacts.isEmpty()) {
      throw unreachable("is not registered");
    }
    Contact contact = contacts.get(0);
    MediaSession media = open(agent.local(contact), Optional.of(contact.uri()));
    PanelCall call = new PanelCall(media, false, lines.ticks().nanos(), this);
    try {
      replace(call, by);
      call.dialled(agent.invite(contact, basics.info().title(), media.offer(), call));
      return call;
    } catch (VestibuleException e) {
      drop(call);
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

  /** A call that came goes on with the visit of the one that it replaces. */
  private boolean take(PanelCall came) {
    PanelCall before;
    synchronized (lock) {
      if (shut) {
        return false;
      }
      before = current;
      current = came;
      anew = visit != null;
      left = null;
    }
    if (before != null) {
      before.hangUp();
    }
    return true;
  }

  private void replace(PanelCall next, VisitId by) {
    PanelCall before;
    synchronized (lock) {
      before = current;
      current = next;
      visit = by;
      anew = false;
    }
    if (before != null) {
      before.hangUp();
    }
  }

  private void drop(PanelCall call) {
    synchronized (lock) {
      if (current == call) {
        current = null;
        left = call.incoming() ? visit : left;
        visit = null;
      }
    }
  }

  private Duration age(PanelCall call) {
    return Duration.ofNanos(lines.ticks().nanos() - call.sinceNanos());
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
