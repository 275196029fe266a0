// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.onvif;

import java.io.IOException;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * What a client asks.
 *
 * @param path where
 * @param base what the device calls itself towards this client, for example {@code
 *     http://127.0.0.1:8080}
 * @param operation the local name of the body's element
 * @param element that element
 * @param token the UsernameToken, if one came
 */
record SoapRequest(
    String path, String base, String operation, Element element, Optional<Element> token) {
  static SoapRequest of(String path, String base, byte[] body) throws IOException {
    Element envelope = Soap.read(body);
    Element asked =
        Soap.child(envelope, "Body")
            .flatMap(found -> Soap.children(found).stream().findFirst())
            .orElseThrow(() -> new IOException("an envelope without a body"));
    Optional<Element> token =
        Soap.child(envelope, "Header")
            .flatMap(header -> Soap.child(header, "Security"))
            .flatMap(security -> Soap.child(security, "UsernameToken"));
    return new SoapRequest(path, base, asked.getLocalName(), asked, token);
  }

  /** Returns the text of an element of the request, or an empty one. */
  String text(String local) {
    return Soap.find(element, local).orElse("");
  }
}
