// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.erasure;

import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.Erasure;
import org.vestibule.api.privacy.ErasureReceipt;
import org.vestibule.store.internal.consent.ConsentEntry;
import org.vestibule.store.internal.database.Database;
import org.vestibule.store.internal.database.Subjects;
import org.vestibule.store.internal.people.Neighbour;
import org.vestibule.store.internal.people.Roster;
import org.vestibule.store.internal.vault.SubjectVault;

/**
 * Erases people. From the first moment nobody finds the person any more, whether or not the
 * database could be told; from the first transaction on it is on the disk, and what is left to do
 * is gone on with until there is a receipt. Thread-safe.
 */
public final class HouseErasure implements Erasure {
  private static final Logger LOG = LoggerFactory.getLogger(HouseErasure.class);

  private final Database database;
  private final Roster roster;
  private final Burial burial;
  private final ReceiptRows rows;
  private final Finishing finishing;
  private final Verifier verifier;
  private final Waiting waiting;
  private final Tombstones tombstones;
  private final Around around;
  private final Clock clock;
  private volatile int unfinished;

  /**
   * @param receipts the folder for receipts
   * @param waiting those who were to be erased while the vault was locked
   * @param around who else has a part in it
   */
  public HouseErasure(
      Path receipts,
      Database database,
      SubjectVault vault,
      Subjects subjects,
      Roster roster,
      Waiting waiting,
      Around around,
      Clock clock) {
    this.database = database;
    this.roster = roster;
    this.waiting = waiting;
    this.around = around;
    this.clock = clock;
    this.burial = new Burial(vault, subjects);
    this.rows = new ReceiptRows(database);
    this.finishing = new Finishing(rows, new ReceiptFolder(receipts), burial, vault, around);
    this.verifier = new Verifier(database, vault, rows, around);
    this.tombstones = new Tombstones(database, vault);
  }

  @Override
  public ErasureReceipt erase(PersonId person, String reason) throws VestibuleException {
    roster.end(person);
    Progress buried;
    try {
      buried =
          database.write(
              c -> burial.bury(c, person, reason, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    } catch (VestibuleException e) {
      if (e.code().equals("unknown-person")) {
        release(person);
        throw e;
      }
      throw postponed(person, reason, e);
    }
    settle(person, buried.subject());
    try {
      return finishing.goOn(buried.id(), Optional.of(person));
    } catch (VestibuleException | RuntimeException e) {
      unfinished = Math.max(1, unfinished);
      throw e;
    }
  }

  /** The row cannot be found or changed now: what is in memory goes now, the row later. */
  private VestibuleException postponed(PersonId person, String reason, VestibuleException why) {
    waiting.add(person, reason);
    roster.tell(person);
    try {
      finishing.drop(person);
    } catch (VestibuleException e) {
      LOG.warn("An erasure that waits is asked for again later: {}", e.getMessage());
    }
    return why.code().equals("vault-locked")
        ? Refusals.incomplete(
            "the vault", "it is locked; the erasure is gone on with when it opens", why)
        : why;
  }

  /** The database knows: memory, consents and whoever listens follow. */
  private void settle(PersonId person, UUID subject) {
    try {
      roster.refresh(subject);
      release(person);
    } catch (VestibuleException e) {
      LOG.warn("{} stays hidden: {}", pseudonym(subject), e.code());
    }
    try (Neighbour.Held<ConsentEntry> held = around.consents().hold()) {
      held.service().ifPresent(ledger -> ledger.settled(person));
    }
    roster.tell(person);
  }

  private void release(PersonId person) {
    waiting.remove(person);
    roster.endedForGood(person);
  }

  /** Ends every use of a person and erases them; says whether there was one. */
  public boolean forget(PersonId person) {
    boolean here = roster.knows(person);
    try {
      erase(person, "requested");
      return true;
    } catch (VestibuleException e) {
      if (e.code().equals("unknown-person")) {
        return false;
      }
      // Forgetting is a right: it does not wait for a disk.
      LOG.error("An erasure took effect and is not finished yet: {}", e.getMessage());
      return here || e.code().equals("erasure-incomplete");
    }
  }

  /** Goes on with everything that is not finished; what cannot be now is tried again later. */
  public void goOn() {
    try {
      Set<PersonId> due = new HashSet<>(waiting.known());
      for (PersonId person : waiting.none() ? List.<PersonId>of() : roster.everyone()) {
        waiting.reason(person).ifPresent(why -> due.add(person));
      }
      boolean all = true;
      for (PersonId person : due) {
        all &= tried(() -> erase(person, waiting.reason(person).orElse("requested")));
      }
      if (all && roster.complete()) {
        waiting.clear();
      }
      for (Progress progress : rows.unfinished()) {
        tried(() -> finishing.goOn(progress.id(), Optional.empty()));
      }
      tombstones.destroyKeys();
      unfinished = rows.unfinished().size() + waiting.known().size();
    } catch (VestibuleException | RuntimeException e) {
      unfinished = Math.max(1, unfinished);
      LOG.warn("Erasures that are not finished wait: {}", e.getMessage());
    }
  }

  /** What may fail. */
  private interface Step {
    void run() throws VestibuleException;
  }

  private static boolean tried(Step step) {
    try {
      step.run();
      return true;
    } catch (VestibuleException | RuntimeException e) {
      LOG.warn("An erasure is not finished yet: {}", e.getMessage());
      return e instanceof VestibuleException known && known.code().equals("unknown-person");
    }
  }

  /** Returns how many are not finished. */
  public int unfinished() {
    return unfinished;
  }

  @Override
  public Verification verify(ErasureReceipt receipt) throws VestibuleException {
    return verifier.verify(receipt);
  }

  @Override
  public List<ErasureReceipt> receipts() throws VestibuleException {
    return rows.finished();
  }

  static String pseudonym(UUID subject) {
    return "subject-" + subject;
  }
}
