// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import java.util.Collection;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
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
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.settings.SettingsReader;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;
import org.vestibule.integrations.access.control.internal.leaf.Leaves;
import org.vestibule.integrations.access.control.internal.line.Lines;
import org.vestibule.integrations.access.control.internal.osdp.KeypadDigits;
import org.vestibule.integrations.access.control.internal.osdp.LineKeys;
import org.vestibule.integrations.access.control.internal.osdp.LocalStatus;
import org.vestibule.integrations.access.control.internal.osdp.ReaderLine;

/**
 * The readers that this gateway is to other people's panels. Keeps the last good configuration of
 * each. Thread-safe.
 */
@Component(
    service = {PdReaders.class, ManagedServiceFactory.class, StatusSource.class},
    immediate = true,
    property = "service.pid=" + ReaderConfig.PID)
@Capability(
    namespace = "osgi.service",
    attribute =
        "objectClass:List<String>='org.vestibule.integrations.access.control.internal.osdp.ReaderLine'")
public final class PdReaders implements ManagedServiceFactory, StatusSource {
  private static final Logger LOG = LoggerFactory.getLogger(PdReaders.class);

  /** Whose lines these are. */
  private static final String ROLE = "a reader that this gateway is to another panel";

  private final Function<ReaderLine, Runnable> registrar;
  private final LineKeys vault;
  private final PdPorts ports;
  private final Map<String, PdReader> byPid = new ConcurrentHashMap<>();
  private final Map<String, Runnable> offered = new ConcurrentHashMap<>();
  private final Map<String, VestibuleException> problems = new ConcurrentHashMap<>();
  private final StatusHolder status =
      new StatusHolder(Status.starting("The readers' configuration is being read"));
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "vestibule-osdp-readers");
            thread.setDaemon(true);
            return thread;
          });
  private volatile LocalStatus own = new LocalStatus(false, false);
  private volatile Leaves leaves;
  private volatile AuditTrail audit;

  /** For the container. */
  @Activate
  public PdReaders(BundleContext context, @Reference Lines lines, @Reference LineKeys vault) {
    this(line -> context.registerService(ReaderLine.class, line, null)::unregister, lines, vault);
  }

  /**
   * @param registrar makes a line known to the house; what it returns takes it back
   */
  PdReaders(Function<ReaderLine, Runnable> registrar, Lines lines, LineKeys vault) {
    this.registrar = registrar;
    this.vault = vault;
    ports = new PdPorts(lines);
    clock.scheduleWithFixedDelay(this::sweep, 1, 1, TimeUnit.SECONDS);
  }

  /** Lets every reader go. */
  @Deactivate
  public void close() throws InterruptedException {
    clock.shutdownNow();
    for (String pid : List.copyOf(byPid.keySet())) {
      deleted(pid);
    }
    clock.awaitTermination(2, TimeUnit.SECONDS);
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

  /** The inputs of the doors, for their readers' cases and supplies. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void setLeaves(Leaves service) {
    leaves = service;
  }

  /** Nobody knows the doors' inputs any more; what they said last is not told either. */
  public void unsetLeaves(Leaves service) {
    if (leaves == service) {
      leaves = null;
    }
  }

  /** Returns whether the keys of a door's stations are for its panel. */
  boolean keypad(DoorId door) {
    return ofPanel(door).isPresent();
  }

  private Optional<PdReader> ofPanel(DoorId door) {
    return byPid.values().stream()
        .filter(reader -> reader.settings().door().equals(door))
        .filter(reader -> reader.settings().panelKeys())
        .min(Comparator.comparing(reader -> reader.settings().name()));
  }

  /**
   * Reports keys that were pressed at a door's station to its panel.
   *
   * @param keys 1 to 255 of 0-9, '*' and '#'
   * @return whether they wait for the panel's next poll
   */
  public boolean type(DoorId door, String keys) {
    KeypadDigits digits = new KeypadDigits(0, keys);
    return ofPanel(door)
        .or(() -> find(door))
        .filter(PdReader::ready)
        .map(reader -> reader.engine().present(PdRead.keys(digits, System.nanoTime())))
        .orElse(false);
  }

  /** Reports to every panel how this gateway's own case and supply are. */
  public void condition(boolean tamper, boolean powerFailure) {
    own = new LocalStatus(tamper, powerFailure);
    byPid.values().forEach(this::report);
  }

  /** What any device says of a reader's door counts for the reader, as the gateway's own case. */
  private void report(PdReader reader) {
    Leaves doors = leaves;
    Set<DoorAlarm> alarms =
        doors == null ? Set.of() : doors.view(reader.settings().door()).alarms();
    reader
        .engine()
        .status(
            new LocalStatus(
                own.tamper() || alarms.contains(DoorAlarm.TAMPER),
                own.powerFailure() || alarms.contains(DoorAlarm.POWER)));
  }

  @Override
  public String getName() {
    return "Vestibule OSDP readers";
  }

  /** Called by Configuration Admin, one call at a time. */
  @Override
  public void updated(String pid, Dictionary<String, ?> properties) {
    try {
      ReaderSettings settings = ReaderSettings.of(FrameworkUtil.asMap(properties));
      PdReader held = byPid.get(pid);
      refuseTwin(pid, settings);
      vault.claim(ReaderConfig.PID, settings.name(), ROLE);
      if (held == null || !held.settings().equals(settings)) {
        deleted(pid);
        vault.claim(ReaderConfig.PID, settings.name(), ROLE);
        PdReader reader = new PdReader(settings, vault);
        reader.sweep();
        report(reader);
        byPid.put(pid, reader);
        ports.open(settings.line(), byPid.values());
        offered.put(pid, registrar.apply(reader));
        LOG.info(
            "Reader {} at address {} of {}", settings.name(), settings.address(), settings.line());
      }
      problems.remove(pid);
    } catch (VestibuleException e) {
      problems.put(pid, e);
      LOG.warn("Configuration {} refused, the last good one stays: {}", pid, e.getMessage());
    }
  }

  @Override
  public void deleted(String pid) {
    problems.remove(pid);
    PdReader reader = byPid.remove(pid);
    if (reader != null) {
      offered.remove(pid).run();
      ports.open(reader.settings().line(), byPid.values());
      reader.close();
      vault.release(reader.settings().name(), ROLE);
    }
  }

  @Override
  public String name() {
    return "osdp-readers";
  }

  @Override
  public Status status() {
    status.set(now());
    return status.get();
  }

  private Status now() {
    Optional<VestibuleException> problem = problems.values().stream().findFirst();
    if (problem.isPresent()) {
      String sentence = problem.get().getMessage();
      return byPid.isEmpty()
          ? Status.unavailable(Cause.CONFIGURATION, sentence)
          : Status.degraded(Cause.CONFIGURATION, sentence);
    }
    Collection<PdReader> all = byPid.values();
    Optional<PdReader> worst =
        all.stream()
            .filter(reader -> !reader.ready())
            .min(Comparator.comparing(reader -> reader.settings().name()));
    if (worst.isPresent()) {
      Cause cause = worst.get().online() ? Cause.CREDENTIALS : Cause.NETWORK;
      return Status.degraded(cause, worst.get().sentence());
    }
    return Status.ready(
        all.isEmpty()
            ? "No panel has this gateway as a reader"
            : all.size() + (all.size() == 1 ? " reader is" : " readers are") + " polled");
  }

  /** Returns the reader of a door. */
  Optional<PdReader> find(DoorId door) {
    return byPid.values().stream()
        .filter(reader -> reader.settings().door().equals(door))
        .min(Comparator.comparing(reader -> reader.settings().name()));
  }

  private void sweep() {
    for (PdReader reader : byPid.values()) {
      try {
        report(reader);
        if (reader.sweep()) {
          taken(reader.settings().name());
        }
      } catch (RuntimeException | LinkageError e) {
        LOG.warn("The key of reader {} could not be kept", reader.settings().name(), e);
      }
    }
  }

  private void taken(String name) {
    LOG.info("Reader {} has a new key from its panel", name);
    AuditTrail trail = audit;
    try {
      if (trail != null) {
        trail.recordOrHold("panel", "reader-key-taken", Map.of("reader", name));
      }
    } catch (VestibuleException e) {
      LOG.warn("Not in the audit trail: reader {} took a key: {}", name, e.getMessage());
    }
  }

  private void refuseTwin(String pid, ReaderSettings settings) throws VestibuleException {
    for (Map.Entry<String, PdReader> other : byPid.entrySet()) {
      ReaderSettings theirs = other.getValue().settings();
      if (other.getKey().equals(pid)) {
        continue;
      }
      if (theirs.name().equals(settings.name())) {
        throw twin("name", settings.name());
      } else if (theirs.line().equals(settings.line()) && theirs.address() == settings.address()) {
        throw twin("address", Integer.toString(settings.address()));
      }
    }
  }

  private static VestibuleException twin(String key, String value) {
    return SettingsReader.invalid(
        ReaderConfig.PID,
        key,
        "'" + value + "' a second time",
        "a " + key + " that no other reader has" + (key.equals("name") ? "" : " on this line"),
        "Choose another " + key + ", or remove one of the two configurations.");
  }
}
