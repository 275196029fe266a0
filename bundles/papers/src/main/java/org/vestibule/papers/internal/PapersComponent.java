// SPDX-License-Identifier: Apache-2.0
package org.vestibule.papers.internal;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.consent.SiteLaw;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.papers.Papers;
import org.vestibule.api.privacy.Retention;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;
import org.vestibule.api.store.SealedShelves;

/** The papers in the container. One thread of its own looks for drift. Thread-safe. */
@Component(
    service = {Papers.class, StatusSource.class},
    immediate = true,
    configurationPid = PapersConfig.PID)
@Designate(ocd = PapersConfig.class)
public final class PapersComponent implements Papers, StatusSource {
  private static final Logger LOG = LoggerFactory.getLogger(PapersComponent.class);
  private static final long LOOK_SECONDS = 5;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile EgressBroker broker;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile SiteLaw law;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile Retention retention;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile ModelLibrary models;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile SealedShelves shelves;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile AuditTrail audit;

  private final BundleContext context;
  private final PapersDesk desk;
  private final ScheduledThreadPoolExecutor watch =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "vestibule-papers");
            thread.setDaemon(true);
            return thread;
          });
  private final StatusHolder status = new StatusHolder(Status.starting("Reads what is installed"));
  private volatile Controller controller = Controller.UNKNOWN;
  private volatile String refused = "";

  /** Starts with the configuration that is there. */
  @Activate
  public PapersComponent(BundleContext context, Map<String, Object> properties) {
    this.context = context;
    desk =
        new PapersDesk(
            this::wiring,
            () -> Optional.ofNullable(shelves),
            () -> Optional.ofNullable(audit),
            Clock.systemUTC());
    configure(properties);
    watch.scheduleWithFixedDelay(this::look, 0, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  /** Takes another controller; the papers change with it. */
  @Modified
  void configure(Map<String, Object> properties) {
    try {
      controller = Controller.of(properties);
      refused = "";
    } catch (VestibuleException e) {
      refused = e.getMessage();
      LOG.warn("Configuration refused, the last good one stays: {}", e.getMessage());
    }
  }

  @Deactivate
  void stop() {
    watch.shutdownNow();
  }

  @Override
  public Paper paper(Kind kind, String language) throws VestibuleException {
    return desk.paper(kind, language);
  }

  @Override
  public List<Drift> drift() {
    return desk.drift();
  }

  @Override
  public SignOff signOff(String digest, String note) throws VestibuleException {
    SignOff signed = desk.signOff(digest, note);
    watch.execute(this::look);
    return signed;
  }

  @Override
  public Optional<SignOff> lastSignOff() {
    return desk.lastSignOff();
  }

  @Override
  public String name() {
    return "papers";
  }

  @Override
  public Status status() {
    return status.get();
  }

  private Wiring wiring() {
    return Installed.in(
        context,
        controller,
        Optional.ofNullable(broker),
        Optional.ofNullable(law),
        Optional.ofNullable(retention),
        Optional.ofNullable(models));
  }

  private void look() {
    try {
      List<Drift> drifts = desk.drift();
      Status next = DriftStatus.of(desk.known(), desk.lastSignOff(), drifts);
      status.set(refused.isEmpty() ? next : Status.degraded(Cause.CONFIGURATION, refused));
    } catch (RuntimeException e) {
      // A neighbour stopped under the question; asked again in a moment.
      LOG.debug("What is installed could not be read", e);
    }
  }
}
