// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.util.List;
import java.util.Optional;

/**
 * A phone with what only this package knows of it.
 *
 * @param phone what the house knows
 * @param secret what its password is checked with; empty where it cannot log in here
 * @param algorithms that it is challenged with, in this order; one that knows only MD5 gives up
 *     where it sees another
 * @param address where a phone is that does not register
 */
record PhoneEntry(
    SipPhone phone,
    Optional<PhoneSecret> secret,
    List<String> algorithms,
    Optional<PhoneAddress> address) {
  PhoneEntry {
    algorithms = List.copyOf(algorithms);
  }

  String user() {
    return phone.user();
  }
}
