// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.time.Duration;
import java.util.concurrent.Future;
import javax.sip.message.Response;

/**
 * Says 200 to an INVITE again and again until the ACK comes (RFC 3261, section 13.3.1.4). Used by
 * the thread of SIP.
 */
final class Repeater {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(4);
  private static final Duration MOST = Duration.ofSeconds(32);

  private final Calls calls;
  private Response response;
  private Runnable unheard;
  private Future<?> next;
  private Duration waited;

  Repeater(Calls calls) {
    this.calls = calls;
  }

  /**
   * Begins, after the response was sent once.
   *
   * @param givesUp is run where no ACK comes in 32 s
   */
  void start(Response sent, Runnable givesUp) {
    response = sent;
    unheard = givesUp;
    waited = Duration.ZERO;
    again(FIRST);
  }

  /** Returns whether an ACK is awaited. */
  boolean waits() {
    return next != null;
  }

  /** The number of the INVITE whose ACK is awaited. */
  long number() {
    return Dialog.number(response);
  }

  /** Says it once more now, where an ACK is awaited. */
  void now() {
    if (waits()) {
      calls.wire().answer((Response) response.clone());
    }
  }

  /** The ACK came, or the call is over. */
  void stop() {
    if (next != null) {
      next.cancel(false);
      next = null;
    }
  }

  private void again(Duration delay) {
    next =
        calls
            .thread()
            .after(
                delay,
                () -> {
                  waited = waited.plus(delay);
                  if (waited.compareTo(MOST) >= 0) {
                    next = null;
                    unheard.run();
                  } else {
                    calls.wire().answer((Response) response.clone());
                    Duration twice = delay.multipliedBy(2);
                    again(twice.compareTo(LONGEST) > 0 ? LONGEST : twice);
                  }
                });
  }
}
