// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/**
 * The configuration in force, checked. Keys, bounds and defaults are those of {@link MqttConfig}.
 *
 * @param server the broker's address with its port, empty when MQTT is off
 * @param duress whether silent alarms are told
 */
record MqttSettings(
    String server,
    String building,
    String clientId,
    String username,
    String passwordFile,
    String caFile,
    int keepAliveSeconds,
    boolean duress) {
  /** MQTT is off. */
  static final MqttSettings OFF =
      new MqttSettings("", "home", "vestibule-home", "", "", "", 30, false);

  private static final List<String> KEYS =
      List.of(
          "server",
          "building",
          "clientId",
          "username",
          "passwordFile",
          "caFile",
          "keepAliveSeconds",
          "allowInsecure",
          "duress");
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  static MqttSettings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(MqttConfig.PID, properties, KEYS);
    String server = reader.text("server", 300, "");
    String building = reader.name("building", "home", "home");
    String clientId = reader.text("clientId", 64, "vestibule-" + building);
    String username = reader.text("username", 128, "");
    String passwordFile = reader.path("passwordFile", 4096).map(Path::toString).orElse("");
    String caFile = reader.path("caFile", 4096).map(Path::toString).orElse("");
    int keepAlive = reader.integer("keepAliveSeconds", 5, 3600, 30);
    boolean allowInsecure = reader.flag("allowInsecure", false);
    boolean duress = onOrOff(reader.text("duress", 300, "off"));
    if (!server.isEmpty()) {
      server = address(server, allowInsecure);
    }
    return new MqttSettings(
        server, building, clientId, username, passwordFile, caFile, keepAlive, duress);
  }

  boolean off() {
    return server.isEmpty();
  }

  boolean encrypted() {
    return server.startsWith("ssl:");
  }

  /** Returns the topic below this building. */
  String topic(String levels) {
    return "vestibule/" + building + "/" + levels;
  }

  private static boolean onOrOff(String word) throws VestibuleException {
    if (!word.equals("on") && !word.equals("off")) {
      throw SettingsReader.invalid(
          MqttConfig.PID,
          "duress",
          "'" + word + "'",
          "on or off",
          SettingsReader.example("duress", "off"));
    }
    return word.equals("on");
  }

  private static String address(String server, boolean allowInsecure) throws VestibuleException {
    URI uri;
    try {
      uri = new URI(server);
    } catch (URISyntaxException e) {
      throw notAnAddress(server);
    }
    boolean plain = "tcp".equals(uri.getScheme());
    boolean known = plain || "ssl".equals(uri.getScheme());
    String path = uri.getPath() == null ? "" : uri.getPath();
    if (!known || uri.getHost() == null || uri.getUserInfo() != null || !path.isEmpty()) {
      throw notAnAddress(uri.getUserInfo() == null ? server : "an address with a user in it");
    }
    if (plain && !allowInsecure && !LOOPBACK.contains(uri.getHost())) {
      throw SettingsReader.invalid(
          MqttConfig.PID,
          "server",
          "'" + server + "', plain TCP to another machine",
          "ssl://HOST:PORT, or tcp:// to 127.0.0.1",
          "Use ssl://, or set allowInsecure = true if the network is yours alone.");
    }
    int port = uri.getPort() > 0 ? uri.getPort() : plain ? 1883 : 8883;
    return uri.getScheme() + "://" + uri.getHost() + ":" + port;
  }

  private static VestibuleException notAnAddress(String found) {
    return SettingsReader.invalid(
        MqttConfig.PID,
        "server",
        "'" + found + "'",
        "tcp://HOST:PORT or ssl://HOST:PORT",
        SettingsReader.example("server", "ssl://broker.example:8883"));
  }
}
