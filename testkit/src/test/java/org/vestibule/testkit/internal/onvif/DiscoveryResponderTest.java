// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.onvif;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Element;

@Timeout(180)
class DiscoveryResponderTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();
  private static final URI DEVICE = URI.create("http://127.0.0.1:8080/onvif/device_service");
  private static final String PROBE =
      """
      <e:Envelope xmlns:e="http://www.w3.org/2003/05/soap-envelope"
       xmlns:w="http://schemas.xmlsoap.org/ws/2004/08/addressing"
       xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery">
      <e:Header><w:MessageID>urn:uuid:1-2-3</w:MessageID>
      <w:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</w:To>
      <w:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe</w:Action></e:Header>
      <e:Body><d:Probe><d:Types>%s</d:Types></d:Probe></e:Body></e:Envelope>
      """;

  private DiscoveryResponder responder;
  private MulticastSocket seeker;

  @BeforeEach
  void start() throws Exception {
    responder = new DiscoveryResponder(HERE, 0, DEVICE);
    seeker = new MulticastSocket(new InetSocketAddress(HERE, 0));
    seeker.setOption(
        StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByInetAddress(HERE));
    seeker.setSoTimeout(60_000);
  }

  @AfterEach
  void stop() {
    seeker.close();
    responder.close();
  }

  @Test
  void whoLooksByMulticastFindsTheDevice() throws Exception {
    send("dn:NetworkVideoTransmitter", InetAddress.getByName("239.255.255.250"));
    findsTheDevice();
  }

  /** Printers are looked for in the same way; and what is no XML must not end it. */
  @Test
  void onlyWhoLooksForCamerasIsAnswered() throws Exception {
    byte[] noise = "<<<".getBytes(StandardCharsets.UTF_8);
    seeker.send(new DatagramPacket(noise, noise.length, HERE, responder.port()));
    send("x:PrintDeviceType", HERE);
    send("tds:Device", HERE);
    findsTheDevice();
    assertThat(responder.answered()).isEqualTo(1);
  }

  private void send(String types, InetAddress to) throws Exception {
    byte[] probe = PROBE.formatted(types).getBytes(StandardCharsets.UTF_8);
    seeker.send(new DatagramPacket(probe, probe.length, to, responder.port()));
  }

  private void findsTheDevice() throws Exception {
    DatagramPacket packet = new DatagramPacket(new byte[65_507], 65_507);
    seeker.receive(packet);
    Element match = Soap.read(Arrays.copyOf(packet.getData(), packet.getLength()));
    assertThat(Soap.find(match, "RelatesTo")).contains("urn:uuid:1-2-3");
    assertThat(Soap.find(match, "XAddrs")).contains(DEVICE.toString());
    assertThat(Soap.find(match, "EndpointReference")).contains(responder.endpoint());
    assertThat(Soap.find(match, "Types").orElse("")).contains("dn:NetworkVideoTransmitter");
  }
}
