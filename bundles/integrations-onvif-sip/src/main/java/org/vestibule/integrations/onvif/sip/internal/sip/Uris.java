// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import javax.sip.address.SipURI;
import javax.sip.address.URI;

/** What is asked of addresses. */
final class Uris {
  private Uris() {}

  /** Returns the user part, or nothing. */
  static String user(URI uri) {
    return uri instanceof SipURI sip && sip.getUser() != null ? sip.getUser() : "";
  }

  /** Returns the same address, as the machine where its phone really is. */
  static SipURI at(SipURI uri, Flow flow) {
    SipURI here = (SipURI) uri.clone();
    try {
      here.setHost(flow.getHost());
      here.setPort(flow.getPort());
      here.setTransportParam(flow.transport());
    } catch (java.text.ParseException e) {
      throw new IllegalStateException("an address of a socket can be written", e);
    }
    return here;
  }
}
