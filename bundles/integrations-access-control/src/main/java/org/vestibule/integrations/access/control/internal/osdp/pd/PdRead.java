// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.vestibule.integrations.access.control.internal.osdp.CardRead;
import org.vestibule.integrations.access.control.internal.osdp.KeypadDigits;
import org.vestibule.integrations.access.control.internal.osdp.ReplyCode;

/**
 * A card or keys that wait for the panel's next poll. It is put on the line at most once, and not
 * after its time: what it stands for, somebody at the door, is no longer true then. Thread-safe.
 */
public final class PdRead {
  /** The oldest that may be sent, in nanoseconds. */
  public static final long LONGEST_LIFE = TimeUnit.SECONDS.toNanos(2);

  private enum State {
    WAITING,
    /** In a reply that is ready and was not sent yet. */
    TAKEN,
    SENT,
    WITHDRAWN
  }

  private final int code;
  private final byte[] data;
  private final long expires;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private final CountDownLatch sent = new CountDownLatch(1);

  private PdRead(int code, byte[] data, long expires) {
    this.code = code;
    this.data = data;
    this.expires = expires;
  }

  /** Returns a card that may be sent until {@code expires}, at the latest 2 s after {@code now}. */
  public static PdRead card(CardRead card, long now, long expires) {
    return new PdRead(ReplyCode.RAW, card.encode(), now + Math.min(expires - now, LONGEST_LIFE));
  }

  /** Returns keys that may be sent for 2 s. */
  public static PdRead keys(KeypadDigits keys, long now) {
    return new PdRead(ReplyCode.KEYPAD, keys.encode(), now + LONGEST_LIFE);
  }

  /** Takes it back; returns false when it was put on the line. */
  public boolean withdraw() {
    return state.compareAndSet(State.WAITING, State.WITHDRAWN)
        || state.compareAndSet(State.TAKEN, State.WITHDRAWN)
        || state.get() == State.WITHDRAWN;
  }

  /** Returns whether it was put on the line. */
  public boolean sent() {
    return state.get() == State.SENT;
  }

  /** Waits until it was put on the line, at most for so long; returns whether it was. */
  public boolean awaitSent(long nanos) throws InterruptedException {
    return sent.await(nanos, TimeUnit.NANOSECONDS);
  }

  int code() {
    return code;
  }

  byte[] data() {
    return data;
  }

  boolean stale(long now) {
    return now - expires >= 0 || state.get() == State.WITHDRAWN;
  }

  boolean take() {
    return state.compareAndSet(State.WAITING, State.TAKEN);
  }

  /** Notes that it is put on the line now; returns false when it was withdrawn before. */
  boolean send() {
    if (state.compareAndSet(State.TAKEN, State.SENT)) {
      sent.countDown();
    }
    return state.get() == State.SENT;
  }

  @Override
  public String toString() {
    return "PdRead[" + state.get() + ", ***]";
  }
}
