// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

/** What a panel says to a reader (SIA OSDP 2.2 section 6). */
public final class CommandCode {
  public static final int POLL = 0x60;
  public static final int ID = 0x61;
  public static final int CAP = 0x62;
  public static final int LSTAT = 0x64;
  public static final int ISTAT = 0x65;
  public static final int OSTAT = 0x66;
  public static final int RSTAT = 0x67;
  public static final int OUT = 0x68;
  public static final int LED = 0x69;
  public static final int BUZ = 0x6A;
  public static final int TEXT = 0x6B;
  public static final int COMSET = 0x6E;
  public static final int BIOREAD = 0x73;
  public static final int BIOMATCH = 0x74;
  public static final int KEYSET = 0x75;
  public static final int CHLNG = 0x76;
  public static final int SCRYPT = 0x77;
  public static final int ACURXSIZE = 0x7B;
  public static final int FILETRANSFER = 0x7C;
  public static final int MFG = 0x80;
  public static final int XWR = 0xA1;
  public static final int ABORT = 0xA2;
  public static final int PIVDATA = 0xA3;
  public static final int GENAUTH = 0xA4;
  public static final int CRAUTH = 0xA5;
  public static final int KEEPACTIVE = 0xA7;

  private CommandCode() {}
}
