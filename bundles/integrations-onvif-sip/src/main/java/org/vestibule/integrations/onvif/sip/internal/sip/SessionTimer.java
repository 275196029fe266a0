// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import gov.nist.javax.sip.header.extensions.SessionExpiresHeader;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.Future;
import javax.sip.header.SupportedHeader;
import javax.sip.message.Request;
import javax.sip.message.Response;

/**
 * Ends a call whose other end promised to refresh it and does not (RFC 4028, as the called end).
 * Used by the thread of SIP.
 */
final class SessionTimer {
  /** The shortest interval, in seconds. */
  static final int SHORTEST = 90;

  private static final String NAME = "Session-Expires";
  private static final int EARLY = 32;

  private final Call call;
  private Future<?> end;

  SessionTimer(Call call) {
    this.call = call;
  }

  /** Returns whether a request asks for less than is sensible. */
  boolean tooShort(Request request) {
    int asked = asked(request);
    return asked > 0 && asked < SHORTEST;
  }

  /** Agrees to what a request asks for: the other end refreshes. */
  void agree(Request request, Response answer) {
    int seconds = asked(request);
    if (seconds > 0 && supported(request)) {
      call.messages().add(answer, NAME, seconds + ";refresher=uac");
      call.messages().add(answer, "Require", "timer");
      close();
      Duration until = Duration.ofSeconds(seconds - Math.min(EARLY, seconds / 3));
      end = call.calls().thread().after(until, this::missed);
    }
  }

  void close() {
    if (end != null) {
      end.cancel(false);
      end = null;
    }
  }

  private void missed() {
    if (!call.over()) {
      call.bye();
      call.end(SipListener.Why.FAILED, 408);
    }
  }

  private static int asked(Request request) {
    return request.getHeader(NAME) instanceof SessionExpiresHeader header ? header.getExpires() : 0;
  }

  private static boolean supported(Request request) {
    Iterator<?> each = request.getHeaders(SupportedHeader.NAME);
    while (each.hasNext()) {
      if ("timer".equalsIgnoreCase(((SupportedHeader) each.next()).getOptionTag())) {
        return true;
      }
    }
    return false;
  }
}
