// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Whatever comes in by UDP, and whatever somebody writes as an address, is told apart. */
class SipTextFuzzTest {
  @FuzzTest
  void look(byte[] data) {
    FirstLine first = FirstLine.of(data, data.length);
    String text = new String(data, StandardCharsets.ISO_8859_1);
    if (first == FirstLine.MESSAGE && !text.lines().findFirst().orElse("").contains("SIP/2.0")) {
      throw new IllegalStateException("no SIP");
    }
    Optional<PhoneAddress> address = PhoneAddress.of(text);
    if (address.isPresent() && PhoneAddress.of(address.get().uri()).isEmpty()) {
      throw new IllegalStateException("an address that cannot be read again");
    }
  }
}
