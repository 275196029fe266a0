// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.sdp;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Where this end takes media.
 *
 * @param port of RTP
 * @param controlPort of RTCP, unless both go through one
 */
public record Local(InetAddress address, int port, int controlPort) {
  /** Returns type and address as {@code c=} and {@code o=} have them. */
  String line() {
    String host = address.getHostAddress();
    int scope = host.indexOf('%');
    return address instanceof Inet6Address
        ? "IN IP6 " + (scope < 0 ? host : host.substring(0, scope))
        : "IN IP4 " + host;
  }
}
