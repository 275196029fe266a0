// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

/** What a reader answers (SIA OSDP 2.2 section 7). */
public final class ReplyCode {
  public static final int ACK = 0x40;
  public static final int NAK = 0x41;
  public static final int PDID = 0x45;
  public static final int PDCAP = 0x46;
  public static final int LSTATR = 0x48;
  public static final int ISTATR = 0x49;
  public static final int OSTATR = 0x4A;
  public static final int RSTATR = 0x4B;
  public static final int RAW = 0x50;
  public static final int FMT = 0x51;
  public static final int KEYPAD = 0x53;
  public static final int COM = 0x54;
  public static final int BIOREADR = 0x57;
  public static final int BIOMATCHR = 0x58;
  public static final int CCRYPT = 0x76;
  public static final int RMAC_I = 0x78;
  public static final int BUSY = 0x79;
  public static final int FTSTAT = 0x7A;
  public static final int PIVDATAR = 0x80;
  public static final int MFGREP = 0x90;
  public static final int XRD = 0xB1;

  private ReplyCode() {}
}
