// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Who can call whom, read from the component descriptions in the built bundles. */
final class ServiceGraph {
  /**
   * A component.
   *
   * @param bundle its bundle's short name
   * @param name its class
   * @param provides the interfaces under which others find it
   * @param references the interfaces that it is given
   */
  record Component(String bundle, String name, List<String> provides, List<String> references) {}

  /** One way from a component to an interface, for the message of a failure. */
  private record Way(Component at, String text) {}

  private final List<Component> components = new ArrayList<>();

  /** Reads all bundles. */
  static ServiceGraph read() throws IOException {
    ServiceGraph graph = new ServiceGraph();
    for (Path bundle : House.bundles()) {
      try (JarFile jar = House.jar(bundle)) {
        for (JarEntry entry : jar.stream().toList()) {
          if (entry.getName().matches("OSGI-INF/[^/]+\\.xml")) {
            graph.components.add(component(bundle.getFileName().toString(), jar, entry));
          }
        }
      }
    }
    return graph;
  }

  /**
   * Returns how a component of one of these bundles gets hold of an interface, over however many
   * services; empty when it cannot.
   *
   * @param passes whether a reference to this interface leads on to those who provide it
   */
  Optional<String> way(Predicate<String> bundle, String to, Predicate<String> passes) {
    Deque<Way> open = new ArrayDeque<>();
    Set<Component> seen = new HashSet<>();
    components.stream()
        .filter(component -> bundle.test(component.bundle()))
        .forEach(component -> open.add(new Way(component, component.name())));
    while (!open.isEmpty()) {
      Way way = open.remove();
      if (!seen.add(way.at())) {
        continue;
      }
      for (String reference : way.at().references()) {
        String further = way.text() + " -> " + reference;
        if (reference.equals(to)) {
          return Optional.of(further);
        }
        if (passes.test(reference)) {
          components.stream()
              .filter(component -> component.provides().contains(reference))
              .forEach(component -> open.add(new Way(component, further)));
        }
      }
    }
    return Optional.empty();
  }

  private static Component component(String bundle, JarFile jar, JarEntry entry)
      throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      DocumentBuilderFactory documents = DocumentBuilderFactory.newInstance();
      documents.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      Element root = documents.newDocumentBuilder().parse(in).getDocumentElement();
      return new Component(
          bundle,
          root.getAttribute("name"),
          interfaces(root.getElementsByTagName("provide")),
          interfaces(root.getElementsByTagName("reference")));
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(entry.getName() + " of " + bundle + " cannot be read", e);
    }
  }

  private static List<String> interfaces(NodeList elements) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < elements.getLength(); i++) {
      names.add(((Element) elements.item(i)).getAttribute("interface"));
    }
    return names;
  }
}
