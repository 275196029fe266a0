// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import gov.nist.javax.sip.message.MessageExt;
import java.util.Collections;
import java.util.ListIterator;
import javax.sip.SipException;
import javax.sip.address.Hop;
import javax.sip.address.Router;
import javax.sip.message.Request;

/**
 * Sends each request by the flow that was put to it, and nowhere else: no URI, route or name that
 * another end wrote decides where a request goes, and no name is looked up.
 */
final class FlowRouter implements Router {
  /** Puts a flow to a request. */
  static void by(Request request, Flow flow) {
    ((MessageExt) request).setApplicationData(flow);
  }

  @Override
  public Hop getNextHop(Request request) throws SipException {
    if (((MessageExt) request).getApplicationData() instanceof Flow flow) {
      return flow;
    }
    throw new SipException("a request without a flow");
  }

  @Override
  public Hop getOutboundProxy() {
    return null;
  }

  @Override
  public ListIterator<Hop> getNextHops(Request request) {
    return Collections.emptyListIterator();
  }
}
