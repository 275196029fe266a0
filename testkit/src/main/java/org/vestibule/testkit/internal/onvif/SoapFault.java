// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.onvif;

/** A refusal as an ONVIF device tells it (Core Specification, 5.8.2). */
final class SoapFault extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String code;
  private final String subcode;

  /**
   * @param status of HTTP
   * @param code {@code Sender} or {@code Receiver}
   * @param subcode with its prefix, for example {@code ter:NotAuthorized}
   */
  SoapFault(int status, String code, String subcode, String reason) {
    super(reason);
    this.status = status;
    this.code = code;
    this.subcode = subcode;
  }

  static SoapFault notAuthorized() {
    return new SoapFault(400, "Sender", "ter:NotAuthorized", "Sender not authorized");
  }

  static SoapFault unknown(String what) {
    return new SoapFault(400, "Sender", "ter:InvalidArgVal", "No such " + what);
  }

  static SoapFault unsupported(String operation) {
    return new SoapFault(
        500, "Receiver", "ter:ActionNotSupported", "Not implemented: " + operation);
  }

  int status() {
    return status;
  }

  String envelope() {
    return Soap.fault(code, subcode, getMessage());
  }
}
