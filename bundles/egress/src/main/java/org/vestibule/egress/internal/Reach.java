// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/** How far away an address is. */
enum Reach {
  /** This machine: 127.0.0.0/8 and ::1. */
  MACHINE,
  /** A private network: RFC 1918, RFC 6598, RFC 4193. */
  BUILDING,
  /** Anything that routers carry. */
  WORLD,
  /**
   * What no name may lead to: link-local addresses (RFC 3927, among them the metadata services of
   * clouds), multicast and the address of nobody.
   */
  FORBIDDEN;

  static Reach of(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return MACHINE;
    }
    if (address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isMulticastAddress()) {
      return FORBIDDEN;
    }
    byte[] bytes = address.getAddress();
    boolean shared = address instanceof Inet4Address && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
    boolean unique = address instanceof Inet6Address && (bytes[0] & 0xFE) == 0xFC;
    return address.isSiteLocalAddress() || shared || unique ? BUILDING : WORLD;
  }

  /** Returns whether a host is written as this machine: no look-up decides that. */
  static boolean namesThisMachine(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.matches("127(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})){3}")
        || host.matches("\\[?(::1|0:0:0:0:0:0:0:1)\\]?");
  }
}
