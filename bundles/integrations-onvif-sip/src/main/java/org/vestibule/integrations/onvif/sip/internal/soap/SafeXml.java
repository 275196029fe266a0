// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.soap;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.vestibule.api.VestibuleException;

/** Reads XML of strangers: no DTD, no entities, bounded in size, depth and number of elements. */
public final class SafeXml {
  /** The longest message, bytes. */
  public static final int MOST_BYTES = 1 << 20;

  /** How deep elements may lie in each other. */
  public static final int MOST_DEPTH = 48;

  /** How many elements a message may have. */
  public static final int MOST_ELEMENTS = 20_000;

  /** How many attributes an element may have. */
  public static final int MOST_ATTRIBUTES = 64;

  private SafeXml() {}

  /**
   * Reads a document in UTF-8.
   *
   * @throws VestibuleException {@code xml-invalid}
   */
  public static XmlNode read(byte[] document) throws VestibuleException {
    if (document.length > MOST_BYTES) {
      throw invalid(document.length + " bytes", "at most " + MOST_BYTES + " bytes", null);
    }
    // Decoded here: of bytes that are no UTF-8 the runtime's reader complains on the console.
    String text = new String(document, StandardCharsets.UTF_8);
    int begin = text.startsWith("\uFEFF") ? 1 : 0;
    try {
      XMLStreamReader reader =
          factory().createXMLStreamReader(new StringReader(text.substring(begin)));
      try {
        return read(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw invalid("not well-formed", "a document of XML 1.0 without a DTD", e);
    } catch (RuntimeException e) {
      // The runtime's reader throws these, too, for some malformed documents.
      throw invalid("not well-formed", "a document of XML 1.0 without a DTD", e);
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("something from outside");
        });
    return factory;
  }

  private static XmlNode read(XMLStreamReader reader)
      throws XMLStreamException, VestibuleException {
    Deque<Open> open = new ArrayDeque<>();
    int elements = 0;
    XmlNode root = null;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (open.size() >= MOST_DEPTH) {
            throw invalid("elements too deep", "at most " + MOST_DEPTH + " deep", null);
          }
          if (++elements > MOST_ELEMENTS) {
            throw invalid("too many elements", "at most " + MOST_ELEMENTS, null);
          }
          open.push(new Open(reader));
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!open.isEmpty()) {
            open.peek().text.append(reader.getText());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          XmlNode done = open.pop().done();
          if (open.isEmpty()) {
            root = done;
          } else {
            open.peek().children.add(done);
          }
        }
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw invalid("a DTD or an entity of its own", "neither", null);
        default -> {
          // Comments, blanks and instructions say nothing.
        }
      }
    }
    if (root == null) {
      throw invalid("no element", "one", null);
    }
    return root;
  }

  private static Map<String, String> attributes(XMLStreamReader reader) throws VestibuleException {
    if (reader.getAttributeCount() > MOST_ATTRIBUTES) {
      throw invalid("too many attributes", "at most " + MOST_ATTRIBUTES, null);
    }
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.putIfAbsent(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    return attributes;
  }

  private static VestibuleException invalid(String found, String allowed, Exception cause) {
    return new VestibuleException(
        "xml-invalid",
        "XML message",
        found,
        allowed,
        "Check what answers at that address, and its firmware.",
        cause);
  }

  /** An element that has not ended. */
  private static final class Open {
    private final String name;
    private final String namespace;
    private final Map<String, String> attributes;
    private final StringBuilder text = new StringBuilder();
    private final List<XmlNode> children = new ArrayList<>();

    Open(XMLStreamReader reader) throws VestibuleException {
      name = reader.getLocalName();
      namespace = reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI();
      attributes = SafeXml.attributes(reader);
    }

    XmlNode done() {
      return new XmlNode(name, namespace, attributes, children, text.toString().strip());
    }
  }
}
