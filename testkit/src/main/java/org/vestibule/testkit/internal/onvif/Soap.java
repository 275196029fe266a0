// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.onvif;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Envelopes of SOAP 1.2, read and written. Stateless. */
final class Soap {
  private static final String ENVELOPE =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <SOAP-ENV:Envelope xmlns:SOAP-ENV="http://www.w3.org/2003/05/soap-envelope"
       xmlns:wsa5="http://www.w3.org/2005/08/addressing"
       xmlns:wsnt="http://docs.oasis-open.org/wsn/b-2"
       xmlns:wstop="http://docs.oasis-open.org/wsn/t-1"
       xmlns:tt="http://www.onvif.org/ver10/schema"
       xmlns:tds="http://www.onvif.org/ver10/device/wsdl"
       xmlns:trt="http://www.onvif.org/ver10/media/wsdl"
       xmlns:tr2="http://www.onvif.org/ver20/media/wsdl"
       xmlns:tev="http://www.onvif.org/ver10/events/wsdl"
       xmlns:tmd="http://www.onvif.org/ver10/deviceIO/wsdl"
       xmlns:tns1="http://www.onvif.org/ver10/topics"
       xmlns:ter="http://www.onvif.org/ver10/error">
      <SOAP-ENV:Body>%s</SOAP-ENV:Body>
      </SOAP-ENV:Envelope>
      """;

  private Soap() {}

  static String envelope(String body) {
    return ENVELOPE.formatted(body);
  }

  static String fault(String code, String subcode, String reason) {
    return envelope(
        """
        <SOAP-ENV:Fault><SOAP-ENV:Code><SOAP-ENV:Value>SOAP-ENV:%s</SOAP-ENV:Value>\
        <SOAP-ENV:Subcode><SOAP-ENV:Value>%s</SOAP-ENV:Value></SOAP-ENV:Subcode></SOAP-ENV:Code>\
        <SOAP-ENV:Reason><SOAP-ENV:Text xml:lang="en">%s</SOAP-ENV:Text></SOAP-ENV:Reason>\
        </SOAP-ENV:Fault>"""
            .formatted(code, subcode, text(reason)));
  }

  /** Returns the root of a document without a DTD. */
  static Element read(byte[] document) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      // The built-in one prints to the console.
      builder.setErrorHandler(new DefaultHandler());
      return builder.parse(new ByteArrayInputStream(document)).getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException("no XML: " + e.getMessage(), e);
    }
  }

  static List<Element> children(Element of) {
    List<Element> found = new ArrayList<>();
    for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        found.add(element);
      }
    }
    return found;
  }

  static Optional<Element> child(Element of, String local) {
    return children(of).stream().filter(one -> one.getLocalName().equals(local)).findFirst();
  }

  /** Returns the text of the first element of that name, at any depth. */
  static Optional<String> find(Element in, String local) {
    Node node = in.getElementsByTagNameNS("*", local).item(0);
    return Optional.ofNullable(node).map(found -> found.getTextContent().strip());
  }

  /** Returns a text as it stands between tags or in an attribute. */
  static String text(String raw) {
    return raw.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
