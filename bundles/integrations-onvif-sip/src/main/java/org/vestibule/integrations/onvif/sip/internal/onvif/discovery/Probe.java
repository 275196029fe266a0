// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.discovery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.vestibule.integrations.onvif.sip.internal.soap.SoapMessage;
import org.vestibule.integrations.onvif.sip.internal.soap.Xml;

/** The questions of one search: who sends pictures, and who is a device of ONVIF. Immutable. */
final class Probe {
  private static final String ACTION = "http://schemas.xmlsoap.org/ws/2005/04/discovery/Probe";
  private static final String TO = "urn:schemas-xmlsoap-org:ws:2005:04:discovery";
  private static final String ANONYMOUS =
      "http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous";

  private final Map<String, byte[]> byId = new LinkedHashMap<>();

  Probe() {
    for (String type : List.of("dn:NetworkVideoTransmitter", "tds:Device")) {
      String id = "urn:uuid:" + UUID.randomUUID();
      byId.put(
          id,
          SoapMessage.write(
              List.of(
                  Xml.text("wsa04:MessageID", id),
                  Xml.text("wsa04:To", TO),
                  Xml.text("wsa04:Action", ACTION),
                  Xml.of("wsa04:ReplyTo", Xml.text("wsa04:Address", ANONYMOUS))),
              Xml.of("d:Probe", Xml.text("d:Types", type))));
    }
  }

  /** Returns the messages. */
  List<byte[]> questions() {
    return List.copyOf(byId.values());
  }

  /** Returns whether an answer is one to these questions. */
  boolean asked(String relatesTo) {
    return byId.containsKey(relatesTo);
  }
}
