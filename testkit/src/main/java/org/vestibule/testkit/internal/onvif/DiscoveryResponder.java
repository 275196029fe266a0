// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.onvif;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.w3c.dom.Element;

/**
 * Answers who looks for cameras in the network (WS-Discovery of 2005/04 with WS-Addressing of
 * 2004/08, as ONVIF's Core Specification, 7, asks for): by multicast at 239.255.255.250, and by a
 * datagram to its port. Thread-safe.
 */
public final class DiscoveryResponder implements AutoCloseable {
  /** Where everybody looks. */
  public static final int PORT = 3702;

  private static final String GROUP = "239.255.255.250";
  private static final String PROBE = "http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe";
  private static final int MOST_BYTES = 65_507;

  private final UUID endpoint = UUID.randomUUID();
  private final AtomicInteger answered = new AtomicInteger();
  private final MulticastSocket socket;
  private final URI device;

  /**
   * Begins to answer.
   *
   * @param on the address of the interface
   * @param port {@link #PORT}, or another one for tests; 0 for any that is free
   * @param device the address of the device's service
   */
  public DiscoveryResponder(InetAddress on, int port, URI device) throws IOException {
    this.device = device;
    socket = new MulticastSocket(null);
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(port));
    InetSocketAddress group = new InetSocketAddress(InetAddress.getByName(GROUP), 0);
    socket.joinGroup(group, NetworkInterface.getByInetAddress(on));
    Thread thread = new Thread(this::answer, "simulated-onvif-discovery");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns its port. */
  public int port() {
    return socket.getLocalPort();
  }

  /** Returns the address of the endpoint, by which a device is told from another one. */
  public String endpoint() {
    return "urn:uuid:" + endpoint;
  }

  /** Returns how many probes it answered. */
  public int answered() {
    return answered.get();
  }

  private void answer() {
    byte[] buffer = new byte[MOST_BYTES];
    while (!socket.isClosed()) {
      DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
      try {
        socket.receive(packet);
        probe(packet);
      } catch (SocketException e) {
        // Closed, or nobody is there any more to get the answer before this one.
      } catch (IOException e) {
        // Not every datagram at this port is a probe.
      }
    }
  }

  private void probe(DatagramPacket packet) throws IOException {
    Element envelope = Soap.read(Arrays.copyOf(packet.getData(), packet.getLength()));
    if (!Soap.find(envelope, "Action").orElse("").equals(PROBE) || !forCameras(envelope)) {
      return;
    }
    byte[] match =
        match(Soap.find(envelope, "MessageID").orElse("")).getBytes(StandardCharsets.UTF_8);
    answered.incrementAndGet();
    socket.send(new DatagramPacket(match, match.length, packet.getSocketAddress()));
  }

  private static boolean forCameras(Element envelope) {
    String types = Soap.find(envelope, "Types").orElse("");
    return types.isEmpty() || types.matches("(?s).*\\b(NetworkVideoTransmitter|Device)\\b.*");
  }

  private String match(String question) {
    return """
        <?xml version="1.0" encoding="UTF-8"?>
        <SOAP-ENV:Envelope xmlns:SOAP-ENV="http://www.w3.org/2003/05/soap-envelope"
         xmlns:wsa="http://schemas.xmlsoap.org/ws/2004/08/addressing"
         xmlns:d="http://schemas.xmlsoap.org/ws/2005/04/discovery"
         xmlns:dn="http://www.onvif.org/ver10/network/wsdl"
         xmlns:tds="http://www.onvif.org/ver10/device/wsdl">
        <SOAP-ENV:Header><wsa:MessageID>urn:uuid:%s</wsa:MessageID>\
        <wsa:RelatesTo>%s</wsa:RelatesTo>\
        <wsa:To>http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</wsa:To>\
        <wsa:Action>http://schemas.xmlsoap.org/ws/2005/04/discovery/ProbeMatches</wsa:Action>\
        </SOAP-ENV:Header><SOAP-ENV:Body><d:ProbeMatches><d:ProbeMatch>\
        <wsa:EndpointReference><wsa:Address>%s</wsa:Address></wsa:EndpointReference>\
        <d:Types>dn:NetworkVideoTransmitter tds:Device</d:Types><d:Scopes>%s</d:Scopes>\
        <d:XAddrs>%s</d:XAddrs><d:MetadataVersion>1</d:MetadataVersion>\
        </d:ProbeMatch></d:ProbeMatches></SOAP-ENV:Body></SOAP-ENV:Envelope>
        """
        .formatted(
            UUID.randomUUID(),
            Soap.text(question),
            endpoint(),
            String.join(" ", DeviceDesk.SCOPES),
            device);
  }

  @Override
  public void close() {
    socket.close();
  }
}
