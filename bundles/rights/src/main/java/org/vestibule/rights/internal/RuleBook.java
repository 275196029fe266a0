// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.io.IOException;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ManagedServiceFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.door.DoorId;
import org.vestibule.rights.internal.rule.AccessRule;
import org.vestibule.rights.internal.rule.Book;
import org.vestibule.rights.internal.rule.Timetable;
import org.vestibule.rights.internal.rule.Zone;

/**
 * Collects rules, schedules and zones from their configurations. A rule that cannot be read, and
 * has never been, holds for nobody; its doors do not fall back to what is usual. Thread-safe.
 */
@Component(
    service = {RuleBook.class, ManagedServiceFactory.class},
    property = {
      "service.pid=" + RuleConfig.PID,
      "service.pid=" + ScheduleConfig.PID,
      "service.pid=" + ZoneConfig.PID
    })
public final class RuleBook implements ManagedServiceFactory {
  private static final Logger LOG = LoggerFactory.getLogger(RuleBook.class);

  private final Configurations<AccessRule> rules =
      new Configurations<>(RuleConfig.PID, RuleSettings::of, AccessRule::id);
  private final Configurations<Timetable> schedules =
      new Configurations<>(ScheduleConfig.PID, ScheduleSettings::of, Timetable::id);
  private final Configurations<ZoneSettings> zones =
      new Configurations<>(ZoneConfig.PID, ZoneSettings::of, each -> each.zone().id());
  private final Map<String, Set<DoorId>> withheld = new HashMap<>();
  private RightsSettings settings = RightsSettings.USUAL;
  private volatile Book book =
      new Book(Map.of(), List.of(), List.of(), Set.of(), settings.zone(), 3);

  RuleBook() {}

  /**
   * Begins with all that is configured: Configuration Admin tells of it on a thread of its own, and
   * until then a door with rules would be open by what is usual at a door without.
   */
  @Activate
  public RuleBook(@Reference ConfigurationAdmin admin) throws IOException {
    for (String factory : List.of(ScheduleConfig.PID, ZoneConfig.PID, RuleConfig.PID)) {
      for (Configuration each : configured(admin, factory)) {
        Dictionary<String, Object> properties = each.getProperties();
        if (properties != null) {
          take(factory, each.getPid(), FrameworkUtil.asMap(properties));
        }
      }
    }
  }

  private static List<Configuration> configured(ConfigurationAdmin admin, String factory)
      throws IOException {
    try {
      Configuration[] found = admin.listConfigurations("(service.factoryPid=" + factory + ")");
      return found == null ? List.of() : List.of(found);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException("the filter is well formed", e);
    }
  }

  /** Returns all that is configured now. */
  Book book() {
    return book;
  }

  /** Takes the settings that count for all. */
  synchronized void settings(RightsSettings next) {
    settings = next;
    write();
  }

  @Override
  public String getName() {
    return "Vestibule rights";
  }

  /** Called by Configuration Admin, one call at a time for each factory. */
  @Override
  public void updated(String pid, Dictionary<String, ?> properties) {
    Map<String, ?> values = FrameworkUtil.asMap(properties);
    take(String.valueOf(values.get("service.factoryPid")), pid, values);
  }

  synchronized void take(String factory, String pid, Map<String, ?> values) {
    try {
      withheld.remove(pid);
      kind(factory).updated(pid, values);
    } catch (VestibuleException e) {
      if (factory.equals(RuleConfig.PID) && !rules.holds(pid)) {
        withheld.put(pid, RuleSettings.doorsOf(values));
      }
      LOG.warn("Configuration {} refused, the last good one stays: {}", pid, e.getMessage());
    }
    write();
  }

  @Override
  public synchronized void deleted(String pid) {
    withheld.remove(pid);
    Stream.of(rules, schedules, zones).forEach(kind -> kind.deleted(pid));
    write();
  }

  /** Returns what is wrong, one sentence for each. */
  List<String> problems() {
    return Stream.concat(
            Stream.of(rules, schedules, zones)
                .flatMap(kind -> kind.problems().stream())
                .map(VestibuleException::getMessage),
            book.rules().stream().map(this::gap).flatMap(Optional::stream))
        .toList();
  }

  private Optional<String> gap(AccessRule rule) {
    return Stream.concat(Stream.of(rule.schedule()), rule.free().stream())
        .filter(name -> !name.equals(AccessRule.ALWAYS))
        .filter(name -> !book.timetables().containsKey(name))
        .findFirst()
        .map(
            name ->
                "Rule "
                    + rule.id()
                    + " never holds: there is no schedule "
                    + name
                    + "; configure it, or correct the rule");
  }

  private Configurations<?> kind(String factory) {
    return switch (factory) {
      case RuleConfig.PID -> rules;
      case ScheduleConfig.PID -> schedules;
      default -> zones;
    };
  }

  private void write() {
    Set<DoorId> closed = new HashSet<>();
    withheld.values().forEach(closed::addAll);
    book =
        new Book(
            schedules.good().stream().collect(Collectors.toMap(Timetable::id, Function.identity())),
            rules.good().stream().sorted(Comparator.comparing(AccessRule::id)).toList(),
            zones.good().stream()
                .filter(ZoneSettings::watched)
                .map(ZoneSettings::zone)
                .sorted(Comparator.comparing(Zone::id))
                .toList(),
            closed,
            settings.zone(),
            settings.resetHour());
  }
}
