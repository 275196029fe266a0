// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody stands before a panel to lift a receiver, and somebody does before a phone. */
class AutoAnswerTest {
  @TempDir Path folder;

  @Test
  void aPanelIsAskedToAnswerByItselfAndAPhoneIsNot() throws Exception {
    try (SipHouse house = new SipHouse(folder).open();
        DatagramSocket device = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      device.setSoTimeout(60_000);
      String at = "@127.0.0.1:" + device.getLocalPort();
      house.phone("front", "station", "front", "address", "sip:front" + at);
      house.phone("flat4", "address", "sip:flat4" + at);
      assertThat(invited(house, device, "front"))
          .contains("\r\nCall-Info: <sip:house>;answer-after=0\r\n")
          .contains("\r\nAlert-Info: <sip:house>;info=alert-autoanswer\r\n");
      assertThat(invited(house, device, "flat4"))
          .doesNotContain("Call-Info")
          .doesNotContain("Alert-Info");
    }
  }

  private static String invited(SipHouse house, DatagramSocket device, String user)
      throws Exception {
    house.agent().invite(house.contact(user), "Front door", SipHouse.OFFER, new Told());
    while (true) {
      DatagramPacket packet = new DatagramPacket(new byte[4096], 4096);
      device.receive(packet);
      String text = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
      if (text.startsWith("INVITE sip:" + user)) {
        return text;
      }
    }
  }
}
