// SPDX-License-Identifier: Apache-2.0
package org.vestibule.device.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/**
 * Where a device is and how the gateway logs in there, checked.
 *
 * @param url http or https, without query, user and final slash
 * @param username empty where the device wants none
 * @param passwordFile its first line is the password; or {@code secret:NAME}, a secret of the house
 * @param basic whether the password itself may be shown to the device
 * @param timeout for one request with its challenge
 * @param mostAnswer the longest answer in bytes
 */
public record DeviceAddress(
    URI url,
    String username,
    Optional<Path> passwordFile,
    boolean basic,
    Duration timeout,
    int mostAnswer) {
  /** The keys of a configuration that are read here. */
  public static final List<String> KEYS =
      List.of(
          "url",
          "username",
          "password",
          "passwordFile",
          "allowBasic",
          "allowInsecure",
          "timeoutMillis");

  private static final int MOST_ANSWER = 256 * 1024;

  /**
   * Reads them.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  public static DeviceAddress of(String pid, SettingsReader reader) throws VestibuleException {
    URI url = url(pid, reader.text("url", 300, ""));
    boolean here = hasLoopback(url);
    boolean encrypted = "https".equals(url.getScheme());
    boolean insecure = reader.flag("allowInsecure", false);
    if (!encrypted && !here && !insecure) {
      throw SettingsReader.invalid(
          pid,
          "url",
          "http to another machine",
          "https, or http to 127.0.0.1",
          "Use https, or set allowInsecure = true if the network is yours alone.");
    }
    boolean basic = reader.flag("allowBasic", false);
    if (basic && !encrypted && !here) {
      throw SettingsReader.invalid(
          pid, "allowBasic", "true with http", "true with https only", "Use https, or Digest.");
    }
    String username = reader.text("username", 64, "");
    if (!username.matches("[ -~&&[^:]]*")) {
      throw SettingsReader.invalid(
          pid,
          "username",
          "a sign that devices do not take",
          "ASCII without ':'",
          SettingsReader.example("username", "vestibule"));
    }
    return new DeviceAddress(
        url,
        username,
        password(pid, reader),
        basic,
        Duration.ofMillis(reader.integer("timeoutMillis", 100, 10_000, 1500)),
        MOST_ANSWER);
  }

  /**
   * Reads where the password is: among the house's secrets, or in a file.
   *
   * @throws VestibuleException {@code configuration-invalid}, as for both at the same time
   */
  public static Optional<Path> password(String pid, SettingsReader reader)
      throws VestibuleException {
    Optional<Path> sealed = reader.secret("password").map(SealedPassword::named);
    Optional<Path> file = reader.path("passwordFile", 4096);
    if (sealed.isPresent() && file.isPresent()) {
      throw SettingsReader.invalid(
          pid, "password", "set beside passwordFile", "one of the two", "Take passwordFile out.");
    }
    return sealed.or(() -> file);
  }

  /** Returns the same device with another answer time, for a question that it answers late. */
  public DeviceAddress within(Duration other) {
    return new DeviceAddress(url, username, passwordFile, basic, other, mostAnswer);
  }

  /** Returns what people know it by. */
  public String shown() {
    return url.getAuthority();
  }

  private static URI url(String pid, String text) throws VestibuleException {
    try {
      URI url = new URI(text.replaceFirst("/+$", ""));
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      boolean plain =
          url.getRawUserInfo() == null && url.getRawQuery() == null && url.getRawFragment() == null;
      if (web && plain && url.getHost() != null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // Refused below. What was written is not shown: it may have a password in it.
    }
    throw SettingsReader.invalid(
        pid,
        "url",
        "no plain address",
        "http://HOST or https://HOST, without user and query",
        SettingsReader.example("url", "https://192.0.2.20"));
  }

  /** By its name alone: no look-up decides what is this machine. */
  private static boolean hasLoopback(URI url) {
    return List.of("localhost", "127.0.0.1", "[::1]").contains(url.getHost());
  }
}
