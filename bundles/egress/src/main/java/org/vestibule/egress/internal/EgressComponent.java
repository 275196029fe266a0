// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
import org.vestibule.api.egress.Egress;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.egress.Sink;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;
import org.vestibule.api.store.SealedShelves;

/** The broker in the container. One thread of its own keeps the counters. Thread-safe. */
@Component(
    service = {EgressBroker.class, StatusSource.class},
    immediate = true,
    configurationPid = EgressConfig.PID)
@Designate(ocd = EgressConfig.class)
public final class EgressComponent implements EgressBroker, StatusSource {
  private static final Logger LOG = LoggerFactory.getLogger(EgressComponent.class);
  private static final long MINUTES_BETWEEN_WRITES = 60;

  private final ScheduledThreadPoolExecutor timer =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "vestibule-egress");
            thread.setDaemon(true);
            return thread;
          });
  private final Hub hub;
  private final Journal journal;
  private final StatusHolder status = new StatusHolder(Status.starting("Reads its configuration"));
  private volatile String refused = "";
  private volatile SealedShelves shelves;

  /** Starts with the configuration that is there. */
  @Activate
  public EgressComponent(BundleContext context, Map<String, Object> properties) {
    timer.setRemoveOnCancelPolicy(true);
    hub = new Hub(new ManifestDeclarations(context), timer, Clock.systemUTC(), System::nanoTime);
    journal = new Journal(hub.meters());
    configure(properties);
    timer.scheduleWithFixedDelay(() -> journal.read(shelves), 1, 1, TimeUnit.MINUTES);
    timer.scheduleWithFixedDelay(
        () -> journal.write(shelves),
        MINUTES_BETWEEN_WRITES,
        MINUTES_BETWEEN_WRITES,
        TimeUnit.MINUTES);
  }

  /** Takes other rules; what they no longer allow is disconnected. */
  @Modified
  void configure(Map<String, Object> properties) {
    try {
      hub.use(Settings.of(properties));
      refused = "";
    } catch (VestibuleException e) {
      refused = e.getMessage();
      LOG.warn("Configuration refused, the last good one stays: {}", e.getMessage());
    }
  }

  @Deactivate
  void stop() throws InterruptedException {
    hub.close();
    timer.execute(() -> journal.write(shelves));
    timer.shutdown();
    if (!timer.awaitTermination(5, TimeUnit.SECONDS)) {
      timer.shutdownNow();
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindShelves(SealedShelves service) {
    shelves = service;
  }

  void unbindShelves(SealedShelves service) {
    if (shelves == service) {
      shelves = null;
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindAudit(AuditTrail service) {
    hub.refusals().audit(service);
  }

  void unbindAudit(AuditTrail service) {
    hub.refusals().forget(service);
  }

  @Override
  public Egress open(String bundle, Sink sink) throws VestibuleException {
    return hub.open(bundle, sink);
  }

  @Override
  public List<Report> reports() {
    return hub.reports();
  }

  @Override
  public List<Permitted> permitted() {
    return hub.permitted();
  }

  @Override
  public Instant since() {
    return hub.since();
  }

  @Override
  public String name() {
    return "egress";
  }

  @Override
  public Status status() {
    String problem = refused;
    status.set(
        problem.isEmpty()
            ? Status.ready(hub.sentence())
            : Status.degraded(Status.Cause.CONFIGURATION, problem));
    return status.get();
  }
}
