// SPDX-License-Identifier: Apache-2.0
package org.vestibule.itests;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a process listens on, as the kernel tells it: see proc(5), {@code /proc/net/tcp}. */
final class Sockets {
  private static final String TCP_LISTENS = "0A";
  private static final String UDP_UNCONNECTED = "07";

  private Sockets() {}

  /** Returns them as {@code tcp 127.0.0.1:8787}. */
  static Set<String> of(long pid) throws IOException {
    Set<String> own = descriptors(pid);
    Set<String> listening = new TreeSet<>();
    for (String table : new String[] {"tcp", "tcp6", "udp", "udp6"}) {
      String state = table.startsWith("tcp") ? TCP_LISTENS : UDP_UNCONNECTED;
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/net/" + table))) {
        String[] columns = line.strip().split("\\s+");
        if (columns[3].equals(state) && own.contains("socket:[" + columns[9] + "]")) {
          listening.add(table.substring(0, 3) + " " + address(columns[1]));
        }
      }
    }
    return listening;
  }

  /** The kernel writes an address in words of 32 bits, in this machine's own order. */
  private static String address(String text) throws IOException {
    String[] parts = text.split(":");
    byte[] words = HexFormat.of().parseHex(parts[0]);
    byte[] address = new byte[words.length];
    for (int i = 0; i < words.length; i++) {
      address[i] = words[(i / 4) * 4 + 3 - i % 4];
    }
    InetAddress host = InetAddress.getByAddress(address);
    String shown = host.isAnyLocalAddress() ? "*" : host.getHostAddress();
    return shown + ":" + Integer.parseInt(parts[1], 16);
  }

  private static Set<String> descriptors(long pid) throws IOException {
    Set<String> sockets = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        try {
          sockets.add(Files.readSymbolicLink(file).toString());
        } catch (IOException e) {
          // Closed between the listing and this look: it listens on nothing.
        }
      }
    }
    return sockets;
  }
}
