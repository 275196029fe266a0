// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.integrations.onvif.sip.internal.soap.Xml;
import org.vestibule.integrations.onvif.sip.internal.soap.XmlNode;

/**
 * What is wired to a device: relays and inputs.
 *
 * @param inputs their tokens
 * @param relayService where the relays are switched; empty: it has none
 */
record Wiring(List<Relay> relays, List<String> inputs, Optional<URI> relayService) {
  private static final int MOST = 64;
  private static final int MOST_TOKEN = 128;

  /** Copies. */
  Wiring {
    relays = List.copyOf(relays);
    inputs = List.copyOf(inputs);
  }

  /**
   * A relay.
   *
   * @param monostable whether it falls back by itself
   * @param delay after which it does, as the device writes it, for example {@code PT5S}
   */
  record Relay(String token, boolean monostable, String delay, String idle) {}

  /**
   * Asks the device service and DeviceIO: devices offer their relays at one, the other or both.
   *
   * @throws VestibuleException as {@link OnvifClient#ask}, but not for a refusal
   */
  static Wiring read(OnvifClient client, Services services)
      throws VestibuleException, InterruptedException {
    Optional<URI> io = services.find("tmd");
    // The DeviceIO service takes the elements of the device service here (its WSDL imports them).
    List<XmlNode> found = ask(client, io, "tds:GetRelayOutputs", "RelayOutputs");
    Optional<URI> where = io;
    if (found.isEmpty()) {
      where = services.find("tds");
      found = ask(client, where, "tds:GetRelayOutputs", "RelayOutputs");
    }
    List<Relay> relays = found.stream().map(Wiring::relay).toList();
    List<String> inputs =
        ask(client, io, "tmd:GetDigitalInputs", "DigitalInputs").stream()
            .map(Wiring::token)
            .toList();
    return new Wiring(relays, inputs, relays.isEmpty() ? Optional.empty() : where);
  }

  /** Finds a relay. */
  Optional<Relay> relay(String token) {
    return relays.stream().filter(one -> one.token().equals(token)).findFirst();
  }

  private static List<XmlNode> ask(
      OnvifClient client, Optional<URI> service, String operation, String each)
      throws VestibuleException, InterruptedException {
    if (service.isEmpty()) {
      return List.of();
    }
    try {
      return client.ask(service.get(), Xml.of(operation)).all(each).stream()
          .filter(one -> !token(one).isEmpty())
          .limit(MOST)
          .toList();
    } catch (VestibuleException e) {
      if (Connection.REFUSALS.contains(e.code())) {
        return List.of();
      }
      throw e;
    }
  }

  private static Relay relay(XmlNode node) {
    return new Relay(
        token(node),
        node.textAt("Properties", "Mode").equals("Monostable"),
        node.textAt("Properties", "DelayTime"),
        node.textAt("Properties", "IdleState"));
  }

  private static String token(XmlNode node) {
    String token = node.attributes().getOrDefault("token", "");
    return token.length() <= MOST_TOKEN ? token : "";
  }
}
