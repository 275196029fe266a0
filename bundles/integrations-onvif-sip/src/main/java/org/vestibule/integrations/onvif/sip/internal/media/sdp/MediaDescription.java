// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.sdp;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An {@code m=} line and what belongs to it (RFC 8866, section 5.14).
 *
 * @param kind for example {@code audio}
 * @param port 0: not wanted
 * @param protocol for example {@code RTP/AVP}
 * @param formats payload types, for RTP
 * @param address of its own {@code c=} line, as written
 */
record MediaDescription(
    String kind,
    int port,
    String protocol,
    List<String> formats,
    Optional<String> address,
    List<Attribute> attributes) {
  MediaDescription {
    formats = List.copyOf(formats);
    attributes = List.copyOf(attributes);
  }

  /** Returns it as what is not wanted (RFC 3264, section 6). */
  MediaDescription refused() {
    return new MediaDescription(kind, 0, protocol, formats, Optional.empty(), List.of());
  }

  /** Returns the values of all attributes of a name. */
  List<String> all(String name) {
    return values(name).toList();
  }

  Optional<String> first(String name) {
    return values(name).findFirst();
  }

  boolean has(String name) {
    return first(name).isPresent();
  }

  private Stream<String> values(String name) {
    return attributes.stream().filter(each -> each.name().equals(name)).map(Attribute::value);
  }

  Stream<String> lines() {
    String first = "m=" + kind + " " + port + " " + protocol + " " + String.join(" ", formats);
    return Stream.concat(Stream.of(first), attributes.stream().map(Attribute::line));
  }
}
