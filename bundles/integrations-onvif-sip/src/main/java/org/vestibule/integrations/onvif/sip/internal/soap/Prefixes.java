// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.soap;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The prefixes that this house writes, and their namespaces. What is read may have any. */
public final class Prefixes {
  /** Namespaces by prefix. */
  public static final Map<String, String> NAMESPACES =
      Map.ofEntries(
          Map.entry("s", "http://www.w3.org/2003/05/soap-envelope"),
          Map.entry(
              "wsse",
              "http://docs.oasis-open.org/wss/2004/01/"
                  + "oasis-200401-wss-wssecurity-secext-1.0.xsd"),
          Map.entry(
              "wsu",
              "http://docs.oasis-open.org/wss/2004/01/"
                  + "oasis-200401-wss-wssecurity-utility-1.0.xsd"),
          Map.entry("wsa", "http://www.w3.org/2005/08/addressing"),
          Map.entry("wsa04", "http://schemas.xmlsoap.org/ws/2004/08/addressing"),
          Map.entry("d", "http://schemas.xmlsoap.org/ws/2005/04/discovery"),
          Map.entry("dn", "http://www.onvif.org/ver10/network/wsdl"),
          Map.entry("wsnt", "http://docs.oasis-open.org/wsn/b-2"),
          Map.entry("wstop", "http://docs.oasis-open.org/wsn/t-1"),
          Map.entry("tds", "http://www.onvif.org/ver10/device/wsdl"),
          Map.entry("tev", "http://www.onvif.org/ver10/events/wsdl"),
          Map.entry("trt", "http://www.onvif.org/ver10/media/wsdl"),
          Map.entry("tr2", "http://www.onvif.org/ver20/media/wsdl"),
          Map.entry("tmd", "http://www.onvif.org/ver10/deviceIO/wsdl"),
          Map.entry("tan", "http://www.onvif.org/ver20/analytics/wsdl"),
          Map.entry("timg", "http://www.onvif.org/ver20/imaging/wsdl"),
          Map.entry("tt", "http://www.onvif.org/ver10/schema"),
          Map.entry("ter", "http://www.onvif.org/ver10/error"),
          Map.entry("tns1", "http://www.onvif.org/ver10/topics"),
          Map.entry("xs", "http://www.w3.org/2001/XMLSchema"));

  private Prefixes() {}

  /** Returns the declarations of all prefixes that an element and what lies in it use. */
  static String declarations(Xml element) {
    Set<String> used = new TreeSet<>();
    element.prefixes(used);
    StringBuilder text = new StringBuilder();
    for (String prefix : used) {
      text.append(" xmlns:").append(prefix).append("=\"");
      text.append(NAMESPACES.get(prefix)).append('"');
    }
    return text.toString();
  }
}
