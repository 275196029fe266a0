// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;

/** How far away an address is. */
enum Reach {
  /** This machine: 127.0.0.0/8 and ::1. */
  MACHINE,
  /**
   * A private network: RFC 1918, RFC 6598, RFC 4193; what is no public address though routers of a
   * site may carry it: RFC 2544, and the NAT64 prefix of a site (RFC 8215), behind which an address
   * of it may stand in forms that only its gateway knows.
   */
  BUILDING,
  /** Anything that routers carry. */
  WORLD,
  /**
   * What no name may lead to: link-local addresses (RFC 3927, among them the metadata services of
   * clouds), those of such services elsewhere, multicast, and addresses of nobody (RFC 6890).
   */
  FORBIDDEN;

  /** Where clouds answer with keys at an address that looks like any other. */
  private static final Set<String> METADATA =
      Set.of("168.63.129.16", "100.100.100.200", "192.0.0.192", "fd00:ec2:0:0:0:0:0:254");

  static Reach of(InetAddress address) {
    if (address.isLoopbackAddress()) {
      return MACHINE;
    }
    byte[] bytes = address.getAddress();
    boolean nobody = bytes.length == 4 && (bytes[0] == 0 || (bytes[0] & 0xF0) == 0xF0);
    if (nobody
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isMulticastAddress()
        || METADATA.contains(address.getHostAddress())) {
      return FORBIDDEN;
    }
    byte[] inside = inside(bytes);
    if (inside.length > 0) {
      Reach reach = ofBytes(inside);
      // What a gateway of the network would pass on is judged by where that leads.
      return reach == MACHINE ? FORBIDDEN : reach;
    }
    boolean shared = address instanceof Inet4Address && bytes[0] == 100 && (bytes[1] & 0xC0) == 64;
    boolean unique = address instanceof Inet6Address && (bytes[0] & 0xFE) == 0xFC;
    boolean ofSite =
        address instanceof Inet4Address
            ? startsWith(bytes, 198, 18) || startsWith(bytes, 198, 19)
            : startsWith(bytes, 0, 0x64, 0xFF, 0x9B, 0, 1);
    return address.isSiteLocalAddress() || shared || unique || ofSite ? BUILDING : WORLD;
  }

  /**
   * Returns the IPv4 address that an IPv6 address carries by NAT64 (RFC 6052, section 2.1:
   * 64:ff9b:: with 96 bits), 6to4 (RFC 3056: 2002:) or as IPv4-compatible (RFC 4291, section
   * 2.5.5.1); empty when it carries none.
   */
  private static byte[] inside(byte[] bytes) {
    if (bytes.length != 16) {
      return new byte[0];
    }
    boolean zeros = true;
    for (int i = 4; i < 12; i++) {
      zeros &= bytes[i] == 0;
    }
    boolean nat64 = zeros && startsWith(bytes, 0, 0x64, 0xFF, 0x9B);
    boolean compatible = zeros && startsWith(bytes, 0, 0, 0, 0);
    if (startsWith(bytes, 0x20, 0x02)) {
      return Arrays.copyOfRange(bytes, 2, 6);
    }
    return nat64 || compatible ? Arrays.copyOfRange(bytes, 12, 16) : new byte[0];
  }

  private static boolean startsWith(byte[] bytes, int... begin) {
    for (int i = 0; i < begin.length; i++) {
      if ((bytes[i] & 0xFF) != begin[i]) {
        return false;
      }
    }
    return true;
  }

  private static Reach ofBytes(byte[] ipv4) {
    try {
      return of(InetAddress.getByAddress(ipv4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  /** Returns whether a host is written as this machine: no look-up decides that. */
  static boolean namesThisMachine(String host) {
    return host.equalsIgnoreCase("localhost")
        || host.matches("127(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})){3}")
        || host.matches("\\[?(::1|0:0:0:0:0:0:0:1)\\]?");
  }
}
