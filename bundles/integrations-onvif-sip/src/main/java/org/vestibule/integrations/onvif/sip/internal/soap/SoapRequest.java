// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.soap;

import java.util.Optional;
import org.vestibule.api.VestibuleException;

/**
 * A request that came in. Nothing in it was checked but its form. Immutable.
 *
 * @param operation what is asked for; its local name is the operation's
 * @param login what the header proves who asks with, if anything
 * @param message all of it
 */
public record SoapRequest(
    XmlNode operation, Optional<UsernameToken.Shown> login, SoapMessage message) {
  /**
   * Reads a request.
   *
   * @throws VestibuleException {@code xml-invalid}, {@code soap-invalid}
   */
  public static SoapRequest read(byte[] document) throws VestibuleException {
    SoapMessage message = SoapMessage.read(document);
    XmlNode operation =
        message
            .content()
            .orElseThrow(
                () ->
                    new VestibuleException(
                        "soap-invalid",
                        "SOAP request",
                        "an empty body",
                        "one operation",
                        "Put the operation's element into the body."));
    return new SoapRequest(operation, UsernameToken.shown(message.header()), message);
  }
}
