// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal;

import java.util.concurrent.atomic.AtomicLong;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.vestibule.api.access.Accounts;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.command.CommandDesk;
import org.vestibule.api.egress.EgressBroker;
import org.vestibule.api.outbox.Outbox;
import org.vestibule.api.store.Secrets;
import org.vestibule.api.store.SecretsListener;
import org.vestibule.api.visit.Visits;

/**
 * The services that the sinks need, as they come and go; each may be null at any time. Thread-safe.
 */
@Component(service = {NotifyServices.class, SecretsListener.class})
public final class NotifyServices implements SecretsListener {
  private final AtomicLong secretsChanged = new AtomicLong();

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Outbox outbox;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile EgressBroker broker;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Secrets secrets;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Visits visits;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile Accounts accounts;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile CommandDesk desk;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile AuditTrail audit;

  @Override
  public void secretChanged(String name) {
    secretsChanged.incrementAndGet();
  }

  /** Returns how often a secret changed: a sink that sees another number reads its own anew. */
  public long secretsChanged() {
    return secretsChanged.get();
  }

  public Outbox outbox() {
    return outbox;
  }

  public EgressBroker broker() {
    return broker;
  }

  public Secrets secrets() {
    return secrets;
  }

  public Visits visits() {
    return visits;
  }

  public Accounts accounts() {
    return accounts;
  }

  public CommandDesk desk() {
    return desk;
  }

  public AuditTrail audit() {
    return audit;
  }
}
