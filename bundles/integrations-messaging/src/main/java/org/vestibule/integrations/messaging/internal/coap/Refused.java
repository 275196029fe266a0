// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.vestibule.api.VestibuleException;

/** A request that is answered with an error, in words for whoever wrote the client. */
final class Refused extends Exception {
  private static final long serialVersionUID = 1L;

  private final ResponseCode response;
  private final String code;

  /**
   * @param response of CoAP (RFC 7252, section 5.9)
   * @param code stable, kebab-case
   * @param sentence what is wrong and what to do
   */
  Refused(ResponseCode response, String code, String sentence) {
    super(sentence);
    this.response = response;
    this.code = code;
  }

  Refused(ResponseCode response, VestibuleException why) {
    this(response, why.code(), why.getMessage());
  }

  ResponseCode response() {
    return response;
  }

  String code() {
    return code;
  }

  /** Whoever is nobody has to prove who it is; whoever is somebody may not. */
  static Refused notAllowed(Asking asking, String what) {
    return asking.peer().isPresent()
        ? new Refused(ResponseCode.FORBIDDEN, "forbidden", "The roles of this peer do not " + what)
        : new Refused(
            ResponseCode.UNAUTHORIZED, "key-needed", "Come by DTLS with a key that may " + what);
  }

  static Refused missing(String room) {
    return new Refused(
        ResponseCode.SERVICE_UNAVAILABLE, "not-there", "There is no " + room + " now; ask later");
  }

  static Refused unknown(String what) {
    return new Refused(ResponseCode.NOT_FOUND, "unknown-" + what, "There is no such " + what);
  }
}
