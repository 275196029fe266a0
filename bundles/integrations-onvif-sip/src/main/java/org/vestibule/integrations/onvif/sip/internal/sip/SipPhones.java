// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.sip;

import java.util.Dictionary;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ManagedServiceFactory;
import org.osgi.service.component.annotations.Component;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.settings.SettingsReader;

/** The configured phones and SIP panels; keeps the last good configuration of each. Thread-safe. */
@Component(
    service = {SipPhones.class, ManagedServiceFactory.class},
    immediate = true,
    property = "service.pid=" + SipPhoneConfig.PID)
public final class SipPhones implements ManagedServiceFactory {
  private static final Logger LOG = LoggerFactory.getLogger(SipPhones.class);

  private final Map<String, PhoneSettings> phones = new ConcurrentHashMap<>();
  private final Map<String, String> problems = new ConcurrentHashMap<>();
  private volatile Runnable changed = () -> {};

  @Override
  public String getName() {
    return "Vestibule SIP phones";
  }

  /** Called by Configuration Admin, one call at a time. */
  @Override
  public void updated(String pid, Dictionary<String, ?> properties) {
    try {
      PhoneSettings settings = PhoneSettings.of(FrameworkUtil.asMap(properties));
      refuseTwin(pid, settings);
      phones.put(pid, settings);
      problems.remove(pid);
      changed.run();
    } catch (VestibuleException e) {
      problems.put(pid, e.getMessage());
      LOG.warn("Configuration {} refused, the last good one stays: {}", pid, e.getMessage());
    }
  }

  @Override
  public void deleted(String pid) {
    problems.remove(pid);
    if (phones.remove(pid) != null) {
      changed.run();
    }
  }

  /** Returns all phones, by user. */
  Map<String, PhoneSettings> all() {
    Map<String, PhoneSettings> all = new TreeMap<>();
    phones.values().forEach(each -> all.put(each.phone().user(), each));
    return all;
  }

  /** Returns what is wrong with one of the configurations. */
  Optional<String> problem() {
    return new TreeMap<>(problems).values().stream().findFirst();
  }

  /** Whom to tell that something changed. */
  void onChange(Runnable told) {
    changed = told;
  }

  private void refuseTwin(String pid, PhoneSettings settings) throws VestibuleException {
    for (Map.Entry<String, PhoneSettings> other : phones.entrySet()) {
      if (!other.getKey().equals(pid)
          && other.getValue().phone().user().equals(settings.phone().user())) {
        throw SettingsReader.invalid(
            SipPhoneConfig.PID,
            "user",
            "'" + settings.phone().user() + "' a second time",
            "a user that no other phone has",
            "Choose another user, or remove one of the two configurations.");
      }
    }
  }
}
