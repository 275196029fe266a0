// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/**
 * The console's configuration. A new one is taken at once and whole; one that makes no sense is
 * refused, the last good one stays, and {@link #refused()} says why. Thread-safe.
 */
@Component(service = Settings.class, configurationPid = Settings.PID)
@Designate(ocd = Settings.Form.class)
public class Settings {
  static final String PID = "org.vestibule.console";

  private static final Logger LOG = LoggerFactory.getLogger(Settings.class);
  private static final List<String> KEYS =
      List.of(
          "allowedHosts",
          "sseClients",
          "heartbeatSeconds",
          "sessionHours",
          "sessionIdleMinutes",
          "publishPapers");
  private static final String HOSTS = "127.0.0.1,localhost,[::1]";

  /** The form that consoles show for this configuration. */
  @ObjectClassDefinition(name = "Console", description = "The page and the REST interface")
  public @interface Form {
    /** Names under which a browser may reach the console. */
    @AttributeDefinition(
        name = "Allowed hosts",
        description =
            "Host names or addresses, without port; a request for any other name is refused (DNS"
                + " rebinding)")
    String[] allowedHosts() default {"127.0.0.1", "localhost", "[::1]"};

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

    /** Absolute age of a session. */
    @AttributeDefinition(
        name = "Session age",
        description = "After how long somebody must log in again, whatever they do (hours)",
        type = AttributeType.INTEGER,
        min = "1",
        max = "24")
    int sessionHours() default 12;

    /** How long a session may rest. */
    @AttributeDefinition(
        name = "Session rest",
        description = "After how long without a request somebody is logged out (minutes)",
        type = AttributeType.INTEGER,
        min = "5",
        max = "720")
    int sessionIdleMinutes() default 30;

    /** Whether the policy and the notice may be read by anybody. */
    @AttributeDefinition(
        name = "Publish papers",
        description = "Whether /policy and /notice answer without log-in",
        type = AttributeType.BOOLEAN)
    boolean publishPapers() default false;
  }

  /** One good configuration. */
  record Values(
      Set<String> allowedHosts,
      int sseClients,
      int heartbeatSeconds,
      int sessionHours,
      int sessionIdleMinutes,
      boolean publishPapers) {}

  private static final Values DEFAULTS =
      new Values(Set.of(HOSTS.split(",")), 50, 15, 12, 30, false);

  private volatile Values values = DEFAULTS;
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
    } catch (VestibuleException e) {
      refused = Optional.of(e.getMessage());
      LOG.warn("Configuration {} refused, the last good one stays: {}", PID, e.getMessage());
    }
  }

  private static Values parse(Map<String, Object> given) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(PID, given, KEYS);
    return new Values(
        hosts(reader.list("allowedHosts", 100, List.copyOf(DEFAULTS.allowedHosts()))),
        reader.integer("sseClients", 1, 200, DEFAULTS.sseClients()),
        reader.integer("heartbeatSeconds", 5, 60, DEFAULTS.heartbeatSeconds()),
        reader.integer("sessionHours", 1, 24, DEFAULTS.sessionHours()),
        reader.integer("sessionIdleMinutes", 5, 720, DEFAULTS.sessionIdleMinutes()),
        reader.flag("publishPapers", DEFAULTS.publishPapers()));
  }

  private static Set<String> hosts(List<String> given) throws VestibuleException {
    Set<String> hosts =
        given.stream()
            .map(host -> host.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
    boolean plain =
        hosts.stream().allMatch(host -> host.matches("[a-z0-9.-]{1,253}|\\[[0-9a-f:.]{2,45}]"));
    if (hosts.isEmpty() || !plain) {
      throw SettingsReader.invalid(
          PID,
          "allowedHosts",
          "'" + String.join(",", given) + "'",
          "host names or addresses separated by commas",
          SettingsReader.example("allowedHosts", HOSTS));
    }
    return hosts;
  }
}
