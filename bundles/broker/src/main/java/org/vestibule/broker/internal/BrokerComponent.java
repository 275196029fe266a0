// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusSource;
import org.vestibule.api.store.Secrets;
import org.vestibule.api.store.SecretsListener;

/**
 * Takes what the container has for the broker: settings, users, secrets, audit. Whatever changes is
 * carried out by the one thread of {@link Keeper}. Thread-safe.
 */
@Component(
    service = {StatusSource.class, SecretsListener.class},
    immediate = true,
    configurationPid = BrokerConfig.PID)
@Designate(ocd = BrokerConfig.class)
public final class BrokerComponent implements StatusSource, SecretsListener {
  private final Set<UserEntry> entries = ConcurrentHashMap.newKeySet();
  private final PasswordSource passwords = new PasswordSource();
  private final LoginAudit audit = new LoginAudit();
  private final Keeper keeper =
      new Keeper(Path.of(System.getProperty("vestibule.data", "data")), entries, passwords, audit);

  @Activate
  void activate(Map<String, Object> properties) {
    keeper.begin(properties);
  }

  @Modified
  void modified(Map<String, Object> properties) {
    keeper.configure(properties);
  }

  @Deactivate
  void stop() throws InterruptedException {
    keeper.end();
    audit.close();
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void addUser(UserEntry entry) {
    entries.add(entry);
    keeper.usersChanged();
  }

  void removeUser(UserEntry entry) {
    entries.remove(entry);
    keeper.usersChanged();
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setSecrets(Secrets service) {
    passwords.use(service);
    keeper.usersChanged();
  }

  void unsetSecrets(Secrets service) {
    passwords.notUse(service);
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void setAudit(AuditTrail service) {
    audit.use(service);
  }

  void unsetAudit(AuditTrail service) {
    audit.notUse(service);
  }

  @Override
  public void secretChanged(String name) {
    keeper.usersChanged();
  }

  @Override
  public String name() {
    return "broker";
  }

  @Override
  public Status status() {
    return keeper.status();
  }
}
