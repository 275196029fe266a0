// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.line;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A serial port: 8 data bits, no parity, 1 stop bit. */
final class SerialLine implements Line {
  /**
   * A serial driver's own time-outs are tenths of a second, which is half of what a panel waits; so
   * the port is looked at about as often as a byte can come at 9600 baud.
   */
  private static final long LOOK_NANOS = 1_000_000;

  private final SerialPort port;
  private final String name;

  private SerialLine(SerialPort port, String name) {
    this.port = port;
    this.name = name;
  }

  /**
   * Opens one. A symbolic link is followed first: the library refuses one that leads out of its
   * folder, and a name such as {@code /dev/serial/by-id/...} is one that survives replugging.
   */
  static SerialLine open(LineAddress.Serial address) throws IOException {
    Path device = address.device().toRealPath();
    if (!device.startsWith("/dev")) {
      throw new IOException(address.device() + " leads to " + device + ", which is no device");
    }
    SerialPort port;
    try {
      port = SerialPort.getCommPort(device.toString());
    } catch (SerialPortInvalidPortException e) {
      throw new IOException(device + " is no serial port", e);
    }
    port.setComPortParameters(address.baud(), 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
    if (address.rs485()) {
      port.setRs485ModeParameters(true, true, 0, 0);
    }
    port.setComPortTimeouts(SerialPort.TIMEOUT_NONBLOCKING, 0, 0);
    if (!port.openPort(0)) {
      throw new IOException(
          device + " cannot be opened: is it in use, and may this gateway's user open it?");
    }
    return new SerialLine(port, address.toString());
  }

  @Override
  public int read(byte[] buffer, int offset, int length, int timeoutMillis) throws IOException {
    long begin = System.nanoTime();
    int available = available();
    while (available == 0
        && System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(timeoutMillis)) {
      LockSupport.parkNanos(LOOK_NANOS);
      available = available();
    }
    return available == 0 ? 0 : there(port.readBytes(buffer, Math.min(available, length), offset));
  }

  private int available() throws IOException {
    return there(port.bytesAvailable());
  }

  private int there(int count) throws IOException {
    if (count < 0) {
      throw new IOException(name + " is gone");
    }
    return count;
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    for (int done = 0; done < length; ) {
      int count = port.writeBytes(buffer, length - done, offset + done);
      if (count <= 0) {
        throw new IOException(name + " takes nothing");
      }
      done += count;
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void close() {
    port.closePort();
  }
}
