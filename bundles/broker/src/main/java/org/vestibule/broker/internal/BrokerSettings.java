// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/**
 * The configuration in force, checked. Keys, bounds and defaults are those of {@link BrokerConfig}.
 *
 * @param plain where MQTT without TLS listens
 * @param tls where MQTT within TLS listens
 * @param identity what TLS is spoken with
 * @param bounds what one client, and all of them, may take
 * @param gateway what the gateway's own user may read and write
 */
record BrokerSettings(
    Optional<InetSocketAddress> plain,
    Optional<InetSocketAddress> tls,
    Pem identity,
    Bounds bounds,
    List<TopicFilter> gateway) {
  /** A certificate with its chain, and its key. */
  record Pem(Path certificate, Path key) {}

  /** See {@link BrokerConfig}; {@code sessionSeconds} in seconds. */
  record Bounds(
      int memoryMegabytes,
      int connections,
      int packetBytes,
      int queued,
      int messagesPerSecond,
      int retained,
      int sessionSeconds) {
    /** Of one address beyond loopback, and of one user's sessions. */
    int half() {
      return Math.max(1, connections / 2);
    }
  }

  /** Returns whether the broker need not be started anew: only what the gateway may do differs. */
  boolean sameAs(BrokerSettings other) {
    return other != null
        && plain.equals(other.plain)
        && tls.equals(other.tls)
        && identity.equals(other.identity)
        && bounds.equals(other.bounds);
  }

  static final List<String> KEYS =
      List.of(
          "address",
          "port",
          "tlsAddress",
          "tlsPort",
          "certificateFile",
          "keyFile",
          "allowInsecure",
          "memoryMegabytes",
          "maxConnections",
          "maxPacketBytes",
          "maxQueued",
          "messagesPerSecond",
          "maxRetained",
          "sessionHours",
          "gatewayTopics");

  private static final int MOST_PATH = 4096;

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @param data the data folder, for the certificate by default
   * @throws VestibuleException {@code configuration-invalid}
   */
  static BrokerSettings of(Map<String, ?> properties, Path data) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(BrokerConfig.PID, properties, KEYS);
    boolean open = reader.flag("allowInsecure", false);
    Optional<InetSocketAddress> plain =
        where("address", text(properties, reader), reader.integer("port", 1, 65_535, 1883));
    Optional<InetSocketAddress> tls =
        where(
            "tlsAddress",
            reader.text("tlsAddress", 100, ""),
            reader.integer("tlsPort", 1, 65_535, 8883));
    if (plain.isPresent() && !plain.get().getAddress().isLoopbackAddress() && !open) {
      throw SettingsReader.invalid(
          BrokerConfig.PID,
          "address",
          "'" + plain.get().getAddress().getHostAddress() + "', plain TCP beyond this machine",
          "127.0.0.1, or an address with allowInsecure = true",
          "Use tlsAddress, or set allowInsecure = true if the network is yours alone.");
    }
    return new BrokerSettings(plain, tls, pem(reader, data), bounds(reader), gateway(reader));
  }

  /** An address that is set to nothing is off; one that is not set is loopback. */
  private static String text(Map<String, ?> properties, SettingsReader reader)
      throws VestibuleException {
    return reader.text("address", 100, properties.containsKey("address") ? "" : "127.0.0.1");
  }

  /** An address and no name: what is opened must not depend on who answers a look-up. */
  private static Optional<InetSocketAddress> where(String key, String text, int port)
      throws VestibuleException {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*")) {
      try {
        return Optional.of(new InetSocketAddress(InetAddress.getByName(text), port));
      } catch (UnknownHostException e) {
        // Refused below: it only looked like an address.
      }
    }
    throw SettingsReader.invalid(
        BrokerConfig.PID,
        key,
        "'" + text + "'",
        "an IPv4 or IPv6 address of this machine",
        SettingsReader.example(key, key.equals("address") ? "127.0.0.1" : "0.0.0.0"));
  }

  private static Pem pem(SettingsReader reader, Path data) throws VestibuleException {
    Optional<Path> certificate = reader.path("certificateFile", MOST_PATH);
    Optional<Path> key = reader.path("keyFile", MOST_PATH);
    if (certificate.isPresent() != key.isPresent()) {
      throw SettingsReader.invalid(
          BrokerConfig.PID,
          certificate.isPresent() ? "keyFile" : "certificateFile",
          "nothing",
          "both files, or neither",
          SettingsReader.example("keyFile", "/etc/vestibule/broker.key"));
    }
    Path made = data.resolve("secrets").resolve("tls");
    return new Pem(
        certificate.orElse(made.resolve("gateway.pem")), key.orElse(made.resolve("gateway.key")));
  }

  private static Bounds bounds(SettingsReader reader) throws VestibuleException {
    return new Bounds(
        reader.integer("memoryMegabytes", 8, 4096, 64),
        reader.integer("maxConnections", 2, 10_000, 200),
        reader.integer("maxPacketBytes", 1024, 16_777_216, 262_144),
        reader.integer("maxQueued", 1, 1_000_000, 1000),
        reader.integer("messagesPerSecond", 1, 1_000_000, 1000),
        reader.integer("maxRetained", 1, 1_000_000, 10_000),
        reader.integer("sessionHours", 0, 480, 24) * 3600);
  }

  private static List<TopicFilter> gateway(SettingsReader reader) throws VestibuleException {
    return Filters.of(
        BrokerConfig.PID,
        reader,
        "gatewayTopics",
        20,
        List.of("vestibule/#", "homeassistant/#", "spBv1.0/#"));
  }
}
