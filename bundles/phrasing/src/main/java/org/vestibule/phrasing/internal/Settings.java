// SPDX-License-Identifier: Apache-2.0
package org.vestibule.phrasing.internal;

import java.net.URI;
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
 * @param enabled whether anything is sent
 * @param endpoint on this machine, or https to an allowed host
 * @param model as the endpoint knows it
 * @param keyFile holds the bearer token, if one is wanted
 * @param timeout for the whole exchange
 * @param maxTokens the longest text
 */
record Settings(
    boolean enabled,
    URI endpoint,
    String model,
    Optional<Path> keyFile,
    Duration timeout,
    int maxTokens) {
  private static final String LOCAL = "http://127.0.0.1:8080/v1/chat/completions";
  private static final List<String> KEYS =
      List.of(
          "enabled", "endpoint", "allowedHosts", "model", "keyFile", "timeoutSeconds", "maxTokens");
  private static final int MOST_HOSTS = 10;

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid} for an unknown key, an impossible
   *     value, or a host that is neither this machine nor allowed
   */
  static Settings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(PhrasingConfig.PID, properties, KEYS);
    List<String> hosts = reader.list("allowedHosts", MOST_HOSTS, List.of());
    return new Settings(
        reader.flag("enabled", false),
        endpoint(reader.text("endpoint", 400, LOCAL), hosts),
        reader.text("model", 100, "local"),
        reader.path("keyFile", 400),
        Duration.ofSeconds(reader.integer("timeoutSeconds", 1, 120, 20)),
        reader.integer("maxTokens", 32, 2000, 400));
  }

  private static URI endpoint(String text, List<String> hosts) throws VestibuleException {
    URI uri;
    try {
      uri = URI.create(text);
    } catch (IllegalArgumentException e) {
      throw invalid("not an address");
    }
    String host = uri.getHost();
    boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    if (host == null || !web || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw invalid("no plain http or https address");
    }
    if (loopback(host)) {
      return uri;
    }
    if (!hosts.contains(host)) {
      throw invalid("host " + host + ", which is neither this machine nor in allowedHosts");
    }
    if (!"https".equals(uri.getScheme())) {
      throw invalid("http to " + host);
    }
    return uri;
  }

  /** By its name alone: no look-up decides what may leave the house. */
  private static boolean loopback(String host) {
    return host.equals("localhost")
        || host.equals("[::1]")
        || host.matches("127(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]{1,2})){3}");
  }

  private static VestibuleException invalid(String found) {
    return SettingsReader.invalid(
        PhrasingConfig.PID,
        "endpoint",
        found,
        "an address of this machine, or https to a host in allowedHosts",
        SettingsReader.example("endpoint", LOCAL));
  }
}
