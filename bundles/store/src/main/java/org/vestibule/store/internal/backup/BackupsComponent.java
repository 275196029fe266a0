// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.backup;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.FieldOption;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.privacy.Expiring;
import org.vestibule.api.store.Backups;
import org.vestibule.api.store.HouseSeal;
import org.vestibule.store.internal.database.Database;
import org.vestibule.store.internal.database.StoreDatabase;
import org.vestibule.store.internal.vault.SubjectVault;

/** Backups as a service; they end with time like everything else. */
@Component(service = {Backups.class, Expiring.class})
public final class BackupsComponent implements Backups, Expiring, House {
  private static final Logger LOG = LoggerFactory.getLogger(BackupsComponent.class);

  private final HouseBackups backups;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  private volatile AuditTrail trail;

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      fieldOption = FieldOption.UPDATE)
  private final List<Database.Follower> followers = new CopyOnWriteArrayList<>();

  /** Uses the database, the vault and the seal of this bundle. */
  @Activate
  public BackupsComponent(
      @Reference StoreDatabase store, @Reference SubjectVault vault, @Reference HouseSeal seal) {
    backups =
        new HouseBackups(
            store.data(),
            store.house(),
            vault,
            seal,
            this,
            () -> store.settings().keep(),
            Clock.systemUTC());
  }

  @Override
  public Backup make() throws VestibuleException {
    return backups.make();
  }

  @Override
  public List<Backup> list() {
    return backups.list();
  }

  @Override
  public Backup check(Path file) throws VestibuleException {
    return backups.check(file);
  }

  @Override
  public Restored restore(Path file) throws VestibuleException {
    return backups.restore(file);
  }

  @Override
  public String what() {
    return "backups";
  }

  @Override
  public OptionalInt countBefore(Instant oldest) throws VestibuleException {
    return OptionalInt.of(
        (int) list().stream().filter(each -> each.madeAt().isBefore(oldest)).count());
  }

  @Override
  public int removeBefore(Instant oldest) throws VestibuleException {
    return backups.removeBefore(oldest);
  }

  @Override
  public void audit(String action, Backup backup) throws VestibuleException {
    Optional<AuditTrail> present = Optional.ofNullable(trail);
    if (present.isPresent()) {
      present
          .get()
          .record(
              "store",
              action,
              Map.of(
                  "backup", backup.file().getFileName().toString(),
                  "madeAt", backup.madeAt().toString(),
                  "people", Long.toString(backup.people())));
    }
  }

  @Override
  public long auditLines() {
    Optional<AuditTrail> present = Optional.ofNullable(trail);
    try {
      return present.isPresent() ? present.get().verify() : -1;
    } catch (VestibuleException e) {
      // A broken audit is evidence, too: it is copied as it is, and the manifest does not vouch.
      LOG.warn("The backup holds an audit that is not whole: {}", e.getMessage());
      return -1;
    }
  }

  @Override
  public void contentReplaced() {
    for (Database.Follower follower : followers) {
      try {
        follower.contentReplaced();
      } catch (RuntimeException e) {
        LOG.error("{} did not take the restored content", follower.getClass().getName(), e);
      }
    }
  }
}
