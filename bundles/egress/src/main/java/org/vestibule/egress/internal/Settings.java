// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.vestibule.api.Identifier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.egress.EgressBroker.Permitted;
import org.vestibule.api.settings.SettingsReader;

/** The configuration in force, checked. Immutable. */
final class Settings {
  /** Nothing was written: what is declared may go to this machine. */
  static final Settings NONE = new Settings(Map.of(), Map.of());

  /** The keys, as {@link EgressConfig} has them. */
  static final List<String> KEYS = List.of("allow", "hosts");

  private static final int MOST = 100;
  private static final Pattern HOST =
      Pattern.compile("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|[0-9a-f:.]{2,45}");
  private static final Set<DataClass> BY_NAME_ONLY =
      EnumSet.of(
          DataClass.RAW_AUDIO, DataClass.RAW_VIDEO, DataClass.TRANSCRIPT, DataClass.PERSONAL);

  private final Map<String, Set<DataClass>> allowed;
  private final Map<String, Set<String>> hosts;

  private Settings(Map<String, Set<DataClass>> allowed, Map<String, Set<String>> hosts) {
    this.allowed = allowed;
    this.hosts = hosts;
  }

  /**
   * Reads a configuration as Configuration Admin gives it.
   *
   * @throws VestibuleException {@code configuration-invalid}
   */
  static Settings of(Map<String, ?> properties) throws VestibuleException {
    SettingsReader reader = SettingsReader.of(EgressConfig.PID, properties, KEYS);
    Map<String, Set<DataClass>> allowed = new TreeMap<>();
    for (String entry : reader.list("allow", MOST, List.of())) {
      String[] pair = pair("allow", entry, "mqtt:event");
      DataClass what = DataClass.of(pair[1]).orElse(null);
      if (what == null) {
        String known =
            String.join(", ", Stream.of(DataClass.values()).map(DataClass::label).toList());
        throw invalid("allow", entry, "SINK:CLASS with a class of " + known, "mqtt:event");
      }
      allowed.computeIfAbsent(pair[0], sink -> EnumSet.noneOf(DataClass.class)).add(what);
    }
    Map<String, Set<String>> hosts = new TreeMap<>();
    for (String entry : reader.list("hosts", MOST, List.of())) {
      String[] pair = pair("hosts", entry, "mqtt:broker.example.org");
      String host = plain(pair[1]);
      if (!HOST.matcher(host).matches()) {
        throw invalid("hosts", entry, "SINK:HOST without port or path", "mqtt:broker.example.org");
      }
      hosts.computeIfAbsent(pair[0], sink -> new TreeSet<>()).add(host);
    }
    return new Settings(allowed, hosts);
  }

  /** Returns whether a sink may be sent a class that its bundle declares. */
  boolean allows(String sink, DataClass what, boolean outside) {
    Set<DataClass> written = allowed.get(sink);
    return written == null ? !(outside && BY_NAME_ONLY.contains(what)) : written.contains(what);
  }

  /** Returns whether a person named this host for this sink. */
  boolean names(String sink, String host) {
    return hosts.getOrDefault(sink, Set.of()).contains(plain(host));
  }

  /** Returns whether a sink may reach anything outside this machine. */
  boolean leaves(String sink) {
    return hosts.containsKey(sink);
  }

  /** Returns what is written, by sink. */
  List<Permitted> permitted() {
    return Stream.concat(allowed.keySet().stream(), hosts.keySet().stream())
        .distinct()
        .sorted()
        .map(
            sink ->
                new Permitted(
                    sink, allowed.getOrDefault(sink, Set.of()), hosts.getOrDefault(sink, Set.of())))
        .toList();
  }

  private static String plain(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.startsWith("[") && lower.endsWith("]")
        ? lower.substring(1, lower.length() - 1)
        : lower;
  }

  private static String[] pair(String key, String entry, String example) throws VestibuleException {
    int colon = entry.indexOf(':');
    try {
      String sink = Identifier.require("sink", colon < 0 ? entry : entry.substring(0, colon));
      if (colon > 0) {
        return new String[] {sink, entry.substring(colon + 1)};
      }
    } catch (IllegalArgumentException e) {
      // Refused below, with the same words as an entry without a colon.
    }
    throw invalid(key, entry, "entries of the form SINK:VALUE", example);
  }

  private static VestibuleException invalid(
      String key, String found, String allowed, String example) {
    return SettingsReader.invalid(
        EgressConfig.PID, key, "'" + found + "'", allowed, SettingsReader.example(key, example));
  }
}
