// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.panel.netbox;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A command of NBAPI as the simulated NetBox reads it: through the Java runtime's DOM. */
record NbapiRequest(String session, String command, Map<String, String> parameters) {
  /** Reads one; null when it is none. */
  static NbapiRequest read(String xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      // Its own would write to the console.
      builder.setErrorHandler(null);
      Element root = builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
      NodeList commands = root.getElementsByTagName("COMMAND");
      if (!root.getTagName().equals("NETBOX-API") || commands.getLength() != 1) {
        return null;
      }
      Element command = (Element) commands.item(0);
      Map<String, String> parameters = new TreeMap<>();
      NodeList lists = command.getElementsByTagName("PARAMS");
      if (lists.getLength() == 1) {
        for (Node each = lists.item(0).getFirstChild();
            each != null;
            each = each.getNextSibling()) {
          if (each instanceof Element) {
            parameters.put(each.getNodeName(), each.getTextContent());
          }
        }
      }
      return new NbapiRequest(
          root.getAttribute("sessionid"), command.getAttribute("name"), parameters);
    } catch (SAXException | IOException | ParserConfigurationException e) {
      return null;
    }
  }

  String value(String parameter) {
    return parameters.getOrDefault(parameter, "");
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
