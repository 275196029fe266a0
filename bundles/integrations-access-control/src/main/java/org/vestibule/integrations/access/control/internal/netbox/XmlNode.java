// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.netbox;

import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of an answer, read with bounds: no DTD and so no entity of its own, nothing from
 * outside, no depth and no number without an end.
 *
 * @param attributes by name
 * @param text what stands directly in it, without outer spaces
 */
record XmlNode(String name, Map<String, String> attributes, String text, List<XmlNode> children) {
  private static final int MOST_DEPTH = 16;
  private static final int MOST_ELEMENTS = 200_000;
  private static final int MOST_ATTRIBUTES = 32;

  /**
   * Reads a document.
   *
   * @throws XMLStreamException if it is none, or beyond the bounds
   */
  static XmlNode read(byte[] document) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    // Decoded here: of bytes that are no UTF-8 the runtime's reader complains on the console.
    StringReader text = new StringReader(new String(document, StandardCharsets.UTF_8));
    XMLStreamReader reader = factory.createXMLStreamReader(text);
    try {
      return read(reader);
    } catch (RuntimeException e) {
      // The runtime's reader throws these, too, for some malformed documents.
      throw new XMLStreamException("no document", e);
    } finally {
      reader.close();
    }
  }

  /** Returns the children of a name. */
  Stream<XmlNode> all(String wanted) {
    return children.stream().filter(child -> child.name.equals(wanted));
  }

  /** Returns the children of the first child of a name, which have another: a list. */
  Stream<XmlNode> list(String of, String each) {
    return all(of).limit(1).flatMap(list -> list.all(each));
  }

  /** Returns the text of the first child of a name, unless it is empty. */
  Optional<String> value(String wanted) {
    return all(wanted).map(XmlNode::text).filter(text -> !text.isEmpty()).findFirst();
  }

  private static XmlNode read(XMLStreamReader reader) throws XMLStreamException {
    Deque<Open> open = new ArrayDeque<>();
    int elements = 0;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (open.size() >= MOST_DEPTH || ++elements > MOST_ELEMENTS) {
            throw new XMLStreamException("too deep or too many elements");
          }
          open.push(new Open(reader.getLocalName(), attributes(reader)));
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (!open.isEmpty()) {
            open.peek().text.append(reader.getText());
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          XmlNode done = open.pop().done();
          if (open.isEmpty()) {
            return done;
          }
          open.peek().children.add(done);
        }
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw new XMLStreamException("a DTD or an entity of its own");
        default -> {
          // Comments, spaces and instructions say nothing.
        }
      }
    }
    throw new XMLStreamException("no element");
  }

  private static Map<String, String> attributes(XMLStreamReader reader) throws XMLStreamException {
    if (reader.getAttributeCount() > MOST_ATTRIBUTES) {
      throw new XMLStreamException("too many attributes");
    }
    Map<String, String> attributes = new TreeMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    return attributes;
  }

  /** An element that has not ended. */
  private static final class Open {
    private final String name;
    private final Map<String, String> attributes;
    private final StringBuilder text = new StringBuilder();
    private final List<XmlNode> children = new ArrayList<>();

    Open(String name, Map<String, String> attributes) {
      this.name = name;
      this.attributes = attributes;
    }

    XmlNode done() {
      return new XmlNode(name, attributes, text.toString().strip(), children);
    }
  }
}
