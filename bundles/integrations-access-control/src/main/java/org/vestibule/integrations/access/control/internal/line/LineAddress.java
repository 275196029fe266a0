// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.line;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Set;
import org.vestibule.api.VestibuleException;

/** Where a line is, as a person writes it. */
public sealed interface LineAddress {
  /** The speeds that OSDP readers and Modbus modules have. */
  Set<Integer> SPEEDS = Set.of(9600, 19_200, 38_400, 57_600, 115_200, 230_400);

  /** The longest one. */
  int LONGEST = 255;

  /**
   * A serial port.
   *
   * @param device an absolute path; a symbolic link is followed when it is opened
   * @param baud one of {@link #SPEEDS}
   * @param rs485 whether the port's driver is told to switch the direction of the line; adapters
   *     mostly do that by themselves
   */
  record Serial(Path device, int baud, boolean rs485) implements LineAddress {
    @Override
    public String toString() {
      return device + " at " + baud + " baud";
    }
  }

  /** Somebody's TCP port, to which this gateway connects. */
  record Tcp(String host, int port) implements LineAddress {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  /** A TCP port of this gateway's, at which one peer may connect. */
  record Listen(String address, int port) implements LineAddress {
    @Override
    public String toString() {
      return "port " + port + " of " + address;
    }
  }

  /**
   * Reads one: {@code serial:/dev/ttyUSB0?baud=9600} (also {@code &rs485=true}), {@code
   * tcp:host:port}, {@code listen:address:port} or {@code listen:port}, which is of 127.0.0.1.
   *
   * @throws VestibuleException {@code line-invalid}
   */
  static LineAddress of(String text) throws VestibuleException {
    if (text.length() <= LONGEST) {
      try {
        if (text.startsWith("serial:")) {
          return serial(text);
        } else if (text.startsWith("tcp:")) {
          String rest = text.substring(4);
          return new Tcp(host(rest), port(rest));
        } else if (text.startsWith("listen:")) {
          String rest = text.substring(7);
          return new Listen(rest.indexOf(':') < 0 ? "127.0.0.1" : host(rest), port(rest));
        }
      } catch (IllegalArgumentException e) {
        // Refused below, with the same words as a scheme that is none.
      }
    }
    throw new VestibuleException(
        "line-invalid",
        "line",
        text.length() > LONGEST ? text.length() + " characters" : "'" + text + "'",
        "serial:/dev/NAME?baud="
            + SPEEDS.stream().sorted().toList()
            + ", tcp:host:port or"
            + " listen:address:port",
        "Write serial:/dev/ttyUSB0?baud=9600, for example.");
  }

  private static LineAddress serial(String text) {
    String rest = text.substring(7);
    int query = rest.indexOf('?');
    int baud = 9600;
    boolean rs485 = false;
    for (String part : query < 0 ? new String[0] : rest.substring(query + 1).split("&", -1)) {
      if (part.matches("baud=[0-9]{1,6}")) {
        baud = Integer.parseInt(part.substring(5));
      } else if (part.matches("rs485=(true|false)")) {
        rs485 = part.endsWith("true");
      } else {
        throw new IllegalArgumentException(part);
      }
    }
    Path device = device(query < 0 ? rest : rest.substring(0, query));
    if (!SPEEDS.contains(baud) || !device.isAbsolute()) {
      throw new IllegalArgumentException(text);
    }
    return new Serial(device, baud, rs485);
  }

  private static Path device(String path) {
    try {
      return Path.of(path);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  private static String host(String rest) {
    // java.net.URI knows what a host looks like, an IPv6 address in brackets included.
    String host = URI.create("tcp://" + rest).getHost();
    if (host == null) {
      throw new IllegalArgumentException(rest);
    }
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static int port(String rest) {
    String digits = rest.substring(rest.lastIndexOf(':') + 1);
    int port = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : 0;
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(rest);
    }
    return port;
  }
}
