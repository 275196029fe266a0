// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.soap;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An element to write; what is text stays text, whatever signs it has. Immutable.
 *
 * @param name with one of the {@linkplain Prefixes prefixes}, for example {@code tds:GetServices}
 * @param attributes by name, with a prefix where it has one
 * @param text before the children; usually either is empty
 */
public record Xml(String name, Map<String, String> attributes, String text, List<Xml> children) {
  /** Copies, in the order of the attributes' names. */
  public Xml {
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    children = List.copyOf(children);
  }

  /** An element with elements in it, or an empty one. */
  public static Xml of(String name, Xml... children) {
    return new Xml(name, Map.of(), "", List.of(children));
  }

  /** An element with elements in it. */
  public static Xml of(String name, Collection<Xml> children) {
    return new Xml(name, Map.of(), "", List.copyOf(children));
  }

  /** An element with text in it. */
  public static Xml text(String name, Object text) {
    return new Xml(name, Map.of(), String.valueOf(text), List.of());
  }

  /** Returns the same element with one attribute more. */
  public Xml with(String attribute, Object value) {
    Map<String, String> more = new TreeMap<>(attributes);
    more.put(attribute, String.valueOf(value));
    return new Xml(name, more, text, children);
  }

  /** Returns the same element with further elements at its end. */
  public Xml and(Collection<Xml> further) {
    List<Xml> more = new ArrayList<>(children);
    more.addAll(further);
    return new Xml(name, attributes, text, more);
  }

  /** Adds what stands before the colon of its names, and of texts that may be qualified names. */
  void prefixes(Set<String> found) {
    prefix(name, found);
    prefix(text, found);
    attributes.forEach(
        (attribute, value) -> {
          prefix(attribute, found);
          prefix(value, found);
        });
    children.forEach(child -> child.prefixes(found));
  }

  /**
   * Writes it.
   *
   * @param declarations of namespaces, as they stand in the start tag; empty for what lies within
   */
  void write(StringBuilder to, String declarations) {
    to.append('<').append(name).append(declarations);
    attributes.forEach(
        (attribute, value) -> {
          to.append(' ').append(attribute).append("=\"");
          escape(value, to);
          to.append('"');
        });
    if (text.isEmpty() && children.isEmpty()) {
      to.append("/>");
      return;
    }
    to.append('>');
    escape(text, to);
    children.forEach(child -> child.write(to, ""));
    to.append("</").append(name).append('>');
  }

  private static void prefix(String text, Set<String> found) {
    // Texts may list several: topics and types of devices do.
    for (String word : text.split("[\\s|]+")) {
      int colon = word.indexOf(':');
      if (colon > 0 && Prefixes.NAMESPACES.containsKey(word.substring(0, colon))) {
        found.add(word.substring(0, colon));
      }
    }
  }

  private static void escape(String text, StringBuilder to) {
    text.codePoints()
        .forEach(
            sign -> {
              switch (sign) {
                case '&' -> to.append("&amp;");
                case '<' -> to.append("&lt;");
                case '>' -> to.append("&gt;");
                case '"' -> to.append("&quot;");
                case '\t', '\n', '\r' -> to.append("&#").append(sign).append(';');
                default -> to.appendCodePoint(allowed(sign) ? sign : 0xFFFD);
              }
            });
  }

  /** Whether XML 1.0 can carry a sign at all (section 2.2). */
  private static boolean allowed(int sign) {
    return sign >= ' ' && sign <= 0xD7FF || sign >= 0xE000 && sign <= 0xFFFD || sign >= 0x10000;
  }
}
