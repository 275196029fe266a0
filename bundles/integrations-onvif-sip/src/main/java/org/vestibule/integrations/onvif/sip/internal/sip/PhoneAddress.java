// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A SIP address as a person configures it, for example {@code sip:200@192.0.2.10:5060}.
 *
 * @param user may be empty
 * @param host a name or an address; IPv6 without brackets
 * @param port 1 to 65535
 * @param transport {@code udp}, {@code tcp} or {@code tls}
 */
record PhoneAddress(String user, String host, int port, String transport) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:sip:)?(?:([A-Za-z0-9._~!$&'+-]{1,64})@)?(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9.-]{1,253})"
              + "(?::([0-9]{1,5}))?(?:;transport=(udp|tcp|tls))?");

  private static final int PORT = 5060;
  private static final int TLS_PORT = 5061;

  /** Reads one; empty where it is none. */
  static Optional<PhoneAddress> of(String text) {
    Matcher read = FORM.matcher(text);
    if (text.length() > 400 || !read.matches()) {
      return Optional.empty();
    }
    String transport = read.group(4) == null ? "udp" : read.group(4);
    int usual = transport.equals("tls") ? TLS_PORT : PORT;
    int port = read.group(3) == null ? usual : Integer.parseInt(read.group(3));
    if (port < 1 || port > 65_535) {
      return Optional.empty();
    }
    String user = read.group(1) == null ? "" : read.group(1);
    String host = read.group(2).replace("[", "").replace("]", "");
    return Optional.of(new PhoneAddress(user, host, port, transport));
  }

  /** Returns it as a URI. */
  String uri() {
    return "sip:" + (user.isEmpty() ? "" : user + "@") + at() + ";transport=" + transport;
  }

  /** Returns host and port. */
  String at() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
