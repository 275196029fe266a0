// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ManagedServiceFactory;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;

/**
 * The configured ring groups: the last good configuration of each. One whose {@code next} would
 * lead back to it is refused. Thread-safe.
 */
@Component(
    service = {RingGroups.class, ManagedServiceFactory.class},
    immediate = true,
    property = "service.pid=" + RingGroupConfig.PID)
public final class RingGroups implements ManagedServiceFactory {
  private static final Logger LOG = LoggerFactory.getLogger(RingGroups.class);

  private final Map<String, RingGroup> byPid = new TreeMap<>();
  private final Map<String, String> problems = new TreeMap<>();

  @Override
  public String getName() {
    return "Vestibule ring groups";
  }

  @Override
  public void updated(String pid, Dictionary<String, ?> properties) {
    update(pid, FrameworkUtil.asMap(properties));
  }

  /** Takes a configuration, or keeps the last good one and says why. */
  synchronized void update(String pid, Map<String, ?> properties) {
    try {
      RingGroup group = RingGroupSettings.of(properties);
      refuse(pid, group);
      byPid.put(pid, group);
      problems.remove(pid);
    } catch (VestibuleException e) {
      problems.put(pid, e.getMessage());
      LOG.warn("Configuration {} refused, the last good one stays: {}", pid, e.getMessage());
    }
  }

  @Override
  public synchronized void deleted(String pid) {
    byPid.remove(pid);
    problems.remove(pid);
  }

  /** Returns the groups by name. */
  synchronized Map<String, RingGroup> byName() {
    Map<String, RingGroup> groups = new HashMap<>();
    byPid.values().forEach(group -> groups.put(group.name(), group));
    return groups;
  }

  /** Returns the first refusal, if a configuration is refused now. */
  synchronized Optional<String> problem() {
    return problems.values().stream().findFirst();
  }

  private void refuse(String pid, RingGroup group) throws VestibuleException {
    Map<String, RingGroup> others = new HashMap<>();
    byPid.forEach((other, held) -> others.put(other.equals(pid) ? "" : held.name(), held));
    others.remove("");
    if (others.containsKey(group.name())) {
      throw RingGroupSettings.refused(
          "name", "'" + group.name() + "' a second time", "a name of its own", "flat-4");
    }
    List<String> way = new ArrayList<>(List.of(group.name()));
    for (Optional<String> next = group.next(); next.isPresent(); ) {
      way.add(next.get());
      if (next.get().equals(group.name())) {
        throw RingGroupSettings.refused(
            "next",
            "a circle, " + String.join(" to ", way),
            "a way that ends",
            "the name of another group, or nothing");
      }
      next = Optional.ofNullable(others.get(next.get())).flatMap(RingGroup::next);
    }
  }
}
