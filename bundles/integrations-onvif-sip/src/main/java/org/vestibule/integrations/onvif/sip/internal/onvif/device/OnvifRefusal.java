// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import java.util.List;
import org.vestibule.integrations.onvif.sip.internal.soap.SoapFault;

/** A request that is not answered as it was asked. */
final class OnvifRefusal extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final boolean stale;
  private final transient SoapFault fault;

  private OnvifRefusal(int status, SoapFault fault) {
    this(status, false, fault);
  }

  private OnvifRefusal(int status, boolean stale, SoapFault fault) {
    super(fault.reason());
    this.status = status;
    this.stale = stale;
    this.fault = fault;
  }

  /** The login is wrong (ONVIF Core, section 5.9.1: by a token that is 400). */
  static OnvifRefusal wrongLogin() {
    return new OnvifRefusal(400, SoapFault.notAuthorized("Sender not authorized"));
  }

  /** There is no login; HTTP Digest is asked for. */
  static OnvifRefusal noLogin() {
    return new OnvifRefusal(401, SoapFault.notAuthorized("Log in first"));
  }

  /** The login was right, but for a challenge that is over. */
  static OnvifRefusal staleLogin() {
    return new OnvifRefusal(401, true, SoapFault.notAuthorized("Log in again"));
  }

  /** There were too many wrong ones; this one was not looked at. */
  static OnvifRefusal tooManyLogins() {
    return new OnvifRefusal(429, SoapFault.notAuthorized("Too many wrong logins; wait a minute"));
  }

  /** Who asks named something that is not there. */
  static OnvifRefusal unknown(String subcode, String reason) {
    return new OnvifRefusal(400, new SoapFault(true, List.of("InvalidArgVal", subcode), reason));
  }

  /** This house cannot do that. */
  static OnvifRefusal unsupported(String reason) {
    return new OnvifRefusal(500, new SoapFault(false, List.of("ActionNotSupported"), reason));
  }

  /** There is no room for more. */
  static OnvifRefusal full(String reason) {
    return new OnvifRefusal(500, new SoapFault(false, List.of("OutofMemory"), reason));
  }

  /** What came is no request. */
  static OnvifRefusal malformed(String reason) {
    return new OnvifRefusal(400, new SoapFault(true, List.of("WellFormed"), reason));
  }

  int status() {
    return status;
  }

  /** Returns whether the same password is right for another challenge. */
  boolean stale() {
    return stale;
  }

  byte[] body() {
    return fault.write();
  }
}
