// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.netbox;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.vestibule.api.VestibuleException;
import org.vestibule.integrations.access.control.internal.headend.Refusal;

/**
 * Requests and answers of the NetBox API: "Web-Based API for S2 NetBox and S2 Global", LenelS2,
 * API-UG-14, as public clients speak it. Names of elements are in capitals, one command for each
 * request.
 *
 * <p>Believed, not read in the vendor's own paper: that the session's id comes as an attribute of
 * the root (some clients also find an element), and that the root is NETBOX or NETBOX-API. Both are
 * taken either way.
 */
final class Nbapi {
  private static final int NO_ERROR = 0;
  private static final int AUTHENTICATION = 5;

  private Nbapi() {}

  /**
   * Writes a command.
   *
   * @param session empty for the login
   */
  static byte[] command(String session, String name, Map<String, String> parameters) {
    StringBuilder xml = new StringBuilder("<NETBOX-API");
    if (!session.isEmpty()) {
      xml.append(" sessionid='").append(escaped(session)).append('\'');
    }
    xml.append("><COMMAND name='").append(name).append("' num='1'>");
    if (!parameters.isEmpty()) {
      xml.append("<PARAMS>");
      parameters.forEach(
          (key, value) ->
              xml.append('<')
                  .append(key)
                  .append('>')
                  .append(escaped(value))
                  .append("</")
                  .append(key)
                  .append('>'));
      xml.append("</PARAMS>");
    }
    return xml.append("</COMMAND></NETBOX-API>").toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads an answer.
   *
   * @param where the head-end, for a message
   * @throws VestibuleException {@code answer-invalid}
   */
  static Answer answer(String where, byte[] body) throws VestibuleException {
    XmlNode root;
    try {
      root = XmlNode.read(body);
    } catch (XMLStreamException e) {
      throw Refusal.invalid(where, "no XML of its API");
    }
    if (!root.name().equals("NETBOX") && !root.name().equals("NETBOX-API")) {
      throw Refusal.invalid(where, "no document of its API");
    }
    XmlNode response = root.all("RESPONSE").findFirst().orElse(root);
    Optional<String> error = root.value("APIERROR").or(() -> response.value("APIERROR"));
    int number = NO_ERROR;
    if (error.isPresent()) {
      number = error.get().matches("[1-9]") ? Integer.parseInt(error.get()) : -1;
    }
    Optional<String> session =
        Optional.ofNullable(root.attributes().get("sessionid"))
            .filter(id -> !id.isEmpty())
            .or(() -> response.value("SESSIONID"));
    return new Answer(number, response.value("CODE").orElse(""), session, response);
  }

  /**
   * An answer.
   *
   * @param error the number of an APIERROR, 0 for none, -1 for one that is no number
   * @param code SUCCESS, FAIL or NOT FOUND; empty where it is missing
   */
  record Answer(int error, String code, Optional<String> session, XmlNode response) {
    /** Returns whether the session, or the account, does not count: nothing was done. */
    boolean unknownSession() {
      return error == AUTHENTICATION;
    }

    /** Returns where the fields are: public clients know commands that leave DETAILS out. */
    XmlNode details() {
      return response.all("DETAILS").findFirst().orElse(response);
    }

    /**
     * Returns this answer if it says that the command was carried out.
     *
     * @throws VestibuleException {@code device-refused}, or {@code answer-invalid} when it says
     *     neither
     */
    Answer require(String where, String command) throws VestibuleException {
      if (error != NO_ERROR) {
        throw Refusal.refused(
            where, command + ": error " + error + ", " + meaning(error), remedy(error));
      }
      return switch (code) {
        case "SUCCESS" -> this;
        case "FAIL", "NOT FOUND" ->
            throw Refusal.refused(
                where,
                command + ": " + code + details().value("ERRMSG").map(say -> ", " + say).orElse(""),
                "See whether it knows the door, and whether the account may do this.");
        default -> throw Refusal.invalid(where, command + ": neither SUCCESS nor FAIL");
      };
    }
  }

  private static String meaning(int error) {
    return switch (error) {
      case 1 -> "its API did not start";
      case 2 -> "its API is not enabled";
      case 3 -> "it does not know the command";
      case 4 -> "it could not read the request";
      case AUTHENTICATION -> "it does not know the session";
      case 6 -> "unknown command";
      default -> "of no known meaning";
    };
  }

  private static String remedy(int error) {
    return error == 2
        ? "Enable the API in the NetBox: Configuration, Site Settings, Data Integration."
        : "See the NetBox's version and its log.";
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (char c : text.toCharArray()) {
      switch (c) {
        case '&' -> escaped.append("&amp;");
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '\'' -> escaped.append("&apos;");
        case '"' -> escaped.append("&quot;");
        default -> escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
