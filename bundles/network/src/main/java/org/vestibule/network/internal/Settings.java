// SPDX-License-Identifier: Apache-2.0
package org.vestibule.network.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/**
 * The configuration in force, checked.
 *
 * @param https where HTTPS listens; empty: nowhere
 * @param tls how it speaks
 * @param plainBeyondLoopback whether plain HTTP may be reached from elsewhere
 * @param requestsPerSecond of one address beyond loopback
 * @param loopbackRequestsPerSecond of loopback
 * @param slowBodies of one address beyond loopback, at a time
 * @param loopbackSlowBodies of loopback
 */
record Settings(
    Optional<Https> https,
    Tls tls,
    boolean plainBeyondLoopback,
    int requestsPerSecond,
    int loopbackRequestsPerSecond,
    int slowBodies,
    int loopbackSlowBodies) {
  /**
   * The listener.
   *
   * @param port 0 takes a free one, in tests
   * @param connections at a time
   * @param connectionsPerAddress of these
   * @param idle longest pause within a request
   * @param head longest wait for a whole request head
   */
  record Https(
      InetAddress address,
      int port,
      int connections,
      int connectionsPerAddress,
      Duration idle,
      Duration head) {}

  /**
   * The certificate and the versions.
   *
   * @param names for the generated certificate; empty: found out
   * @param certificate given by a person; empty: generated
   * @param key beside a PEM certificate
   * @param password a file that opens a PKCS#12 one
   */
  record Tls(
      List<String> versions,
      List<String> names,
      Optional<Path> certificate,
      Optional<Path> key,
      Optional<Path> password) {}

  private static final int LONGEST_PATH = 400;
  private static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");
  private static final List<String> KEYS =
      List.of(
          "httpsAddress",
          "httpsPort",
          "tlsVersions",
          "names",
          "certificateFile",
          "keyFile",
          "passwordFile",
          "plainBeyondLoopback",
          "requestsPerSecond",
          "loopbackRequestsPerSecond",
          "slowBodies",
          "loopbackSlowBodies",
          "connections",
          "connectionsPerAddress",
          "idleSeconds",
          "headSeconds");
  private static final String NAME = "[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?|[0-9A-Fa-f:.]+";

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid} for an unknown key or an impossible
   *     value
   */
  static Settings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(NetworkConfig.PID, properties, KEYS);
    return new Settings(
        https(reader),
        tls(reader),
        reader.flag("plainBeyondLoopback", false),
        reader.integer("requestsPerSecond", 1, 10_000, 100),
        reader.integer("loopbackRequestsPerSecond", 1, 100_000, 2_000),
        reader.integer("slowBodies", 1, 50, 8),
        reader.integer("loopbackSlowBodies", 1, 90, 64));
  }

  private static Optional<Https> https(SettingsReader reader) throws VestibuleException {
    String text = reader.text("httpsAddress", 100, "");
    int port = reader.integer("httpsPort", 1, 65_535, 8443);
    int connections = reader.integer("connections", 1, 10_000, 256);
    int ofAddress = reader.integer("connectionsPerAddress", 1, 10_000, 32);
    Duration idle = Duration.ofSeconds(reader.integer("idleSeconds", 5, 600, 60));
    Duration head = Duration.ofSeconds(reader.integer("headSeconds", 1, 120, 15));
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Https(address(text), port, connections, ofAddress, idle, head));
  }

  /** An address and no name: what is opened must not depend on who answers a look-up. */
  private static InetAddress address(String text) throws VestibuleException {
    if (text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*")) {
      try {
        return InetAddress.getByName(text);
      } catch (UnknownHostException e) {
        // Refused below: it only looked like an address.
      }
    }
    throw invalid("httpsAddress", text, "an IPv4 or IPv6 address of this machine", "0.0.0.0");
  }

  private static Tls tls(SettingsReader reader) throws VestibuleException {
    List<String> versions = reader.list("tlsVersions", 2, List.of("TLSv1.3"));
    if (versions.isEmpty() || !VERSIONS.containsAll(versions)) {
      throw invalid("tlsVersions", String.join(",", versions), "TLSv1.3, TLSv1.2", "TLSv1.3");
    }
    List<String> names = reader.list("names", 20, List.of());
    for (String name : names) {
      if (!name.matches(NAME)) {
        throw invalid("names", name, "host names and addresses", "gateway.example.org");
      }
    }
    Optional<Path> certificate = reader.path("certificateFile", LONGEST_PATH);
    Optional<Path> key = reader.path("keyFile", LONGEST_PATH);
    boolean pkcs12 = certificate.filter(file -> file.toString().endsWith(".p12")).isPresent();
    if (certificate.isPresent() ? pkcs12 == key.isPresent() : key.isPresent()) {
      throw invalid(
          "keyFile",
          key.map(Path::toString).orElse("nothing"),
          "a file beside a PEM certificateFile, and none otherwise",
          "/etc/vestibule/gateway.key");
    }
    return new Tls(versions, names, certificate, key, reader.path("passwordFile", LONGEST_PATH));
  }

  private static VestibuleException invalid(
      String key, String found, String allowed, String example) {
    return SettingsReader.invalid(
        NetworkConfig.PID, key, found, allowed, SettingsReader.example(key, example));
  }
}
