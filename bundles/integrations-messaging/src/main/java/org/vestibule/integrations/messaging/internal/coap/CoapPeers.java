// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.util.Collection;
import java.util.Dictionary;
import java.util.List;
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

/** The configured systems; keeps the last good configuration of each. Thread-safe. */
@Component(
    service = {CoapPeers.class, ManagedServiceFactory.class},
    immediate = true,
    property = "service.pid=" + PeerForm.PID)
public final class CoapPeers implements ManagedServiceFactory {
  private static final Logger LOG = LoggerFactory.getLogger(CoapPeers.class);

  private final Map<String, PeerSettings> peers = new ConcurrentHashMap<>();
  private final Map<String, String> problems = new ConcurrentHashMap<>();
  private volatile PeerBook book = new PeerBook(List.of());
  private volatile Runnable changed = () -> {};

  @Override
  public String getName() {
    return "Vestibule CoAP peers";
  }

  /** Called by Configuration Admin, one call at a time. */
  @Override
  public void updated(String pid, Dictionary<String, ?> properties) {
    update(pid, FrameworkUtil.asMap(properties));
  }

  void update(String pid, Map<String, ?> properties) {
    try {
      PeerSettings settings = PeerSettings.of(properties);
      refuseTwin(pid, settings);
      peers.put(pid, settings);
      problems.remove(pid);
      renew();
    } catch (VestibuleException e) {
      problems.put(pid, e.getMessage());
      LOG.warn("Configuration {} refused, the last good one stays: {}", pid, e.getMessage());
    }
  }

  @Override
  public void deleted(String pid) {
    problems.remove(pid);
    if (peers.remove(pid) != null) {
      renew();
    }
  }

  /** Returns who is who now. */
  PeerBook book() {
    return book;
  }

  /** Returns what is wrong with one of the configurations. */
  Optional<String> problem() {
    return new TreeMap<>(problems).values().stream().findFirst();
  }

  /** Whom to tell that something changed. */
  void onChange(Runnable told) {
    changed = told;
  }

  private void renew() {
    book = new PeerBook(peers.values());
    changed.run();
  }

  private void refuseTwin(String pid, PeerSettings settings) throws VestibuleException {
    for (Map.Entry<String, PeerSettings> other : peers.entrySet()) {
      PeerSettings one = other.getValue();
      if (other.getKey().equals(pid)) {
        continue;
      }
      if (one.name().equals(settings.name()) || new PeerBook(both(one, settings)).size() < 2) {
        throw SettingsReader.invalid(
            PeerForm.PID,
            "name",
            "'" + settings.name() + "', with the name or the proof of '" + one.name() + "'",
            "a name and a proof that no other peer has",
            "Choose another, or remove one of the two configurations.");
      }
    }
  }

  private static Collection<PeerSettings> both(PeerSettings one, PeerSettings other) {
    return List.of(one, other);
  }
}
