// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.modbus;

import com.ghgande.j2mod.modbus.util.ModbusUtil;
import java.io.IOException;
import java.util.Arrays;
import org.vestibule.integrations.access.control.internal.line.Line;

/**
 * Modbus RTU (MODBUS over Serial Line V1.02, section 2.5.1): address, message, CRC-16. Where an
 * answer ends is known from its function, so that no silence has to be measured.
 */
final class RtuFrames implements ModbusFrames {
  private static final int MOST = 256;
  private static final int CRC = 2;

  private final byte[] buffer = new byte[MOST];

  @Override
  public void write(Line line, int unit, byte[] message) throws IOException {
    drain(line);
    buffer[0] = (byte) unit;
    System.arraycopy(message, 0, buffer, 1, message.length);
    int length = 1 + message.length;
    int[] crc = ModbusUtil.calculateCRC(buffer, 0, length);
    buffer[length] = (byte) crc[0];
    buffer[length + 1] = (byte) crc[1];
    line.write(buffer, 0, length + CRC);
  }

  /** What came late belongs to nobody. */
  private void drain(Line line) throws IOException {
    int read = 1;
    for (int round = 0; read > 0 && round < MOST; round++) {
      read = line.read(buffer, 0, MOST, 1);
    }
  }

  @Override
  public byte[] read(Line line, int unit, long deadlineNanos) throws IOException {
    ModbusFrames.fill(line, buffer, 0, 3, deadlineNanos);
    int function = buffer[1] & 0xFF;
    int more = more(function);
    if ((buffer[0] & 0xFF) != unit || more < 0 || 3 + more + CRC > MOST) {
      throw new IOException("the answer is of another device, or no Modbus RTU");
    }
    ModbusFrames.fill(line, buffer, 3, more + CRC, deadlineNanos);
    int length = 3 + more;
    int[] crc = ModbusUtil.calculateCRC(buffer, 0, length);
    if ((buffer[length] & 0xFF) != crc[0] || (buffer[length + 1] & 0xFF) != crc[1]) {
      throw new IOException("the answer was damaged on the line");
    }
    return Arrays.copyOfRange(buffer, 1, length);
  }

  /** Returns how many bytes follow the first three, without the CRC. */
  private int more(int function) {
    if ((function & 0x80) != 0) {
      return 0;
    }
    return switch (function) {
      case ModbusBank.READ_COILS, ModbusBank.READ_INPUTS -> buffer[2] & 0xFF;
      case ModbusBank.WRITE_COIL, ModbusBank.WRITE_REGISTER -> 3;
      default -> -1;
    };
  }
}
