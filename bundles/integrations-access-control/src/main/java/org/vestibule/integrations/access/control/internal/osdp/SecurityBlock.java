// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

/** The types of the security control block (SIA OSDP 2.2 annex D.1). */
public final class SecurityBlock {
  /** No block. */
  public static final int NONE = 0;

  /** With {@link CommandCode#CHLNG}; its value is {@link #DEFAULT_KEY} or {@link #OWN_KEY}. */
  public static final int CHALLENGE = 0x11;

  /** With {@link ReplyCode#CCRYPT}. */
  public static final int CLIENT_CRYPTOGRAM = 0x12;

  /** With {@link CommandCode#SCRYPT}. */
  public static final int SERVER_CRYPTOGRAM = 0x13;

  /** With {@link ReplyCode#RMAC_I}. */
  public static final int INITIAL_MAC = 0x14;

  /** A command with a MAC. */
  public static final int COMMAND = 0x15;

  /** A reply with a MAC. */
  public static final int REPLY = 0x16;

  /** A command with a MAC, its data encrypted. */
  public static final int COMMAND_ENCRYPTED = 0x17;

  /** A reply with a MAC, its data encrypted. */
  public static final int REPLY_ENCRYPTED = 0x18;

  /** The value for SCBK-D, which everybody knows. */
  public static final int DEFAULT_KEY = 0;

  /** The value for the reader's own key. */
  public static final int OWN_KEY = 1;

  /** The value in {@link #INITIAL_MAC} when the panel's cryptogram was wrong. */
  public static final int FAILED = 0xFF;

  private SecurityBlock() {}

  /** Returns whether a frame with such a block ends in a MAC. */
  public static boolean hasMac(int type) {
    return type >= COMMAND && type <= REPLY_ENCRYPTED;
  }

  /** Returns whether the data of such a frame are encrypted. */
  public static boolean encrypts(int type) {
    return type == COMMAND_ENCRYPTED || type == REPLY_ENCRYPTED;
  }
}
