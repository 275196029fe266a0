// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station.sip;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.integrations.onvif.sip.internal.call.KeyPresses.Way;
import org.vestibule.integrations.onvif.sip.internal.media.MediaSession;
import org.vestibule.integrations.onvif.sip.internal.sip.SipCall;
import org.vestibule.integrations.onvif.sip.internal.sip.SipListener;

/** One dialog with a panel, whoever began it. It is over once. Thread-safe. */
final class PanelCall implements SipListener {
  private static final Logger LOG = LoggerFactory.getLogger(PanelCall.class);

  private final MediaSession media;
  private final boolean incoming;
  private final long sinceNanos;
  private final Owner owner;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicBoolean picked = new AtomicBoolean();
  private volatile SipCall call;
  private volatile String answer = "";
  private volatile boolean stands;

  /** Whose dialog it is. */
  interface Owner {
    /** The panel answered, or took our answer. */
    void stands(PanelCall call);

    /** It is over without the owner's doing. */
    void ended(PanelCall call, End end);

    /** A key was pressed. */
    void key(int key, Way way);
  }

  PanelCall(MediaSession media, boolean incoming, long sinceNanos, Owner owner) {
    this.media = media;
    this.incoming = incoming;
    this.sinceNanos = sinceNanos;
    this.owner = owner;
    media.onDigit(key -> owner.key(key, Way.EVENT));
  }

  MediaSession media() {
    return media;
  }

  boolean incoming() {
    return incoming;
  }

  long sinceNanos() {
    return sinceNanos;
  }

  boolean over() {
    return over.get();
  }

  /** Returns whether both ends agreed to talk. */
  boolean stands() {
    return stands;
  }

  /** We called: this is the dialog. */
  void dialled(SipCall placed) {
    call = placed;
    if (over.get()) {
      placed.hangUp();
    }
  }

  /**
   * A panel calls; nothing is told to it yet.
   *
   * @param description what is answered when it is picked up
   */
  void came(SipCall from, String description) {
    call = from;
    answer = description;
  }

  /** Lets the panel be heard while it rings. */
  void early() {
    call.early(answer);
  }

  /** Tells the panel that it rings. */
  void ring() {
    call.ring();
  }

  /** Answers the panel's call, once; does nothing where we called. */
  void pickUp() {
    if (incoming && !over.get() && picked.compareAndSet(false, true)) {
      call.accept(answer);
    }
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

  @Override
  public void ringing(SipCall from) {
    call = from;
  }

  @Override
  public void early(SipCall from, String description) {
    call = from;
  }

  @Override
  public void answered(SipCall from, String description) {
    call = from;
    if (over.get()) {
      from.hangUp();
      return;
    }
    try {
      media.accept(description);
      stands = true;
      owner.stands(this);
    } catch (VestibuleException e) {
      LOG.info("A panel answered with sound that does not fit: {}", e.getMessage());
      if (!over.get()) {
        hangUp();
        owner.ended(this, new End(Why.FAILED, 0));
      }
    }
  }

  @Override
  public void confirmed(SipCall from) {
    stands = true;
    owner.stands(this);
  }

  @Override
  public String offered(SipCall from, String offer) throws VestibuleException {
    return media.answer(offer);
  }

  @Override
  public void digit(SipCall from, char digit) {
    owner.key(digit, Way.INFO);
  }

  @Override
  public void ended(SipCall from, End end) {
    if (over.compareAndSet(false, true)) {
      media.close();
      owner.ended(this, end);
    }
  }
}
