// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Grant;
import org.vestibule.api.settings.SettingsReader;

/**
 * The configuration in force, checked. Keys, bounds and defaults are those of {@link CoapForm}.
 *
 * @param plainGrants what whoever comes by plain CoAP holds, on loopback only
 * @param commands whether doors are worked
 */
record CoapSettings(
    String building,
    Listening listening,
    Set<Grant> plainGrants,
    boolean commands,
    Optional<Path> certificateFile,
    Optional<String> privateKey) {

  /**
   * What sockets are made of: when it changes, they are closed and opened.
   *
   * @param port of plain CoAP; 0: off
   * @param securePort of DTLS; 0: off
   */
  record Listening(
      InetAddress address,
      int port,
      int securePort,
      int messagesPerPeer,
      int blockSize,
      int observers,
      int sessions) {
    boolean off() {
      return port == 0 && securePort == 0;
    }
  }

  private static final List<String> KEYS =
      List.of(
          "building",
          "address",
          "port",
          "securePort",
          "allowInsecure",
          "plainRoles",
          "commands",
          "certificateFile",
          "privateKey",
          "messagesPerPeer",
          "blockSize",
          "observers",
          "sessions");

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  static CoapSettings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(CoapForm.PID, properties, KEYS);
    Listening listening =
        new Listening(
            address(reader.text("address", 45, "127.0.0.1")),
            reader.integer("port", 0, 65535, 0),
            reader.integer("securePort", 0, 65535, 0),
            reader.integer("messagesPerPeer", 16, 1024, 64),
            block(reader.integer("blockSize", 64, 1024, 512)),
            reader.integer("observers", 1, 10_000, 100),
            reader.integer("sessions", 1, 10_000, 200));
    Set<Grant> plain =
        GrantList.read(CoapForm.PID, "plainRoles", reader.list("plainRoles", 16, List.of()));
    refuseOpenDoor(listening, plain, reader.flag("allowInsecure", false));
    return new CoapSettings(
        reader.name("building", "home", "home"),
        listening,
        plain,
        onOrOff(reader.text("commands", 8, "off")),
        reader.path("certificateFile", 4096),
        reader.secret("privateKey"));
  }

  /** Nothing that is not encrypted leaves the machine unless somebody says so. */
  private static void refuseOpenDoor(Listening listening, Set<Grant> plain, boolean allowed)
      throws VestibuleException {
    if (listening.port() != 0 && listening.port() == listening.securePort()) {
      throw refused("securePort", "the plain port, too", "another port", "5684");
    }
    if (listening.port() == 0 || listening.address().isLoopbackAddress()) {
      return;
    }
    String where = listening.address().getHostAddress();
    if (!allowed) {
      throw SettingsReader.invalid(
          CoapForm.PID,
          "port",
          "plain CoAP at " + where,
          "securePort, or a port at 127.0.0.1",
          "Use securePort, or set allowInsecure = true if the network is yours alone.");
    }
    if (!plain.isEmpty()) {
      throw SettingsReader.invalid(
          CoapForm.PID,
          "plainRoles",
          "roles for everybody who reaches " + where,
          "roles at 127.0.0.1 only",
          "Empty plainRoles, and give each system a key of its own over securePort.");
    }
  }

  private static InetAddress address(String text) throws VestibuleException {
    try {
      // Numbers only: nothing is looked up to find out where to listen.
      if (text.matches("[0-9.]+") || text.contains(":")) {
        InetAddress address = InetAddress.getByName(text);
        if (!address.isMulticastAddress()) {
          return address;
        }
      }
    } catch (UnknownHostException e) {
      // Refused below, with the same words as a name.
    }
    throw refused("address", "'" + text + "'", "an address in numbers", "127.0.0.1");
  }

  private static int block(int size) throws VestibuleException {
    if (Integer.bitCount(size) != 1) {
      throw refused("blockSize", "'" + size + "'", "64, 128, 256, 512 or 1024", "512");
    }
    return size;
  }

  private static boolean onOrOff(String word) throws VestibuleException {
    if (!word.equals("on") && !word.equals("off")) {
      throw refused("commands", "'" + word + "'", "on or off", "off");
    }
    return word.equals("on");
  }

  private static VestibuleException refused(
      String key, String found, String allowed, String example) {
    return SettingsReader.invalid(
        CoapForm.PID, key, found, allowed, SettingsReader.example(key, example));
  }
}
