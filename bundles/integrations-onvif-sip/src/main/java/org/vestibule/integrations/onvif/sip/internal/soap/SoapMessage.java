// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.soap;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;

/**
 * A message of SOAP 1.2 as it was read; one of 1.1 is read too, for devices answer faults in it.
 * Immutable.
 *
 * @param header an empty element where it has none
 * @param body what lies in the body
 */
public record SoapMessage(XmlNode header, XmlNode body) {
  /** The media type of what is sent (RFC 3902). */
  public static final String MEDIA_TYPE = "application/soap+xml; charset=utf-8";

  /**
   * Reads a message.
   *
   * @throws VestibuleException {@code xml-invalid}, {@code soap-invalid}
   */
  public static SoapMessage read(byte[] document) throws VestibuleException {
    XmlNode root = SafeXml.read(document);
    Optional<XmlNode> body = root.child("Body");
    if (!root.name().equals("Envelope") || body.isEmpty()) {
      throw new VestibuleException(
          "soap-invalid",
          "SOAP message",
          "no envelope with a body",
          "a message of SOAP 1.2",
          "Check that the address is that of an ONVIF service.");
    }
    XmlNode none = new XmlNode("Header", root.namespace(), Map.of(), List.of(), "");
    return new SoapMessage(root.child("Header").orElse(none), body.get());
  }

  /** Returns what is asked for or answered: the first element of the body. */
  public Optional<XmlNode> content() {
    return body.children().stream().findFirst();
  }

  /** Returns the fault that it is, if it is one. */
  public Optional<SoapFault> fault() {
    return body.child("Fault").map(SoapFault::read);
  }

  /** Writes a message with a body and without a header. */
  public static byte[] write(Xml content) {
    return write(List.of(), content);
  }

  /**
   * Writes a message.
   *
   * @param header the elements of the header; none: no header is written
   */
  public static byte[] write(List<Xml> header, Xml content) {
    Xml body = Xml.of("s:Body", content);
    Xml envelope =
        header.isEmpty()
            ? Xml.of("s:Envelope", body)
            : Xml.of("s:Envelope", Xml.of("s:Header", header), body);
    StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    envelope.write(text, Prefixes.declarations(envelope));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
