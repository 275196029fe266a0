// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

import java.util.Arrays;

/**
 * A frame as it lies in its decoder's buffer, its check characters already found good (SIA OSDP 2.2
 * section 5.9). It is the decoder's own and is worthless after the call in which it was given; one
 * thread.
 */
public final class Frame {
  /** The longest frame, from the start byte to the check characters. */
  public static final int LONGEST = 1440;

  /** The shortest: header, code and checksum. */
  public static final int SHORTEST = 7;

  /** The first byte that counts. */
  public static final int START = 0x53;

  /** The address on which every reader listens. */
  public static final int BROADCAST = 0x7F;

  static final int HEADER = 5;
  static final int MAC = 4;
  static final int REPLY_FLAG = 0x80;
  static final int CRC_FLAG = 0x04;
  static final int SECURITY_FLAG = 0x08;

  private byte[] bytes;
  private int start;
  private int length;
  private int block;
  private int codeAt;
  private int dataLength;
  private boolean readable;

  /** Looks at a frame that is whole; returns whether its inner lengths fit. */
  boolean view(byte[] buffer, int offset, int size) {
    bytes = buffer;
    start = offset;
    length = size;
    int end = start + length - (usesCrc() ? 2 : 1);
    block = 0;
    codeAt = start + HEADER;
    if ((control() & SECURITY_FLAG) != 0) {
      int blockLength = unsigned(codeAt);
      if (blockLength < 2 || codeAt + blockLength >= end) {
        return false;
      }
      block = codeAt;
      codeAt += blockLength;
    }
    int tail = SecurityBlock.hasMac(security()) ? MAC : 0;
    dataLength = end - tail - codeAt - 1;
    readable = !SecurityBlock.encrypts(security());
    return dataLength >= 0;
  }

  /** Returns 0 to 126, or {@link #BROADCAST}. */
  public int address() {
    return unsigned(start + 1) & ~REPLY_FLAG;
  }

  /** Returns whether a reader sent it. */
  public boolean reply() {
    return (unsigned(start + 1) & REPLY_FLAG) != 0;
  }

  /** Returns 0 to 3. */
  public int sequence() {
    return control() & 3;
  }

  /** Returns whether it ends in a CRC and not in a sum. */
  public boolean usesCrc() {
    return (control() & CRC_FLAG) != 0;
  }

  /** Returns the type of its {@link SecurityBlock}, or {@link SecurityBlock#NONE}. */
  public int security() {
    return block == 0 ? SecurityBlock.NONE : unsigned(block + 1);
  }

  /** Returns the first byte of the security block's data, or -1 where it has none. */
  public int securityValue() {
    return block == 0 || unsigned(block) < 3 ? -1 : unsigned(block + 2);
  }

  /** Returns the command or the reply that it is. */
  public int code() {
    return unsigned(codeAt);
  }

  /** Returns how many bytes of data it has; encrypted ones are counted with their padding. */
  public int dataLength() {
    return dataLength;
  }

  /**
   * Returns a copy of the data.
   *
   * @throws IllegalStateException when they are encrypted and {@link #unseal} did not open them
   */
  public byte[] data() {
    if (!readable) {
      throw new IllegalStateException("the data are still encrypted");
    }
    return Arrays.copyOfRange(bytes, codeAt + 1, codeAt + 1 + dataLength);
  }

  /**
   * Verifies the MAC, and only then decrypts the data in place. The channel's chain moves on when
   * it was good; so look at the sequence number first: a repetition must not come here.
   *
   * @return whether it was good; otherwise the session is over
   */
  public boolean unseal(SecureChannel channel) {
    if (!SecurityBlock.hasMac(security())) {
      return false;
    }
    int macAt = codeAt + 1 + dataLength;
    if (!channel.verify(reply(), bytes, start, macAt - start, macAt)) {
      return false;
    }
    if (SecurityBlock.encrypts(security())) {
      int plain = channel.decrypt(reply(), bytes, codeAt + 1, dataLength);
      if (plain < 0) {
        return false;
      }
      dataLength = plain;
      readable = true;
    }
    return true;
  }

  /** Returns where the data begin in {@link #raw}. */
  int dataOffset() {
    return codeAt + 1 - start;
  }

  /** Overwrites the data, which may have been a key. */
  public void wipe() {
    Arrays.fill(bytes, codeAt + 1, codeAt + 1 + dataLength, (byte) 0);
  }

  /** Returns a copy of the whole frame as it came, without its mark byte. */
  public byte[] raw() {
    return Arrays.copyOfRange(bytes, start, start + length);
  }

  /** Returns whether it is, byte for byte, this one. */
  public boolean sameAs(byte[] other, int otherLength) {
    return Arrays.equals(bytes, start, start + length, other, 0, otherLength);
  }

  /** Copies the whole frame; returns its length. */
  public int copyTo(byte[] target) {
    System.arraycopy(bytes, start, target, 0, length);
    return length;
  }

  private int control() {
    return unsigned(start + 4);
  }

  private int unsigned(int at) {
    return bytes[at] & 0xFF;
  }

  /** Says what it is, without its data: they may be a card or a key. */
  @Override
  public String toString() {
    return String.format(
        "%s %02X at address %d, sequence %d, security %02X, %d bytes of data",
        reply() ? "reply" : "command", code(), address(), sequence(), security(), dataLength);
  }
}
