// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.VestibuleException;

/** Notes what is told of a call. */
class Told implements SipListener, UserAgent.IncomingCalls {
  final List<String> all = new ArrayList<>();
  volatile SipCall call;
  volatile String answer;
  volatile String offer;
  volatile End end;
  volatile boolean refuses;

  @Override
  public void ringing(SipCall it) {
    note("ringing");
  }

  @Override
  public void early(SipCall it, String description) {
    answer = description;
    note("early");
  }

  @Override
  public void answered(SipCall it, String description) {
    answer = description;
    note("answered");
  }

  @Override
  public void confirmed(SipCall it) {
    note("confirmed");
  }

  @Override
  public String offered(SipCall it, String description) throws VestibuleException {
    offer = description;
    note("offered");
    if (refuses) {
      throw new VestibuleException("media-incompatible", "sdp", "x", "y", "z");
    }
    return SipHouse.OFFER;
  }

  @Override
  public void digit(SipCall it, char digit) {
    note("digit " + digit);
  }

  @Override
  public void ended(SipCall it, End how) {
    end = how;
    note("ended " + how.why() + " " + how.status());
  }

  @Override
  public SipListener incoming(SipCall it, String dialled, String description) {
    call = it;
    offer = description;
    note("incoming " + it.user() + " " + dialled);
    return this;
  }

  /** Waits until something was told. */
  synchronized void await(String what) throws InterruptedException {
    long end = System.nanoTime() + SipHouse.SOON.toNanos();
    while (all.stream().noneMatch(each -> each.startsWith(what))) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("was not told '" + what + "', but " + all);
      }
      wait(left);
    }
  }

  /** Returns how often something was told. */
  synchronized long count(String what) {
    return all.stream().filter(each -> each.startsWith(what)).count();
  }

  private synchronized void note(String what) {
    all.add(what);
    notifyAll();
  }
}
