// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import java.io.InputStream;
import java.math.BigDecimal;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.osgi.framework.Bundle;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What a bundle lets a person set, as its Metatype description says. */
record Form(String pid, boolean factory, List<Form.Setting> settings) {
  /** One key with its bounds; those that it does not have are empty. */
  record Setting(String key, String type, boolean list, String min, String max, String standard) {
    private boolean bounded() {
      return !min.isEmpty() && !max.isEmpty();
    }

    /** Returns a possible value that is not the default, where the description tells one. */
    Optional<String> other() {
      if (type.equals("Boolean")) {
        return Optional.of(Boolean.toString(!Boolean.parseBoolean(standard)));
      }
      if (!bounded()) {
        return Optional.empty();
      }
      if (standard.isEmpty()) {
        return Optional.of(max);
      }
      boolean atMost = new BigDecimal(max).compareTo(new BigDecimal(standard)) == 0;
      return Optional.of(atMost ? min : max);
    }

    /** Returns values that cannot be: out of bounds, of another type or form, several for one. */
    List<Object> impossible() {
      List<Object> values = new ArrayList<>();
      if (bounded()) {
        values.add(new BigDecimal(min).subtract(BigDecimal.ONE).toPlainString());
        values.add(new BigDecimal(max).add(BigDecimal.ONE).toPlainString());
      }
      if (!type.equals("String")) {
        values.add("perhaps");
      }
      // No list of ours holds free text, and this is no filter of topics either.
      values.add(list ? "no such thing!#" : new String[] {"one", "two"});
      return values;
    }
  }

  /** Reads the forms of a bundle. */
  static List<Form> of(Bundle bundle) throws Exception {
    Enumeration<URL> files = bundle.findEntries("OSGI-INF/metatype", "*.xml", false);
    List<Form> forms = new ArrayList<>();
    for (URL file : files == null ? List.<URL>of() : Collections.list(files)) {
      try (InputStream in = file.openStream()) {
        Document described = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        List<Setting> settings = new ArrayList<>();
        for (Element ad : elements(described.getDocumentElement(), "AD")) {
          settings.add(setting(ad));
        }
        // One description may be that of several configurations.
        for (Element designate : elements(described.getDocumentElement(), "Designate")) {
          forms.add(of(designate, settings));
        }
      }
    }
    return forms;
  }

  private static Form of(Element designate, List<Setting> settings) {
    String factory = designate.getAttribute("factoryPid");
    return factory.isEmpty()
        ? new Form(designate.getAttribute("pid"), false, settings)
        : new Form(factory, true, settings);
  }

  private static Setting setting(Element ad) {
    String cardinality = ad.getAttribute("cardinality");
    return new Setting(
        ad.getAttribute("id"),
        ad.getAttribute("type"),
        !cardinality.isEmpty() && !cardinality.equals("0"),
        ad.getAttribute("min"),
        ad.getAttribute("max"),
        ad.getAttribute("default"));
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }
}
