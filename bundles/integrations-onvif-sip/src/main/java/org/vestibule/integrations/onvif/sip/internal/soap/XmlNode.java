// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.soap;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element of a message, found by local names: devices do not agree on prefixes, and not always
 * on namespaces. Immutable.
 *
 * @param name the local name
 * @param namespace may be empty
 * @param attributes by local name
 * @param children in order
 * @param text its own text, without blanks around it
 */
public record XmlNode(
    String name,
    String namespace,
    Map<String, String> attributes,
    List<XmlNode> children,
    String text) {
  /** Copies. */
  public XmlNode {
    attributes = Map.copyOf(attributes);
    children = List.copyOf(children);
  }

  /** Returns the first child of this name. */
  public Optional<XmlNode> child(String local) {
    return children.stream().filter(one -> one.name.equals(local)).findFirst();
  }

  /** Returns the children of this name. */
  public List<XmlNode> all(String local) {
    return children.stream().filter(one -> one.name.equals(local)).toList();
  }

  /** Returns what a path of local names leads to, the first of each. */
  public Optional<XmlNode> path(String... locals) {
    Optional<XmlNode> at = Optional.of(this);
    for (String local : locals) {
      at = at.flatMap(node -> node.child(local));
    }
    return at;
  }

  /** Returns the text at the end of a path, or an empty one. */
  public String textAt(String... locals) {
    return path(locals).map(XmlNode::text).orElse("");
  }
}
