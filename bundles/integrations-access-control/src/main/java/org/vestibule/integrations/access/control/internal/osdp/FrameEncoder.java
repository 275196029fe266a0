// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

/**
 * Writes frames into one buffer, each over the one before. One thread.
 *
 * <p>The buffer begins with the mark byte that leaves the line idle before the start byte; it is no
 * part of the frame and of nothing that is computed over it.
 */
public final class FrameEncoder {
  /** What precedes a frame on the wire. */
  public static final int MARK = 0xFF;

  /** Header, longest security block, code, MAC, padding of a block and CRC. */
  private static final int MOST_AROUND = Frame.HEADER + 3 + 1 + Frame.MAC + 16 + 2;

  /** The longest data that fit into a frame with every security. */
  public static final int MOST_DATA = Frame.LONGEST - MOST_AROUND;

  private static final byte[] NOTHING = {};

  private final byte[] buffer = new byte[1 + Frame.LONGEST];
  private int size;

  /** Returns the buffer; the first {@link #size} bytes are the mark byte and the last frame. */
  public byte[] buffer() {
    return buffer;
  }

  /** Returns how many bytes of the buffer are to be sent. */
  public int size() {
    return size;
  }

  /** Writes a frame in clear, without data. */
  public void clear(int address, int control, int code) {
    clear(address, control, code, NOTHING);
  }

  /**
   * Writes a frame in clear.
   *
   * @param address 0 to 127, {@link #reply} for what a reader sends
   * @param control the sequence number, and {@link #withCrc} unless the sum is meant
   */
  public void clear(int address, int control, int code, byte[] data) {
    int at = header(address, control);
    finish(put(at, code, data), control);
  }

  /** Writes one of the four frames of the handshake, with its security block. */
  public void handshake(int address, int control, int type, int value, int code, byte[] data) {
    int at = header(address, control | Frame.SECURITY_FLAG);
    buffer[at++] = 3;
    buffer[at++] = (byte) type;
    buffer[at++] = (byte) value;
    finish(put(at, code, data), control);
  }

  /** Writes a frame with a MAC, its data encrypted; the channel's chain moves on. */
  public void sealed(int address, int control, SecureChannel channel, int code, byte[] data) {
    boolean reply = (address & Frame.REPLY_FLAG) != 0;
    int type = reply ? SecurityBlock.REPLY : SecurityBlock.COMMAND;
    int at = header(address, control | Frame.SECURITY_FLAG);
    buffer[at++] = 2;
    buffer[at++] = (byte) (data.length == 0 ? type : type + 2);
    int end = put(at, code, data);
    if (data.length > 0) {
      end = at + 1 + channel.encrypt(reply, buffer, at + 1, data.length);
    }
    length(end + Frame.MAC + check(control));
    channel.sign(reply, buffer, 1, end - 1, end);
    finish(end + Frame.MAC, control);
  }

  /** Returns the address from which a reader sends. */
  public static int reply(int address) {
    return address | Frame.REPLY_FLAG;
  }

  /** Returns the control byte for a sequence number with a CRC. */
  public static int withCrc(int sequence) {
    return sequence | Frame.CRC_FLAG;
  }

  private int header(int address, int control) {
    buffer[0] = (byte) MARK;
    buffer[1] = Frame.START;
    buffer[2] = (byte) address;
    buffer[5] = (byte) control;
    return 1 + Frame.HEADER;
  }

  private int put(int at, int code, byte[] data) {
    if (data.length > MOST_DATA) {
      throw new IllegalArgumentException(data.length + " bytes of data; allowed: " + MOST_DATA);
    }
    buffer[at] = (byte) code;
    System.arraycopy(data, 0, buffer, at + 1, data.length);
    return at + 1 + data.length;
  }

  private void length(int end) {
    int length = end - 1;
    buffer[3] = (byte) length;
    buffer[4] = (byte) (length >> 8);
  }

  private static int check(int control) {
    return (control & Frame.CRC_FLAG) == 0 ? 1 : 2;
  }

  private void finish(int end, int control) {
    size = end + check(control);
    length(size);
    if ((control & Frame.CRC_FLAG) == 0) {
      buffer[end] = (byte) CheckCharacters.sum(buffer, 1, end - 1);
    } else {
      int crc = CheckCharacters.crc(buffer, 1, end - 1);
      buffer[end] = (byte) crc;
      buffer[end + 1] = (byte) (crc >> 8);
    }
  }
}
