// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.integrations.onvif.sip.internal.soap.Prefixes;
import org.vestibule.integrations.onvif.sip.internal.soap.Xml;
import org.vestibule.integrations.onvif.sip.internal.soap.XmlNode;

/**
 * Where a device's services are (ONVIF Core, GetServices, or GetCapabilities of older devices).
 * Immutable.
 *
 * @param byPrefix by the prefix of the service's namespace, for example {@code trt}
 * @param addresses takes what further addresses the device answers
 */
record Services(Map<String, URI> byPrefix, Addresses addresses) {
  private static final Map<String, String> CAPABILITIES =
      Map.of("Device", "tds", "Media", "trt", "Events", "tev", "DeviceIO", "tmd");
  private static final Set<String> KNOWN = Set.of("tds", "trt", "tr2", "tev", "tmd");

  /** Copies. */
  Services {
    byPrefix = Map.copyOf(byPrefix);
  }

  /**
   * Asks for them.
   *
   * @throws VestibuleException as {@link OnvifClient#ask}
   */
  static Services read(OnvifClient client) throws VestibuleException, InterruptedException {
    Map<String, String> said = new HashMap<>();
    try {
      Xml ask = Xml.of("tds:GetServices", Xml.text("tds:IncludeCapability", "false"));
      for (XmlNode each : client.ask(client.target().service(), ask).all("Service")) {
        prefix(each.textAt("Namespace"))
            .ifPresent(prefix -> said.putIfAbsent(prefix, each.textAt("XAddr")));
      }
    } catch (VestibuleException e) {
      if (!Connection.REFUSALS.contains(e.code())) {
        throw e;
      }
    }
    if (said.isEmpty()) {
      capabilities(client, said);
    }
    return of(client.target(), said);
  }

  /** Returns where a service is, if the device has it. */
  Optional<URI> find(String prefix) {
    return Optional.ofNullable(byPrefix.get(prefix));
  }

  private static void capabilities(OnvifClient client, Map<String, String> said)
      throws VestibuleException, InterruptedException {
    Xml ask = Xml.of("tds:GetCapabilities", Xml.text("tds:Category", "All"));
    Optional<XmlNode> all = client.ask(client.target().service(), ask).child("Capabilities");
    CAPABILITIES.forEach(
        (name, prefix) ->
            all.flatMap(a -> a.child(name).or(() -> a.path("Extension", name)))
                .map(one -> one.textAt("XAddr"))
                .filter(address -> !address.isEmpty())
                .ifPresent(address -> said.put(prefix, address)));
  }

  private static Services of(OnvifTarget target, Map<String, String> said)
      throws VestibuleException {
    Addresses addresses = new Addresses(target, Optional.ofNullable(said.get("tds")));
    Map<String, URI> byPrefix = new HashMap<>();
    for (Map.Entry<String, String> each : said.entrySet()) {
      byPrefix.put(each.getKey(), addresses.service(each.getValue()));
    }
    // It is asked where it was found, whatever it calls itself.
    byPrefix.put("tds", target.service());
    return new Services(byPrefix, addresses);
  }

  private static Optional<String> prefix(String namespace) {
    return KNOWN.stream().filter(p -> Prefixes.NAMESPACES.get(p).equals(namespace)).findFirst();
  }
}
