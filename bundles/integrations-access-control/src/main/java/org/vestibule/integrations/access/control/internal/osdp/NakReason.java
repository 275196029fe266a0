// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

/** Why a reader refused a command (osdp_NAK, SIA OSDP 2.2 section 7.3). */
public enum NakReason {
  CHECK(1, "the check characters were wrong"),
  LENGTH(2, "the command's length was wrong"),
  UNKNOWN_COMMAND(3, "the command is not known"),
  SEQUENCE(4, "the sequence number was not the expected one"),
  NO_SECURE_CHANNEL(5, "the secure channel is not supported"),
  SECURITY_CONDITIONS(6, "the command needs another security than it had"),
  BIOMETRIC_TYPE(7, "the kind of biometric is not supported"),
  BIOMETRIC_FORMAT(8, "the format of the biometric is not supported"),
  RECORD(9, "the command's record cannot be processed"),
  OTHER(0xFF, "for a reason that the standard does not name");

  private final int code;
  private final String sentence;

  NakReason(int code, String sentence) {
    this.code = code;
    this.sentence = sentence;
  }

  /** Returns the byte on the wire. */
  public int code() {
    return code;
  }

  /** Returns it for people. */
  public String sentence() {
    return sentence;
  }

  /** Returns the reason for a byte of the wire; {@link #OTHER} for one that is not known. */
  public static NakReason of(int code) {
    for (NakReason reason : values()) {
      if (reason.code == code) {
        return reason;
      }
    }
    return OTHER;
  }
}
