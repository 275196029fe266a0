// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
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
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.face.FaceThresholds;
import org.vestibule.api.people.PeopleDirectory;
import org.vestibule.api.people.PeopleListener;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.PersonalDataHolder;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusSource;

/**
 * Identification in the container. What changes its right to run is judged on one thread of its
 * own, and once a minute, because a review falls due by itself; no lock is held while a service is
 * called. Thread-safe.
 */
@Component(
    immediate = true,
    configurationPid = IdentificationConfig.PID,
    service = {StatusSource.class, PeopleListener.class, PersonalDataHolder.class})
@Designate(ocd = IdentificationConfig.class)
public final class IdentificationComponent
    implements StatusSource, PeopleListener, PersonalDataHolder {
  private static final Logger LOG = LoggerFactory.getLogger(IdentificationComponent.class);
  private static final long STOP_SECONDS = 5;

  private final ScheduledThreadPoolExecutor judge =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, "vestibule-identification");
            thread.setDaemon(true);
            return thread;
          },
          new ThreadPoolExecutor.DiscardPolicy());
  private final Gate gate;
  private volatile PeopleDirectory directory;
  private volatile FaceThresholds thresholds;
  private volatile AuditTrail audit;

  /** Starts; whether anybody is identified is judged at once. */
  @Activate
  public IdentificationComponent(BundleContext context, Map<String, Object> properties) {
    gate = new Gate(Clock.systemDefaultZone(), new ServiceRegistry(context));
    gate.configure(properties);
    judge.scheduleWithFixedDelay(gate::judge, 0, 1, TimeUnit.MINUTES);
  }

  /** Takes another legal basis or another way to search, without restart. */
  @Modified
  void configure(Map<String, Object> properties) {
    gate.configure(properties);
    judge.execute(gate::judge);
  }

  /** Ends identification, and says so in the audit. */
  @Deactivate
  void stop() throws InterruptedException {
    judge.execute(gate::close);
    judge.shutdown();
    if (!judge.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("Identification is still being stopped; its thread ends with it");
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindDirectory(PeopleDirectory arrived) {
    directory = arrived;
    gate.directory(arrived);
    judge.execute(gate::judge);
  }

  void unbindDirectory(PeopleDirectory gone) {
    if (directory == gone) {
      directory = null;
      gate.directory(null);
      judge.execute(gate::judge);
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindThresholds(FaceThresholds arrived) {
    thresholds = arrived;
    gate.thresholds(arrived);
    judge.execute(gate::judge);
  }

  void unbindThresholds(FaceThresholds gone) {
    if (thresholds == gone) {
      thresholds = null;
      gate.thresholds(null);
      judge.execute(gate::judge);
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindAudit(AuditTrail arrived) {
    audit = arrived;
    gate.audit(arrived);
    judge.execute(gate::judge);
  }

  void unbindAudit(AuditTrail gone) {
    if (audit == gone) {
      audit = null;
      gate.audit(null);
      judge.execute(gate::judge);
    }
  }

  @Override
  public void changed(PersonId person) {
    gate.follow(person);
  }

  @Override
  public String holder() {
    return "search matrix";
  }

  /** Asks the directory, which knows nothing of whoever is being erased; the rows are zeroed. */
  @Override
  public int erase(PersonId person) {
    boolean held = gate.holds(person);
    gate.follow(person);
    return held ? 1 : 0;
  }

  @Override
  public boolean holds(PersonId person) {
    return gate.holds(person);
  }

  /** What is searched is a copy of the templates of the directory, and no more than those. */
  @Override
  public List<Item> copy(PersonId person) {
    return List.of();
  }

  @Override
  public String name() {
    return "identification";
  }

  @Override
  public Status status() {
    return gate.status();
  }
}
