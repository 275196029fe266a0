// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.device.http.PasswordFile;
import org.vestibule.integrations.onvif.sip.internal.station.NameLists;

/**
 * The configuration, checked. Immutable but for the password's bytes, which nobody changes.
 *
 * @param user the one account; empty: nothing is offered
 * @param password its bytes
 * @param stations the ids that are offered; empty: all
 * @param streams a camera's own stream, by station
 */
record DeviceSettings(
    String user, byte[] password, Set<String> stations, Map<String, URI> streams) {
  private static final List<String> KEYS = List.of("user", "passwordFile", "stations", "streams");
  private static final int SHORTEST = 12;
  private static final int LONGEST = 128;
  private static final int MOST_STATIONS = 64;

  /** Nothing is offered. */
  static final DeviceSettings OFF = new DeviceSettings("", new byte[0], Set.of(), Map.of());

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid}, {@code password-unreadable}, {@code
   *     password-unfit}
   */
  static DeviceSettings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(DeviceConfig.PID, properties, KEYS);
    String user = reader.text("user", 64, "");
    Optional<Path> file = reader.path("passwordFile", 4096);
    Set<String> stations =
        new HashSet<>(NameLists.ids(DeviceConfig.PID, reader, "stations", MOST_STATIONS));
    Map<String, URI> streams = streams(reader);
    if (user.isEmpty()) {
      return OFF;
    }
    if (!user.matches("[A-Za-z0-9._@-]+")) {
      throw SettingsReader.invalid(
          DeviceConfig.PID,
          "user",
          "a sign that clients do not send alike",
          "A-Z, a-z, 0-9, '.', '_', '@', '-'",
          SettingsReader.example("user", "vms"));
    }
    if (file.isEmpty()) {
      throw SettingsReader.invalid(
          DeviceConfig.PID,
          "passwordFile",
          "nothing",
          "the path of a file",
          SettingsReader.example("passwordFile", "/etc/vestibule/vms.password"));
    }
    return new DeviceSettings(user, password(file.get()), stations, streams);
  }

  /** Returns whether a station is offered. */
  boolean offers(String station) {
    return !user.isEmpty() && (stations.isEmpty() || stations.contains(station));
  }

  private static byte[] password(Path file) throws VestibuleException {
    byte[] password;
    try {
      password = PasswordFile.firstLine(file);
    } catch (IOException e) {
      throw new VestibuleException(
          "password-unreadable",
          "setting passwordFile of " + DeviceConfig.PID,
          "a file that cannot be read",
          "a file that the gateway may read",
          "Check that it is there, and who may read it.",
          e);
    }
    if (password.length < SHORTEST || password.length > LONGEST) {
      throw new VestibuleException(
          "password-unfit",
          "setting passwordFile of " + DeviceConfig.PID,
          "a password of " + password.length + " bytes",
          SHORTEST + " to " + LONGEST + " bytes in the first line",
          "Write a long random password into the file, and give it to the other system.");
    }
    return password;
  }

  private static Map<String, URI> streams(SettingsReader reader) throws VestibuleException {
    Map<String, URI> streams = new TreeMap<>();
    for (String pair : reader.list("streams", MOST_STATIONS, List.of())) {
      int equals = pair.indexOf('=');
      Optional<URI> stream = equals < 1 ? Optional.empty() : stream(pair.substring(equals + 1));
      if (stream.isEmpty()) {
        // What has a user in it may have a password in it, and is not shown.
        throw SettingsReader.invalid(
            DeviceConfig.PID,
            "streams",
            pair.contains("@") ? "an address with a user" : "'" + pair + "'",
            "STATION=rtsp://HOST:PORT/PATH, without user and password",
            SettingsReader.example("streams", "front=rtsp://192.0.2.20/main"));
      }
      streams.put(pair.substring(0, equals), stream.get());
    }
    return streams;
  }

  private static Optional<URI> stream(String text) {
    try {
      URI uri = new URI(text);
      boolean rtsp = "rtsp".equals(uri.getScheme()) || "rtsps".equals(uri.getScheme());
      return rtsp && uri.getHost() != null && uri.getRawUserInfo() == null
          ? Optional.of(uri)
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "DeviceSettings[" + user + ", " + stations + "]";
  }
}
