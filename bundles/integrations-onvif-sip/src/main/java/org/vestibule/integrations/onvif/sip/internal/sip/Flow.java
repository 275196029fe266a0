// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import javax.sip.address.Hop;

/**
 * The way to another end: the transport, and the address and port at which it really is, whatever
 * its messages say. Everything that is sent goes by one.
 *
 * @param transport {@code udp}, {@code tcp} or {@code tls}
 * @param peer resolved
 */
record Flow(String transport, InetSocketAddress peer) implements Hop {
  Flow {
    if (peer.isUnresolved()) {
      throw new IllegalArgumentException("the address of a flow is resolved");
    }
  }

  InetAddress address() {
    return peer.getAddress();
  }

  @Override
  public String getHost() {
    String host = peer.getAddress().getHostAddress();
    return host.indexOf(':') < 0 ? host : "[" + host + "]";
  }

  @Override
  public int getPort() {
    return peer.getPort();
  }

  @Override
  public String getTransport() {
    return transport;
  }

  @Override
  public String toString() {
    return getHost() + ":" + getPort() + "/" + transport;
  }
}
