// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.onvif;

/** How a simulated device answers an operation from now on. */
public enum OnvifFault {
  /** A document whose entities grow to gigabytes. */
  ENTITY_BOMB,
  /** A document that names a file of the reader's machine. */
  EXTERNAL_ENTITY,
  /** Two million bytes of well-formed XML. */
  HUGE,
  /** Elements in elements, 20000 deep. */
  DEEP,
  /** A text that is no XML. */
  NO_XML,
  /** The right answer, some seconds late. */
  SLOW,
  /** The connection ends without an answer. */
  DROP,
  /** HTTP 500 and a fault that says that the action failed. */
  ACTION_FAILED;

  /** Returns the body in place of the right one, or the right one. */
  String spoil(String right) {
    return switch (this) {
      case ENTITY_BOMB -> bomb();
      case EXTERNAL_ENTITY ->
          "<!DOCTYPE e [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>"
              + Soap.envelope(
                      "<tds:GetDeviceInformationResponse><tds:Model>&x;</tds:Model>"
                          + "</tds:GetDeviceInformationResponse>")
                  .replaceFirst("<\\?xml[^>]*>\\s*", "");
      case HUGE -> Soap.envelope("<tt:Padding>" + "x".repeat(2_000_000) + "</tt:Padding>");
      case DEEP -> Soap.envelope("<tt:In>".repeat(20_000) + "</tt:In>".repeat(20_000));
      case NO_XML -> "<html><body>It works!<br></body></html>";
      case ACTION_FAILED -> Soap.fault("Receiver", "ter:ActionFailed", "Action failed");
      case SLOW, DROP -> right;
    };
  }

  private static String bomb() {
    StringBuilder bomb = new StringBuilder("<!DOCTYPE e [<!ENTITY a0 \"ha\">");
    for (int i = 1; i < 30; i++) {
      bomb.append("<!ENTITY a%d \"&a%d;&a%d;\">".formatted(i, i - 1, i - 1));
    }
    return bomb.append("]>").append("<e>&a29;</e>").toString();
  }
}
