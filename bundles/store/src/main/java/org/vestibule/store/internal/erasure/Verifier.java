// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.erasure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.privacy.Erasure.Check;
import org.vestibule.api.privacy.Erasure.Verification;
import org.vestibule.api.privacy.ErasureReceipt;
import org.vestibule.api.store.Backups;
import org.vestibule.store.internal.database.Database;
import org.vestibule.store.internal.people.Neighbour;
import org.vestibule.store.internal.vault.SubjectVault;

/**
 * Looks whether what a receipt says is so now. Whoever holds something was asked when the person
 * was erased, by an id that nobody knows any more; the receipt, which is signed, has their answers.
 */
final class Verifier {
  private static final Pattern SUBJECT =
      Pattern.compile("subject-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Database database;
  private final SubjectVault vault;
  private final Signed signed;
  private final Around around;

  Verifier(Database database, SubjectVault vault, ReceiptRows rows, Around around) {
    this.database = database;
    this.vault = vault;
    this.signed = new Signed(rows, around.seal());
    this.around = around;
  }

  /** Checks everything; the first bad check does not hide the others. */
  Verification verify(ErasureReceipt receipt) throws VestibuleException {
    if (!SUBJECT.matcher(receipt.subject()).matches()) {
      throw Refusals.broken("its subject is no pseudonym");
    }
    UUID subject = UUID.fromString(receipt.subject().substring("subject-".length()));
    signed.require(receipt);
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("signature", true, "This gateway has signed it."));
    checks.add(audited(receipt));
    checks.add(key(subject));
    checks.add(rows(subject));
    checks.add(holders(receipt));
    checks.add(backups(receipt));
    return new Verification(checks.stream().allMatch(Check::good), checks);
  }

  private Check audited(ErasureReceipt receipt) {
    boolean[] found = new boolean[1];
    try (Neighbour.Held<AuditTrail> held = around.audit().hold()) {
      if (held.service().isEmpty()) {
        return new Check("audit", false, "The audit is not here to be asked.");
      }
      AuditTrail trail = held.service().get();
      trail.verify();
      trail.read(Instant.MIN, Instant.MAX, line -> found[0] |= says(line, receipt));
    } catch (VestibuleException e) {
      return new Check("audit", false, "The audit is broken: " + e.getMessage());
    }
    String line = "line " + receipt.auditSequence();
    return found[0]
        ? new Check("audit", true, "The audit is whole and says so in " + line + ".")
        : new Check("audit", false, "The audit does not say so in " + line + ".");
  }

  private static boolean says(AuditEntry line, ErasureReceipt receipt) {
    return line.sequence() == receipt.auditSequence()
        && line.hash().equals(receipt.auditHash())
        && line.action().equals(Finishing.ACTION)
        && receipt.id().equals(line.details().get("receipt"));
  }

  private Check key(UUID subject) {
    if (!vault.open()) {
      return new Check("key", false, "The vault is locked; open it and check again.");
    }
    return vault.holdsKey(subject)
        ? new Check("key", false, "There is a key of this subject.")
        : new Check("key", true, "There is no key of this subject.");
  }

  private Check rows(UUID subject) {
    try {
      long left = database.read(connection -> left(connection, subject));
      return left == 0
          ? new Check("rows", true, "A tombstone is left, and lines of consent without a name.")
          : new Check("rows", false, left + " rows of this subject are there.");
    } catch (VestibuleException e) {
      return new Check("rows", false, "The database cannot be read: " + e.code() + ".");
    }
  }

  private static long left(Connection connection, UUID subject) throws SQLException {
    long left = 0;
    for (String table :
        List.of(
            "person where subject = ?",
            "allowance where subject = ?",
            "record where subject = ?",
            "subject where lookup is not null and id = ?")) {
      try (PreparedStatement select =
          connection.prepareStatement("select count(*) from " + table)) {
        select.setObject(1, subject);
        try (ResultSet row = select.executeQuery()) {
          row.next();
          left += row.getLong(1);
        }
      }
    }
    return left;
  }

  private static Check holders(ErasureReceipt receipt) {
    return new Check(
        "holders",
        true,
        "When they were asked, nothing was left with: "
            + String.join(", ", receipt.removed().keySet())
            + ".");
  }

  private Check backups(ErasureReceipt receipt) {
    try (Neighbour.Held<Backups> held = around.backups().hold()) {
      if (held.service().isEmpty()) {
        return new Check("backups", true, "There are no backups.");
      }
      List<Backups.Backup> all = held.service().get().list();
      List<String> broken = new ArrayList<>();
      for (Backups.Backup backup : all) {
        try {
          held.service().get().check(backup.file());
        } catch (VestibuleException e) {
          broken.add(backup.file().getFileName() + " (" + e.code() + ")");
        }
      }
      long older = all.stream().filter(one -> one.madeAt().isBefore(receipt.at())).count();
      String sentence =
          all.size()
              + " in the folder, "
              + older
              + " from before the erasure; none holds a key, so none opens anything of this"
              + " subject.";
      return broken.isEmpty()
          ? new Check("backups", true, sentence)
          : new Check("backups", false, "Not readable: " + String.join(", ", broken) + ".");
    }
  }
}
