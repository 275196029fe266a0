// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/**
 * How a broker is reached, and what the gateway proves itself by. Keys, bounds and defaults are
 * those of {@link MqttConfig}.
 *
 * @param address the broker's, with its port; empty when MQTT is off
 * @param window how many messages may wait for their confirmation at the same time
 */
record ServerSettings(
    String address,
    Version version,
    String clientId,
    String username,
    Kept password,
    String caFile,
    String certificateFile,
    Kept key,
    int keepAliveSeconds,
    int window) {
  /** The keys that {@link #of} reads. */
  static final List<String> KEYS =
      List.of(
          "server",
          "version",
          "clientId",
          "username",
          "password",
          "passwordFile",
          "caFile",
          "certificateFile",
          "keyFile",
          "keepAliveSeconds",
          "window",
          "allowInsecure");

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Which MQTT is spoken. */
  enum Version {
    /** 5, and 3.1.1 when the broker refuses that. */
    AUTO,
    FIVE,
    THREE
  }

  static ServerSettings of(String pid, SettingsReader reader, String building)
      throws VestibuleException {
    String server = reader.text("server", 300, "");
    boolean allowInsecure = reader.flag("allowInsecure", false);
    String certificate = reader.path("certificateFile", 4096).map(Path::toString).orElse("");
    Kept key = Kept.secretOrFile(pid, "keyFile", reader);
    if (certificate.isEmpty() == key.somewhere()) {
      throw SettingsReader.invalid(
          pid,
          certificate.isEmpty() ? "certificateFile" : "keyFile",
          "nothing",
          "both or none of certificateFile and keyFile",
          "Set both, for a broker that asks for a certificate.");
    }
    return new ServerSettings(
        server.isEmpty() ? "" : address(pid, server, allowInsecure),
        version(pid, reader.text("version", 10, "auto")),
        reader.text("clientId", 64, "vestibule-" + building),
        reader.text("username", 128, ""),
        password(pid, reader),
        reader.path("caFile", 4096).map(Path::toString).orElse(""),
        certificate,
        key,
        reader.integer("keepAliveSeconds", 5, 3600, 30),
        reader.integer("window", 1, 1000, 100));
  }

  boolean off() {
    return address.isEmpty();
  }

  boolean encrypted() {
    return address.startsWith("ssl:");
  }

  /** Returns whether a change of this secret concerns it; an empty name is every secret. */
  boolean uses(String secret) {
    return password.is(secret) || key.is(secret);
  }

  /** The same broker, by another name of this gateway's. */
  ServerSettings as(String otherClientId) {
    return new ServerSettings(
        address,
        version,
        otherClientId,
        username,
        password,
        caFile,
        certificateFile,
        key,
        keepAliveSeconds,
        window);
  }

  private static Kept password(String pid, SettingsReader reader) throws VestibuleException {
    Kept secret = Kept.secret(pid, "password", reader);
    String file = reader.path("passwordFile", 4096).map(Path::toString).orElse("");
    if (secret.somewhere() && !file.isEmpty()) {
      throw SettingsReader.invalid(
          pid, "passwordFile", "a file beside password", "one of both", "Remove passwordFile.");
    }
    return secret.somewhere() ? secret : new Kept("", file);
  }

  private static Version version(String pid, String text) throws VestibuleException {
    return switch (text) {
      case "auto" -> Version.AUTO;
      case "5" -> Version.FIVE;
      case "3.1.1" -> Version.THREE;
      default ->
          throw SettingsReader.invalid(
              pid,
              "version",
              "'" + text + "'",
              "auto, 5 or 3.1.1",
              SettingsReader.example("version", "auto"));
    };
  }

  private static String address(String pid, String server, boolean allowInsecure)
      throws VestibuleException {
    URI uri;
    try {
      uri = new URI(server);
    } catch (URISyntaxException e) {
      throw notAnAddress(pid, server);
    }
    boolean plain = "tcp".equals(uri.getScheme());
    boolean known = plain || "ssl".equals(uri.getScheme());
    String path = uri.getPath() == null ? "" : uri.getPath();
    if (!known || uri.getHost() == null || uri.getUserInfo() != null || !path.isEmpty()) {
      throw notAnAddress(pid, uri.getUserInfo() == null ? server : "an address with a user in it");
    }
    if (plain && !allowInsecure && !LOOPBACK.contains(uri.getHost())) {
      throw SettingsReader.invalid(
          pid,
          "server",
          "'" + server + "', plain TCP to another machine",
          "ssl://HOST:PORT, or tcp:// to 127.0.0.1",
          "Use ssl://, or set allowInsecure = true if the network is yours alone.");
    }
    int port = uri.getPort() > 0 ? uri.getPort() : plain ? 1883 : 8883;
    return uri.getScheme() + "://" + uri.getHost() + ":" + port;
  }

  private static VestibuleException notAnAddress(String pid, String found) {
    return SettingsReader.invalid(
        pid,
        "server",
        "'" + found + "'",
        "tcp://HOST:PORT or ssl://HOST:PORT",
        SettingsReader.example("server", "ssl://broker.example:8883"));
  }
}
