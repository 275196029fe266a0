// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.soap;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A fault (SOAP 1.2 part 1, section 5.4). Immutable.
 *
 * @param sender whether the one that asked is to blame, or else the one that answers
 * @param subcodes from the outer to the inner, local names, for example {@code NotAuthorized}
 * @param reason for people; at most 200 characters of printable text
 */
public record SoapFault(boolean sender, List<String> subcodes, String reason) {
  private static final int MOST_REASON = 200;
  private static final int MOST_SUBCODES = 8;

  /** Copies, shortens, and takes out what is not printable. */
  public SoapFault {
    subcodes = List.copyOf(subcodes);
    String plain = reason.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    reason = plain.length() <= MOST_REASON ? plain : plain.substring(0, MOST_REASON);
  }

  /** Who asks has not proved who it is, or may not ask this. */
  public static SoapFault notAuthorized(String reason) {
    return new SoapFault(true, List.of("NotAuthorized"), reason);
  }

  /** Returns whether it says that the login is wrong or missing. */
  public boolean unauthorized() {
    return subcodes.contains("NotAuthorized")
        || subcodes.contains("FailedAuthentication")
        || subcodes.contains("InvalidSecurity");
  }

  /** Returns whether it says that the device has nothing like that. */
  public boolean unsupported() {
    return subcodes.contains("ActionNotSupported")
        || subcodes.contains("OptionalActionNotImplemented")
        || subcodes.contains("UnknownAction");
  }

  /** Reads the element {@code Fault}, of SOAP 1.2 or 1.1. */
  static SoapFault read(XmlNode fault) {
    Optional<XmlNode> code = fault.child("Code");
    String value = code.map(c -> c.textAt("Value")).orElse(fault.textAt("faultcode"));
    List<String> subcodes = new ArrayList<>();
    Optional<XmlNode> at = code.flatMap(c -> c.child("Subcode"));
    while (at.isPresent() && subcodes.size() < MOST_SUBCODES) {
      subcodes.add(local(at.get().textAt("Value")));
      at = at.get().child("Subcode");
    }
    String outer = local(value);
    boolean known = List.of("Sender", "Client", "Receiver", "Server").contains(outer);
    if (!known && !outer.isEmpty()) {
      // Devices that speak 1.1 put what is the matter where 1.2 says who is to blame.
      subcodes.add(outer);
    }
    String reason = fault.textAt("Reason", "Text");
    return new SoapFault(
        outer.equals("Sender") || outer.equals("Client"),
        subcodes,
        reason.isEmpty() ? fault.textAt("faultstring") : reason);
  }

  /** Writes it as the whole message that answers a request. */
  public byte[] write() {
    Xml code = Xml.text("s:Value", sender ? "s:Sender" : "s:Receiver");
    Xml inner = null;
    for (int i = subcodes.size() - 1; i >= 0; i--) {
      Xml value = Xml.text("s:Value", "ter:" + subcodes.get(i));
      inner = inner == null ? Xml.of("s:Subcode", value) : Xml.of("s:Subcode", value, inner);
    }
    return SoapMessage.write(
        Xml.of(
            "s:Fault",
            inner == null ? Xml.of("s:Code", code) : Xml.of("s:Code", code, inner),
            Xml.of("s:Reason", Xml.text("s:Text", reason).with("xml:lang", "en"))));
  }

  private static String local(String name) {
    String shown = name.substring(name.lastIndexOf(':') + 1);
    return shown.matches("[A-Za-z0-9._-]{1,64}") ? shown : "";
  }
}
