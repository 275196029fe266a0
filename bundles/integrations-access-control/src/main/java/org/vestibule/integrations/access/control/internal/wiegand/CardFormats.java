// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.wiegand;

import java.util.ArrayList;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ManagedServiceFactory;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;

/**
 * The card formats of this gateway: the published ones, and those that a person described. Looked
 * up in memory. Thread-safe.
 */
@Component(
    service = {CardFormats.class, ManagedServiceFactory.class, StatusSource.class},
    immediate = true,
    property = "service.pid=" + CardFormatConfig.PID)
public final class CardFormats implements ManagedServiceFactory, StatusSource {
  private static final Logger LOG = LoggerFactory.getLogger(CardFormats.class);

  private final Map<String, CardFormat> byPid = new ConcurrentHashMap<>();
  private final Map<String, String> problems = new ConcurrentHashMap<>();
  private final StatusHolder status = new StatusHolder(Status.ready("Only published card formats"));

  /** Finds a format by its name. */
  public Optional<CardFormat> find(String name) {
    return byPid.values().stream()
        .filter(format -> format.name().equals(name))
        .findFirst()
        .or(() -> PublishedFormats.find(name));
  }

  /** Returns the formats of so many bits, those that a person described first. */
  public List<CardFormat> ofLength(int bits) {
    List<CardFormat> all = new ArrayList<>(byPid.values());
    all.addAll(PublishedFormats.all());
    PublishedFormats.find("raw-" + bits).ifPresent(all::add);
    all.removeIf(format -> format.bits() != bits);
    return all;
  }

  @Override
  public String getName() {
    return "Vestibule card formats";
  }

  /** Called by Configuration Admin, one call at a time. */
  @Override
  public void updated(String pid, Dictionary<String, ?> properties) {
    try {
      CardFormat format = CardFormatSettings.of(FrameworkUtil.asMap(properties));
      for (Map.Entry<String, CardFormat> other : byPid.entrySet()) {
        if (!other.getKey().equals(pid) && other.getValue().name().equals(format.name())) {
          throw SettingsReader.invalid(
              CardFormatConfig.PID,
              "name",
              "'" + format.name() + "' a second time",
              "a name that no other format has",
              "Choose another name, or remove one of the two configurations.");
        }
      }
      byPid.put(pid, format);
      problems.remove(pid);
    } catch (VestibuleException e) {
      problems.put(pid, e.getMessage());
      LOG.warn("Configuration {} refused, the last good one stays: {}", pid, e.getMessage());
    }
  }

  @Override
  public void deleted(String pid) {
    byPid.remove(pid);
    problems.remove(pid);
  }

  @Override
  public String name() {
    return "card-formats";
  }

  @Override
  public Status status() {
    status.set(
        problems.values().stream()
            .findFirst()
            .map(problem -> Status.degraded(Status.Cause.CONFIGURATION, problem))
            .orElseGet(() -> Status.ready("Published card formats and " + byPid.size() + " more")));
    return status.get();
  }
}
