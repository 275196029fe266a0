// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.net.InetAddress;

/**
 * One call, from the INVITE to the BYE. Each verb returns at once, and does nothing where it comes
 * too late. Thread-safe.
 */
public interface SipCall {
  /** Returns its Call-ID. */
  String id();

  /** Returns the phone or panel at the other end, as a user of {@link UserAgent#phones}. */
  String user();

  /** Returns the address of this machine that the other end talks to. */
  InetAddress local();

  /** Tells a caller that it rings (180). */
  void ring();

  /** Lets a caller hear before it is answered (183). */
  void early(String answer);

  /** Answers a caller (200). */
  void accept(String answer);

  /** Refuses a caller, for example with 486 or 603. */
  void reject(int status);

  /** Offers other media in the middle of a call (re-INVITE); its answer is told. */
  void offer(String description);

  /** Ends it: CANCEL, BYE or a refusal, whatever fits. */
  void hangUp();

  /**
   * Ends it because another device answered: the phone is told so (RFC 3326), and shows no missed
   * call. Where it stands already, as {@link #hangUp}.
   */
  default void answeredElsewhere() {
    hangUp();
  }
}
