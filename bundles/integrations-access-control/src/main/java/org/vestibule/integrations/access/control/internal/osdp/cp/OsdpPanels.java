// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.cp;

import java.util.Comparator;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.cm.ManagedServiceFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorSignals;
import org.vestibule.api.door.ReaderKeys.Reader;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;
import org.vestibule.integrations.access.control.internal.entry.EntryListener;
import org.vestibule.integrations.access.control.internal.entry.EntrySource;
import org.vestibule.integrations.access.control.internal.line.Lines;
import org.vestibule.integrations.access.control.internal.osdp.LineKeys;

/**
 * The readers and modules whose panel is this gateway: takes their configurations, keeps the last
 * good one of each, and says how they are. It refers to nothing that refers to doors, for the doors
 * refer to it. Thread-safe.
 */
@Component(
    service = {
      ManagedServiceFactory.class,
      StatusSource.class,
      EntrySource.class,
      SignalSource.class,
      PanelLocks.class
    },
    immediate = true,
    property = "service.pid=" + PanelConfig.PID)
@Capability(
    namespace = "osgi.service",
    attribute =
        "objectClass:List<String>='org.vestibule.integrations.access.control.internal.osdp.ReaderLine'")
public final class OsdpPanels
    implements ManagedServiceFactory, StatusSource, EntrySource, SignalSource, PanelLocks {
  private static final Logger LOG = LoggerFactory.getLogger(OsdpPanels.class);

  private final PanelHouse house;
  private final Map<String, VestibuleException> problems = new ConcurrentHashMap<>();
  private final StatusHolder status =
      new StatusHolder(Status.starting("The readers' configuration is being read"));
  private volatile AuditTrail audit;

  /** For the container. */
  @Activate
  public OsdpPanels(BundleContext context, @Reference Lines lines, @Reference LineKeys keys) {
    house = new PanelHouse(context, lines, keys, () -> audit);
  }

  @Deactivate
  void close() throws InterruptedException {
    house.close();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setAudit(AuditTrail service) {
    audit = service;
  }

  void unsetAudit(AuditTrail service) {
    if (audit == service) {
      audit = null;
    }
  }

  @Override
  public void entries(EntryListener listener) {
    house.entries(listener);
  }

  @Override
  public void signals(DoorSignals signals) {
    house.signals(signals);
  }

  @Override
  public Optional<PanelReader> lockOf(DoorId door) {
    return house.lockOf(door);
  }

  @Override
  public String getName() {
    return "Vestibule OSDP panel";
  }

  /** Called by Configuration Admin, one call at a time. */
  @Override
  public void updated(String pid, Dictionary<String, ?> properties) {
    try {
      PanelSettings settings = PanelSettings.of(FrameworkUtil.asMap(properties));
      house.put(pid, settings);
      problems.remove(pid);
      LOG.info(
          "Reader {} at address {} of {}", settings.name(), settings.address(), settings.line());
    } catch (VestibuleException e) {
      problems.put(pid, e);
      LOG.warn("Configuration {} refused, the last good one stays: {}", pid, e.getMessage());
    }
  }

  @Override
  public void deleted(String pid) {
    problems.remove(pid);
    house.remove(pid);
  }

  @Override
  public String name() {
    return "integrations-access-control-osdp-panel";
  }

  @Override
  public Status status() {
    status.set(now());
    return status.get();
  }

  private Status now() {
    List<PanelReader> readers = house.readers();
    Optional<VestibuleException> problem = problems.values().stream().findFirst();
    if (problem.isPresent()) {
      String sentence = problem.get().getMessage();
      return readers.isEmpty()
          ? Status.unavailable(Cause.CONFIGURATION, sentence)
          : Status.degraded(Cause.CONFIGURATION, sentence);
    }
    if (readers.isEmpty()) {
      return new Status(
          Status.State.STOPPED,
          Cause.DISABLED,
          "No reader is configured: nothing is polled",
          status.get().since());
    }
    List<Reader> missing =
        readers.stream()
            .map(PanelReader::reader)
            .filter(reader -> !reader.online())
            .sorted(Comparator.comparing(Reader::name))
            .toList();
    if (missing.isEmpty()) {
      return Status.ready(readers.size() + " of " + readers.size() + " readers answer");
    }
    String sentence = missing.get(0).sentence();
    return missing.size() == readers.size()
        ? Status.unavailable(Cause.NETWORK, sentence)
        : Status.degraded(Cause.NETWORK, sentence);
  }
}
