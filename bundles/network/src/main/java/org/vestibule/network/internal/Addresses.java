// SPDX-License-Identifier: Apache-2.0
package org.vestibule.network.internal;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What is known of an address without asking anybody. */
final class Addresses {
  private static final int SITE_BYTES = 8;

  private Addresses() {}

  /** Whether this is an address and no name; no look-up is made. */
  static boolean literal(String text) {
    return text.indexOf(':') >= 0 || text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  }

  /** Returns one spelling for each address, and lower case for names. */
  static String normal(String text) {
    try {
      return literal(text)
          ? InetAddress.getByName(text).getHostAddress()
          : text.toLowerCase(Locale.ROOT);
    } catch (UnknownHostException e) {
      return text;
    }
  }

  /** Whether an address, as the server tells it, is this machine. */
  static boolean loopback(String address) {
    try {
      String bare = address.replaceAll("[\\[\\]]|%.*", "");
      return literal(bare) && InetAddress.getByName(bare).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Returns who is counted as one: an IPv4 address, or an IPv6 network of 64 bits (RFC 4291). */
  static String counted(String address) {
    try {
      String bare = address.replaceAll("[\\[\\]]|%.*", "");
      if (literal(bare) && InetAddress.getByName(bare) instanceof Inet6Address six) {
        return InetAddress.getByAddress(
                Arrays.copyOf(Arrays.copyOf(six.getAddress(), SITE_BYTES), 2 * SITE_BYTES))
            .getHostAddress();
      }
      return bare;
    } catch (UnknownHostException e) {
      return address;
    }
  }

  /** Returns the names that a certificate is for when nobody said any. */
  static List<String> ownNames(InetAddress listensOn) {
    Set<String> names = new LinkedHashSet<>();
    try {
      String host = InetAddress.getLocalHost().getHostName();
      if (host.matches("[A-Za-z0-9.-]+")) {
        names.add(host);
      }
    } catch (UnknownHostException e) {
      // A machine without a name is known by its address only.
    }
    if (!listensOn.isAnyLocalAddress()) {
      names.add(listensOn.getHostAddress());
    }
    names.add("localhost");
    names.add("127.0.0.1");
    return new ArrayList<>(names);
  }
}
