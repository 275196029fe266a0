// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.integrations.onvif.sip.internal.media.MediaSession;
import org.vestibule.integrations.onvif.sip.internal.sip.SipCall;
import org.vestibule.integrations.onvif.sip.internal.sip.SipListener;
import org.vestibule.integrations.onvif.sip.internal.sip.SipPhone;
import org.vestibule.integrations.onvif.sip.internal.sip.UserAgent;
import org.vestibule.integrations.onvif.sip.internal.sip.UserAgent.Contact;

/**
 * One device that is rung. It is over once: by its own end, or because the call no longer wants it;
 * what it says after that is answered by hanging up. Thread-safe.
 */
final class Leg implements SipListener {
  private static final Logger LOG = LoggerFactory.getLogger(Leg.class);

  private final SipPhone phone;
  private final UserAgent agent;
  private final MediaSession media;
  private final Owner owner;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicBoolean answered = new AtomicBoolean();
  private volatile SipCall call;
  private volatile IntConsumer info = key -> {};

  /** Whose leg it is. Is told on threads of SIP. */
  interface Owner {
    /** It answered, and its sound is agreed on. */
    void answered(Leg leg);

    /** It is over without the owner's doing. */
    void ended(Leg leg, End end);
  }

  private Leg(SipPhone phone, UserAgent agent, MediaSession media, Owner owner) {
    this.phone = phone;
    this.agent = agent;
    this.media = media;
    this.owner = owner;
  }

  /**
   * Rings a device.
   *
   * @throws VestibuleException what media and SIP say
   */
  static Leg ring(
      SipPhone phone,
      Contact contact,
      MediaSession media,
      UserAgent agent,
      String display,
      Owner to)
      throws VestibuleException {
    Leg leg = new Leg(phone, agent, media, to);
    try {
      SipCall call = agent.invite(contact, display, media.offer(), leg);
      leg.call = call;
      if (leg.over.get()) {
        call.hangUp();
      }
      return leg;
    } catch (VestibuleException | RuntimeException e) {
      leg.over.set(true);
      media.close();
      throw e;
    }
  }

  SipPhone phone() {
    return phone;
  }

  MediaSession media() {
    return media;
  }

  boolean of(UserAgent gone) {
    return agent == gone;
  }

  boolean over() {
    return over.get();
  }

  /** Tells each key that comes by INFO from now on. */
  void onInfo(IntConsumer told) {
    info = told;
  }

  /** Ends it, once. */
  void hangUp() {
    if (over.compareAndSet(false, true)) {
      media.close();
      SipCall held = call;
      if (held != null) {
        held.hangUp();
      }
    }
  }

  /** Ends it, once, because somebody else answered. */
  void answeredElsewhere() {
    if (over.compareAndSet(false, true)) {
      media.close();
      SipCall held = call;
      if (held != null) {
        held.answeredElsewhere();
      }
    }
  }

  @Override
  public void ringing(SipCall from) {
    call = from;
  }

  @Override
  public void early(SipCall from, String answer) {
    call = from;
  }

  @Override
  public void answered(SipCall from, String answer) {
    call = from;
    if (over.get()) {
      from.hangUp();
      return;
    }
    if (!answered.compareAndSet(false, true)) {
      return;
    }
    try {
      media.accept(answer);
      owner.answered(this);
    } catch (VestibuleException e) {
      LOG.info("Phone {} answered with sound that does not fit: {}", phone.user(), e.getMessage());
      if (!over.get()) {
        hangUp();
        owner.ended(this, new End(Why.FAILED, 0));
      }
    }
  }

  @Override
  public void confirmed(SipCall from) {
    call = from;
  }

  @Override
  public String offered(SipCall from, String offer) throws VestibuleException {
    return media.answer(offer);
  }

  @Override
  public void digit(SipCall from, char digit) {
    info.accept(digit);
  }

  @Override
  public void ended(SipCall from, End end) {
    if (over.compareAndSet(false, true)) {
      media.close();
      owner.ended(this, end);
    }
  }
}
