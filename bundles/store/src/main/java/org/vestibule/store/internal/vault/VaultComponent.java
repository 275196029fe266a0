// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusSource;
import org.vestibule.api.store.KeyGuard;
import org.vestibule.api.store.Vault;

/** The vault as services: opening, locking and changing it. Thread-safe. */
@Component(
    service = {VaultComponent.class, Vault.class, StatusSource.class},
    configurationPid = VaultConfig.PID,
    immediate = true)
@Designate(ocd = VaultConfig.class)
public final class VaultComponent implements Vault, StatusSource {
  private final VaultJournal journal = new VaultJournal();
  private final VaultFolder folder;
  private final Guards guards;
  private final Sealing sealing;
  private final VaultControl control;
  private final VaultOpening opening;

  /**
   * Uses the folder that {@code vestibule.data} names and the file that {@code vestibule.key} does.
   */
  public VaultComponent() {
    this(
        Path.of(System.getProperty("vestibule.data", "data")),
        Path.of(
            System.getProperty(
                "vestibule.key", System.getProperty("vestibule.data", "data") + ".key")),
        Clock.systemUTC());
  }

  /**
   * Uses what it is given.
   *
   * @param data the data folder
   * @param keyFile lies outside of it
   */
  public VaultComponent(Path data, Path keyFile, Clock clock) {
    this(data, keyFile, clock, Guards.PASSPHRASE_ITERATIONS);
  }

  VaultComponent(Path data, Path keyFile, Clock clock, int passphraseIterations) {
    folder = new VaultFolder(data);
    guards = new Guards(folder, keyFile, passphraseIterations);
    Aead aead = new Aead();
    sealing = new Sealing(new OpenKeys(), aead);
    control = new VaultControl(folder, guards, new Keyring(folder, aead, clock), sealing, journal);
    opening = new VaultOpening(control, guards, journal);
  }

  /** Takes a configuration; opens, or moves the device key, where nobody need be asked. */
  @Activate
  @Modified
  public void configure(Map<String, Object> properties) {
    opening.configure(properties);
    journal.flush();
  }

  /** Forgets every key. */
  @Deactivate
  public void stop() {
    opening.shut();
  }

  @Override
  public State state() {
    return control.state(opening.wanted());
  }

  @Override
  public void open(Optional<char[]> passphrase) throws VestibuleException {
    try {
      opening.open(passphrase);
    } finally {
      journal.flush();
    }
  }

  @Override
  public void lock() {
    opening.lock();
    journal.flush();
  }

  @Override
  public void rotate() throws VestibuleException {
    control.rotate();
    journal.flush();
  }

  @Override
  public void copyKeyring(Path file) throws VestibuleException {
    control.copy(file);
    journal.flush();
  }

  @Override
  public String name() {
    return "vault";
  }

  @Override
  public Status status() {
    return opening.status();
  }

  /** Tells it of the state at once, and of each change. */
  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindFollower(SubjectVault.Follower follower) {
    opening.add(follower);
  }

  void unbindFollower(SubjectVault.Follower follower) {
    opening.remove(follower);
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindGuard(KeyGuard guard) {
    guards.add(guard);
    opening.openUnasked();
    journal.flush();
  }

  void unbindGuard(KeyGuard guard) {
    guards.remove(guard);
  }

  /** Writes into this trail from now on, and what waited for one. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void bindAudit(AuditTrail audit) {
    journal.take(audit);
  }

  void unbindAudit(AuditTrail audit) {
    journal.drop(audit);
  }

  VaultFolder folder() {
    return folder;
  }

  Sealing sealing() {
    return sealing;
  }

  VaultControl control() {
    return control;
  }

  VaultJournal journal() {
    return journal;
  }
}
