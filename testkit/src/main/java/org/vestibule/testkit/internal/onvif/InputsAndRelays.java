// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.onvif;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The digital inputs and the relay (Core Specification, 8.6; DeviceIO Specification). Both services
 * answer. The relay is bistable: it stays as it is set. Thread-safe.
 */
final class InputsAndRelays {
  /** The one relay. */
  static final String RELAY = "relay_0";

  private final EventDesk events;
  private final List<String> inputs;
  private final List<String> done = new CopyOnWriteArrayList<>();
  private final Map<String, String> relays = new ConcurrentHashMap<>(Map.of(RELAY, "inactive"));

  /**
   * @param inputs their tokens
   */
  InputsAndRelays(EventDesk events, List<String> inputs) {
    this.events = events;
    this.inputs = inputs;
    inputs.forEach(token -> events.state(Topic.input(token), "false"));
    events.state(Topic.relay(RELAY), "inactive");
  }

  /** Returns each order that a relay got, for example {@code relay_0 active}. */
  List<String> done() {
    return List.copyOf(done);
  }

  boolean active(String relay) {
    return "active".equals(relays.get(relay));
  }

  void input(String token, boolean on) {
    if (!inputs.contains(token)) {
      throw new IllegalArgumentException("input " + token + "; there are " + inputs);
    }
    events.state(Topic.input(token), Boolean.toString(on));
  }

  String answer(SoapRequest request) throws SoapFault {
    return switch (request.operation()) {
      case "GetRelayOutputs" -> outputs();
      case "SetRelayOutputState" -> set(request);
      case "GetDigitalInputs" -> inputs();
      case "GetServiceCapabilities" ->
          "<tmd:GetServiceCapabilitiesResponse><tmd:Capabilities VideoSources=\"1\""
              + " RelayOutputs=\"1\" DigitalInputs=\""
              + inputs.size()
              + "\"/></tmd:GetServiceCapabilitiesResponse>";
      default -> throw SoapFault.unsupported(request.operation());
    };
  }

  /** In the namespace of the device's service, whichever service was asked: as real ones do. */
  private static String outputs() {
    return """
        <tds:GetRelayOutputsResponse><tds:RelayOutputs token="%s"><tt:Properties>\
        <tt:Mode>Bistable</tt:Mode><tt:DelayTime>PT0S</tt:DelayTime><tt:IdleState>open\
        </tt:IdleState></tt:Properties></tds:RelayOutputs></tds:GetRelayOutputsResponse>"""
        .formatted(RELAY);
  }

  private String set(SoapRequest request) throws SoapFault {
    String relay = request.text("RelayOutputToken");
    String state = request.text("LogicalState");
    if (!relays.containsKey(relay)) {
      throw SoapFault.unknown("relay");
    }
    if (!state.equals("active") && !state.equals("inactive")) {
      throw SoapFault.unknown("state");
    }
    relays.put(relay, state);
    done.add(relay + " " + state);
    events.state(Topic.relay(relay), state);
    return "<tds:SetRelayOutputStateResponse/>";
  }

  private String inputs() {
    StringBuilder all = new StringBuilder("<tmd:GetDigitalInputsResponse>");
    inputs.forEach(
        token ->
            all.append("<tmd:DigitalInputs token=\"%s\" IdleState=\"open\"/>".formatted(token)));
    return all.append("</tmd:GetDigitalInputsResponse>").toString();
  }
}
