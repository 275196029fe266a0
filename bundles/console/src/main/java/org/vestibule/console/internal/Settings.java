// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The console's configuration. A new one is taken at once and whole; one that makes no sense is
 * refused, the last good one stays, and {@link #refused()} says why. Thread-safe.
 */
@Component(service = Settings.class, configurationPid = Settings.PID)
@Designate(ocd = Settings.Form.class)
public class Settings {
  static final String PID = "org.vestibule.console";

  private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
  private static final Set<String> KEYS = Set.of("allowedHosts", "sseClients", "heartbeatSeconds");
  private static final String HOSTS = "127.0.0.1,localhost,[::1]";

  /** The form that consoles show for this configuration. */
  @ObjectClassDefinition(name = "Console", description = "The page and the REST interface")
  public @interface Form {
    /** Names under which a browser may reach the console. */
    @AttributeDefinition(
        name = "Allowed hosts",
        description =
            "Host names or addresses, without port, separated by commas; a request for any other"
                + " name is refused (DNS rebinding)")
    String allowedHosts() default HOSTS;

    /** Bound of open pages. */
    @AttributeDefinition(
        name = "Open pages",
        description = "How many pages may hear live deltas at once (pages)",
        type = AttributeType.INTEGER,
        min = "1",
        max = "200")
    int sseClients() default 50;

    /** Pause between signs of life. */
    @AttributeDefinition(
        name = "Heartbeat",
        description = "Pause between signs of life to an open page (seconds)",
        type = AttributeType.INTEGER,
        min = "5",
        max = "60")
    int heartbeatSeconds() default 15;
  }

  /** One good configuration. */
  record Values(Set<String> allowedHosts, int sseClients, int heartbeatSeconds) {}

  private volatile Values values = parse(Map.of());
  private volatile Optional<String> refused = Optional.empty();

  @Activate
  void activate(Map<String, Object> given) {
    take(given);
  }

  @Modified
  void modified(Map<String, Object> given) {
    take(given);
  }

  Values now() {
    return values;
  }

  /** Returns why the newest configuration was refused, if it was. */
  Optional<String> refused() {
    return refused;
  }

  private void take(Map<String, Object> given) {
    try {
      values = parse(given);
      refused = Optional.empty();
    } catch (IllegalArgumentException e) {
      refused = Optional.of(e.getMessage());
      LOG.warn("Configuration {} refused, the last good one stays: {}", PID, e.getMessage());
    }
  }

  private static Values parse(Map<String, Object> given) {
    for (String key : given.keySet()) {
      boolean foreign =
          key.startsWith(".")
              || key.matches("(service|component|felix|osgi|org\\.apache\\.felix)\\..*");
      if (!foreign && !KEYS.contains(key)) {
        throw new IllegalArgumentException(
            "unknown key '"
                + Request.shortened(key)
                + "'; allowed: "
                + new TreeSet<>(KEYS)
                + ", for example heartbeatSeconds = 15");
      }
    }
    return new Values(
        hosts(String.valueOf(given.getOrDefault("allowedHosts", HOSTS))),
        number(given, "sseClients", 50, 1, 200),
        number(given, "heartbeatSeconds", 15, 5, 60));
  }

  private static Set<String> hosts(String given) {
    Set<String> hosts =
        Arrays.stream(given.split(","))
            .map(host -> host.trim().toLowerCase(Locale.ROOT))
            .filter(host -> !host.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    boolean plain =
        hosts.stream().allMatch(host -> host.matches("[a-z0-9.-]{1,253}|\\[[0-9a-f:.]{2,45}]"));
    if (hosts.isEmpty() || !plain) {
      throw new IllegalArgumentException(
          "allowedHosts = '"
              + Request.shortened(given)
              + "'; allowed: host names or addresses separated by commas, for example "
              + HOSTS);
    }
    return hosts;
  }

  private static int number(Map<String, Object> given, String key, int other, int min, int max) {
    String text = String.valueOf(given.getOrDefault(key, other)).trim();
    if (text.matches("[0-9]{1,6}")) {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    }
    throw new IllegalArgumentException(
        key
            + " = '"
            + Request.shortened(text)
            + "'; allowed: "
            + min
            + " to "
            + max
            + ", for example "
            + key
            + " = "
            + other);
  }
}
