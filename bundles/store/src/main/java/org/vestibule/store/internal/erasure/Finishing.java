// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.erasure;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.ErasureReceipt;
import org.vestibule.api.privacy.PersonalDataHolder;
import org.vestibule.api.store.HouseSeal;
import org.vestibule.store.internal.people.Neighbour;
import org.vestibule.store.internal.vault.SubjectVault;

/**
 * The steps of an erasure after the person is gone from the database. Each may be repeated, and is
 * noted before the next begins, so that a crash between any two repeats at most one. One erasure at
 * a time.
 */
final class Finishing {
  static final String ACTION = "person-erased";
  static final String PURPOSE = "erasure";

  /** In the place of a digest that a crash took between the destruction and the note of it. */
  static final String LOST = "0".repeat(64);

  private static final int LATEST = 1000;

  private final ReentrantLock turn = new ReentrantLock();
  private final ReceiptRows rows;
  private final ReceiptFolder folder;
  private final Burial burial;
  private final SubjectVault vault;
  private final Around around;

  Finishing(
      ReceiptRows rows, ReceiptFolder folder, Burial burial, SubjectVault vault, Around around) {
    this.rows = rows;
    this.folder = folder;
    this.burial = burial;
    this.vault = vault;
    this.around = around;
  }

  /**
   * Goes on with an erasure from wherever it is.
   *
   * @param inHand the person, where this process still knows them
   * @throws VestibuleException {@code erasure-incomplete}, {@code vault-locked}, {@code storage-*}
   */
  ErasureReceipt goOn(UUID id, Optional<PersonId> inHand) throws VestibuleException {
    turn.lock();
    try {
      Optional<Progress> noted = rows.unfinished(id);
      if (noted.isEmpty()) {
        return rows.finished(id).orElseThrow();
      }
      Progress progress = noted.get();
      if (progress.keyDigest().isEmpty()) {
        progress = destroyKey(ask(progress, inHand));
      }
      ErasureReceipt receipt = sign(progress, line(progress));
      folder.write(receipt);
      rows.finish(receipt);
      return receipt;
    } finally {
      turn.unlock();
    }
  }

  private Progress ask(Progress progress, Optional<PersonId> inHand) throws VestibuleException {
    Optional<PersonId> person = inHand.isPresent() ? inHand : burial.name(progress);
    if (person.isEmpty()) {
      return progress;
    }
    Progress dropped = progress.dropped(drop(person.get()));
    rows.progress(dropped);
    return dropped;
  }

  /** Asks everyone who holds something to drop it, and whether it is gone. */
  Map<String, Integer> drop(PersonId person) throws VestibuleException {
    Map<String, Integer> removed = new TreeMap<>();
    VestibuleException failure = null;
    try (Neighbour.Held<List<PersonalDataHolder>> held = around.holders().hold()) {
      for (PersonalDataHolder holder : held.service().orElse(List.of())) {
        try {
          removed.put(holder.holder(), holder.erase(person));
          if (holder.holds(person)) {
            failure = Refusals.incomplete(holder.holder(), "it still holds something", null);
          }
        } catch (VestibuleException | RuntimeException | LinkageError e) {
          failure = Refusals.incomplete(holder.holder(), "it could not drop its part", e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
    return removed;
  }

  private Progress destroyKey(Progress progress) throws VestibuleException {
    Map<UUID, String> destroyed = vault.destroyKeys(List.of(progress.subject()));
    String digest = destroyed.getOrDefault(progress.subject(), LOST);
    Progress after = progress.destroyed(digest, around.epoch().getAsLong());
    rows.progress(after);
    return after;
  }

  /** A line that was written before a crash is found again, and not written twice. */
  private AuditEntry line(Progress progress) throws VestibuleException {
    String receipt = progress.id().toString();
    try (Neighbour.Held<AuditTrail> held = around.audit().hold()) {
      AuditTrail trail =
          held.service()
              .orElseThrow(() -> Refusals.incomplete("the audit", "it is not here", null));
      Optional<AuditEntry> written =
          trail.latest(LATEST).stream()
              .filter(entry -> entry.action().equals(ACTION))
              .filter(entry -> receipt.equals(entry.details().get("receipt")))
              .findFirst();
      if (written.isPresent()) {
        return written.get();
      }
      Map<String, String> details = new TreeMap<>();
      details.put("person", HouseErasure.pseudonym(progress.subject()));
      details.put("receipt", receipt);
      details.put("reason", progress.reason());
      details.put("key", progress.keyDigest().orElseThrow());
      return trail.record("gateway", ACTION, details);
    } catch (VestibuleException e) {
      throw e.code().startsWith("audit-")
          ? Refusals.incomplete("the audit", "it takes no line", e)
          : e;
    }
  }

  private ErasureReceipt sign(Progress progress, AuditEntry line) throws VestibuleException {
    try (Neighbour.Held<HouseSeal> held = around.seal().hold()) {
      HouseSeal house =
          held.service()
              .orElseThrow(() -> Refusals.incomplete("the house seal", "it is not here", null));
      byte[] signature = house.sign(PURPOSE, ReceiptCodec.signed(receipt(progress, line, "")));
      return receipt(progress, line, Base64.getEncoder().encodeToString(signature));
    }
  }

  private static ErasureReceipt receipt(Progress progress, AuditEntry line, String signature) {
    return new ErasureReceipt(
        progress.id().toString(),
        HouseErasure.pseudonym(progress.subject()),
        progress.at(),
        progress.reason(),
        progress.removed(),
        progress.keyDigest().orElseThrow(),
        progress.epoch(),
        line.sequence(),
        line.hash(),
        signature);
  }
}
