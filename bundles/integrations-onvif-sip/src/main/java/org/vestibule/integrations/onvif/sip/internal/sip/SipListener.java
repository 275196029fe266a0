// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import org.vestibule.api.VestibuleException;

/**
 * Is told what becomes of one call, in order, one at a time, on a thread of SIP. Returns at once.
 */
public interface SipListener {
  /** The other phone rings (180). */
  void ringing(SipCall call);

  /** It sends sound before it answers (183 with a description). */
  void early(SipCall call, String answer);

  /** It answered (200), with its description. */
  void answered(SipCall call, String answer);

  /** A caller acknowledged our answer: the call stands. */
  void confirmed(SipCall call);

  /**
   * The other end offers other media in the middle of the call.
   *
   * @return our answer
   * @throws VestibuleException what cannot be answered is refused with 488
   */
  String offered(SipCall call, String offer) throws VestibuleException;

  /** A key by INFO (application/dtmf-relay or application/dtmf), for phones without RFC 4733. */
  void digit(SipCall call, char digit);

  /** It is over. Told exactly once. */
  void ended(SipCall call, End end);

  /**
   * How a call ended.
   *
   * @param why which of the usual ways
   * @param status the SIP status, or 0
   */
  record End(Why why, int status) {}

  /** The usual ways. */
  enum Why {
    HUNG_UP,
    BUSY,
    DECLINED,
    CANCELLED,
    /** Answered on another device: nothing went wrong. */
    ELSEWHERE,
    UNREACHABLE,
    NO_ANSWER,
    FAILED
  }
}
