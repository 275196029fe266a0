// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.audit;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.core.internal.status.CorePart;

/** The trail of this gateway, in the folder that {@code vestibule.data} names. */
@Component(
    service = {AuditTrail.class, CorePart.class},
    immediate = true)
public final class AuditService implements AuditTrail, CorePart {
  private static final Logger LOG = LoggerFactory.getLogger(AuditService.class);

  private final ChainedAudit trail;
  private final StatusHolder status = new StatusHolder(Status.starting("The audit is opened"));

  /** Opens the trail with an entry of its own: the first real exchange with the disk. */
  @Activate
  public AuditService(BundleContext context) {
    this(Path.of(Optional.ofNullable(context.getProperty("vestibule.data")).orElse("data")));
  }

  AuditService(Path data) {
    trail = new ChainedAudit(data);
    try {
      record("gateway", "audit-opened", Map.of());
    } catch (VestibuleException e) {
      LOG.error("No door will be opened: {}", e.getMessage());
    }
  }

  @Deactivate
  void stop() {
    trail.close();
  }

  @Override
  public AuditEntry record(String actor, String action, Map<String, String> details)
      throws VestibuleException {
    try {
      AuditEntry entry = trail.record(actor, action, details);
      status.set(Status.ready("The audit is written"));
      return entry;
    } catch (VestibuleException e) {
      status.set(Status.unavailable(Status.Cause.STORAGE, e.getMessage()));
      throw e;
    }
  }

  @Override
  public List<AuditEntry> latest(int limit) {
    return trail.latest(limit);
  }

  @Override
  public long verify() throws VestibuleException {
    return trail.verify();
  }

  @Override
  public Optional<Instant> read(Instant from, Instant to, Consumer<AuditEntry> reader)
      throws VestibuleException {
    return trail.read(from, to, reader);
  }

  @Override
  public Status status() {
    return status.get();
  }
}
