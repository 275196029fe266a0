// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.consent.ConsentWish;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.people.PersonId;
import org.vestibule.store.internal.consent.ConsentEntry;

/** A ledger of a site that takes paper, or does not. */
public final class PaperLedger implements ConsentEntry {
  private final boolean paper;
  private final List<PersonId> settled = new ArrayList<>();

  /**
   * @param paper whether consent on paper counts here
   */
  public PaperLedger(boolean paper) {
    this.paper = paper;
  }

  /** Returns of whom it was told that a transaction is over. */
  public List<PersonId> settled() {
    return settled;
  }

  @Override
  public void require(PersonId person, Purpose purpose, String note) throws VestibuleException {
    if (note.isBlank()) {
      return; // Whether the ledger has it, the transaction says.
    }
    if (!paper) {
      throw refused("release-missing");
    }
  }

  @Override
  public UUID enter(Connection c, UUID subject, ConsentWish wish, String by) throws SQLException {
    return enter(c, subject, wish.purpose(), wish.channel().label());
  }

  @Override
  public void requireOrEnter(
      Connection c, UUID subject, PersonId person, Purpose purpose, String note)
      throws SQLException, VestibuleException {
    if (allowed(c, subject, purpose)) {
      return;
    }
    if (note.isBlank()) {
      throw refused("consent-missing");
    }
    enter(c, subject, purpose, "paper");
  }

  private static boolean allowed(Connection c, UUID subject, Purpose purpose) throws SQLException {
    try (PreparedStatement select =
        c.prepareStatement("select 1 from allowance where subject = ? and purpose = ?")) {
      select.setObject(1, subject);
      select.setString(2, purpose.label());
      try (ResultSet row = select.executeQuery()) {
        return row.next();
      }
    }
  }

  private static UUID enter(Connection c, UUID subject, Purpose purpose, String channel)
      throws SQLException {
    UUID id = UUID.randomUUID();
    run(
        c,
        "insert into consent (id, subject, purpose, text_version, text_sha256, language, channel,"
            + " sealed, given_at, given_by) values (?, ?, ?, 'v', 'x', 'en', ?, ?, ?, 'ada')",
        id,
        subject,
        purpose.label(),
        channel,
        new byte[1],
        OffsetDateTime.parse("2026-01-01T00:00:00Z"));
    run(
        c,
        "insert into allowance (subject, purpose, consent) values (?, ?, ?)",
        subject,
        purpose.label(),
        id);
    return id;
  }

  /** Takes consent back. */
  public static void withdraw(Connection c, UUID subject, Purpose purpose) throws SQLException {
    run(c, "delete from allowance where subject = ? and purpose = ?", subject, purpose.label());
  }

  private static void run(Connection c, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = c.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  @Override
  public void settled(PersonId person) {
    settled.add(person);
  }

  private static VestibuleException refused(String code) {
    return new VestibuleException(code, "consent", code, "-", "-");
  }
}
