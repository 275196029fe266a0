// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.visit.VisitId;
import org.vestibule.core.internal.CoreKey;
import org.vestibule.core.internal.CoreSettings;

/** What all visits share. */
record Desk(Rooms rooms, Workers workers, Ticks ticks, ClaimGuard guard, Probes probes) {
  private static final Logger LOG = LoggerFactory.getLogger(Desk.class);

  /** Writes an audit entry off the door path, after the ones before it. */
  void note(String actor, String action, Map<String, String> details) {
    Optional<AuditTrail> audit = rooms.audit.now();
    if (audit.isEmpty()) {
      LOG.error("{} by {} is not in the audit: there is none", action, actor);
      return;
    }
    try {
      workers.paper().execute(() -> write(audit.get(), actor, action, details));
    } catch (RejectedExecutionException e) {
      LOG.error("{} by {} is not in the audit: too much is waiting", action, actor);
    }
  }

  /** Keeps the face of somebody who was recognised, for as long as a person has set. */
  void keepProbe(VisitId visit, PersonId person, FaceTemplate face, CoreSettings settings) {
    long minutes = settings.number(CoreKey.CORRECTION);
    if (minutes == 0) {
      return;
    }
    long life = TimeUnit.MINUTES.toNanos(minutes);
    probes.keep(visit, person, face, ticks.nanos() + life);
    try {
      workers.timers().schedule(() -> probes.expire(ticks.nanos()), life, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      probes.drop(visit);
    }
  }

  private static void write(
      AuditTrail audit, String actor, String action, Map<String, String> details) {
    try {
      audit.recordOrHold(actor, action, details);
    } catch (VestibuleException | RuntimeException e) {
      LOG.error("{} by {} is not in the audit: {}", action, actor, e.getMessage());
    }
  }
}
