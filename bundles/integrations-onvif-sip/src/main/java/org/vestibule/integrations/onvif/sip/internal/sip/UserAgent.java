// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import org.vestibule.api.VestibuleException;

/** This house as a SIP user agent. Offered as a service while SIP is configured. Thread-safe. */
public interface UserAgent {
  /** Returns the phones and panels that may register or call here, by user. */
  Map<String, SipPhone> phones();

  /**
   * Returns where a phone can be reached now: one contact for each device that registered, or the
   * phone's configured address.
   */
  List<Contact> contacts(String user);

  /**
   * Returns the address of this machine that a contact reaches: the one for a session description.
   */
  InetAddress local(Contact contact);

  /**
   * Invites one contact; forking is calling this for several.
   *
   * @param display who calls, for the phone's display, for example {@code "Front door"}
   * @param offer the session description
   * @return at once; what becomes of it is told to the listener
   * @throws VestibuleException {@code phone-unreachable}, {@code sip-overloaded}, {@code egress-*}
   */
  SipCall invite(Contact contact, String display, String offer, SipListener listener)
      throws VestibuleException;

  /**
   * Whom to ask about calls that come in; one at a time, without one they are refused with 480.
   *
   * @return what ends it
   */
  AutoCloseable incoming(IncomingCalls calls);

  /**
   * Where a phone is.
   *
   * @param user whose
   * @param uri the SIP address
   */
  record Contact(String user, String uri) {}

  /** Is asked about a call that comes in. Returns at once. */
  interface IncomingCalls {
    /**
     * A phone or panel that has proven who it is calls.
     *
     * @param call not answered yet
     * @param dialled the user part of the address that was called
     * @param offer its session description; empty where it wants ours
     * @return who is told of this call from now on
     */
    SipListener incoming(SipCall call, String dialled, String offer);
  }
}
