// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.modbus;

import java.io.IOException;
import java.util.Arrays;
import org.vestibule.integrations.access.control.internal.line.Line;

/**
 * Modbus over TCP (MODBUS Messaging on TCP/IP Implementation Guide V1.0b, section 3.1.3): a header
 * with the number of the transaction, so that a late answer is not taken for another one.
 */
final class TcpFrames implements ModbusFrames {
  private static final int HEADER = 7;
  private static final int MOST = 260;

  private final byte[] buffer = new byte[MOST];
  private int transaction;

  @Override
  public void write(Line line, int unit, byte[] message) throws IOException {
    transaction = transaction + 1 & 0xFFFF;
    put(0, transaction);
    put(2, 0);
    put(4, message.length + 1);
    buffer[6] = (byte) unit;
    System.arraycopy(message, 0, buffer, HEADER, message.length);
    line.write(buffer, 0, HEADER + message.length);
  }

  private void put(int at, int value) {
    buffer[at] = (byte) (value >> 8);
    buffer[at + 1] = (byte) value;
  }

  private int get(int at) {
    return (buffer[at] & 0xFF) << 8 | buffer[at + 1] & 0xFF;
  }

  @Override
  public byte[] read(Line line, int unit, long deadlineNanos) throws IOException {
    while (true) {
      ModbusFrames.fill(line, buffer, 0, HEADER, deadlineNanos);
      int number = get(0);
      int protocol = get(2);
      int length = get(4) - 1;
      if (protocol != 0 || length < 1 || length > MOST - HEADER) {
        throw new IOException("the answer is no Modbus TCP");
      }
      int from = buffer[6] & 0xFF;
      ModbusFrames.fill(line, buffer, HEADER, length, deadlineNanos);
      if (number == transaction && from == unit) {
        return Arrays.copyOfRange(buffer, HEADER, HEADER + length);
      }
    }
  }
}
