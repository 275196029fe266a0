// SPDX-License-Identifier: Apache-2.0
package org.vestibule.ota.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** The distribution's feature repository with other versions of some of its features. */
final class FeatureXml {
  /** How the locations of the house's own bundles begin. */
  static final String OWN = "mvn:org.vestibule/";

  private FeatureXml() {}

  /** Another version of a feature, and the jar of its bundle. */
  record Offer(String version, URI jar) {}

  /**
   * Returns the repository; whatever a feature holds beside its own bundle stays.
   *
   * @param distribution the repository of the distribution
   * @param offers by the full name of the feature
   */
  static byte[] with(Path distribution, Map<String, Offer> offers) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Document document = factory.newDocumentBuilder().parse(distribution.toFile());
      Element root = document.getDocumentElement();
      root.setAttribute("name", root.getAttribute("name") + "-updated");
      for (Node node = root.getFirstChild(); node != null; node = node.getNextSibling()) {
        if (node instanceof Element feature && offers.containsKey(feature.getAttribute("name"))) {
          replace(feature, offers.get(feature.getAttribute("name")));
        }
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      TransformerFactory.newInstance()
          .newTransformer()
          .transform(new DOMSource(document), new StreamResult(bytes));
      return bytes.toByteArray();
    } catch (ParserConfigurationException | SAXException | TransformerException e) {
      throw new IOException(distribution + " is not understood", e);
    }
  }

  private static void replace(Element feature, Offer offer) {
    feature.setAttribute("version", offer.version());
    NodeList bundles = feature.getElementsByTagName("bundle");
    for (int i = 0; i < bundles.getLength(); i++) {
      if (bundles.item(i).getTextContent().strip().startsWith(OWN)) {
        bundles.item(i).setTextContent(offer.jar().toString());
      }
    }
  }
}
