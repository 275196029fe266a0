// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.discovery;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.FoundStation;
import org.vestibule.integrations.onvif.sip.internal.soap.SoapMessage;
import org.vestibule.integrations.onvif.sip.internal.soap.XmlNode;

/**
 * The answers to one search: only those to its questions, each device once, told apart by its
 * endpoint and not by its address. Used by one thread.
 */
final class Matches {
  private static final int MOST = 256;
  private static final int MOST_ADDRESSES = 8;
  private static final int MOST_ENDPOINT = 200;
  private static final int MOST_TEXT = 100;
  private static final String SCOPE = "onvif://www.onvif.org/";

  private final Probe probe;
  private final Map<String, FoundStation> byEndpoint = new LinkedHashMap<>();

  Matches(Probe probe) {
    this.probe = probe;
  }

  /** Takes a datagram; what is none of an answer says nothing. */
  void take(byte[] datagram, InetAddress from) {
    SoapMessage message;
    try {
      message = SoapMessage.read(datagram);
    } catch (VestibuleException e) {
      return;
    }
    if (!probe.asked(message.header().textAt("RelatesTo"))) {
      return;
    }
    List<XmlNode> matches =
        message.body().child("ProbeMatches").map(all -> all.all("ProbeMatch")).orElse(List.of());
    for (XmlNode match : matches) {
      String endpoint = match.textAt("EndpointReference", "Address");
      boolean fits = !endpoint.isEmpty() && endpoint.length() <= MOST_ENDPOINT;
      if (fits && byEndpoint.size() < MOST) {
        byEndpoint.computeIfAbsent(endpoint, name -> found(name, match, from));
      }
    }
  }

  /** Returns the devices. */
  List<FoundStation> found() {
    return byEndpoint.values().stream()
        .sorted(Comparator.comparing(FoundStation::from).thenComparing(FoundStation::endpoint))
        .toList();
  }

  private static FoundStation found(String endpoint, XmlNode match, InetAddress from) {
    String number = from.getHostAddress();
    List<URI> addresses = new ArrayList<>(addresses(match.textAt("XAddrs")));
    // Stable: the device's own order stays where it does not matter to us.
    addresses.sort(Comparator.comparing(address -> !number.equals(address.getHost())));
    List<String> types =
        words(match.textAt("Types"))
            .map(type -> shortened(type.substring(type.indexOf(':') + 1)))
            .toList();
    String scopes = match.textAt("Scopes");
    return new FoundStation(
        endpoint, number, addresses, scope(scopes, "name/"), scope(scopes, "hardware/"), types);
  }

  private static List<URI> addresses(String text) {
    return words(text).map(Matches::address).flatMap(Optional::stream).toList();
  }

  private static Optional<URI> address(String text) {
    try {
      URI read = new URI(text);
      boolean web = "http".equals(read.getScheme()) || "https".equals(read.getScheme());
      boolean plain = read.getHost() != null && read.getRawUserInfo() == null;
      return web && plain ? Optional.of(read) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String scope(String scopes, String kind) {
    return Arrays.stream(scopes.split("\\s+"))
        .filter(each -> each.startsWith(SCOPE + kind))
        .map(each -> decoded(each.substring((SCOPE + kind).length())))
        .findFirst()
        .orElse("");
  }

  private static String decoded(String text) {
    try {
      // In a path, a plus is a plus.
      String read = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
      return shortened(read.replaceAll("\\p{Cntrl}+", " "));
    } catch (IllegalArgumentException e) {
      return shortened(text);
    }
  }

  private static Stream<String> words(String text) {
    return Arrays.stream(text.split("\\s+"))
        .filter(word -> !word.isEmpty() && word.length() <= 1024)
        .limit(MOST_ADDRESSES);
  }

  private static String shortened(String text) {
    return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT);
  }
}
