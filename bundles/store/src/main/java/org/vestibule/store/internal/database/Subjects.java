// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.database;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;
import org.vestibule.store.internal.vault.SubjectVault;

/**
 * From a person to the pseudonym under which the database knows them. It takes an open vault: the
 * database alone says of nobody whether they are in it. Thread-safe; each method uses the caller's
 * connection, and so belongs to the caller's transaction.
 */
@Component(service = Subjects.class)
public final class Subjects {
  private static final String DOMAIN = "person-id";

  private final SubjectVault vault;
  private final Clock clock;

  /** Uses the vault of this bundle. */
  @Activate
  public Subjects(@Reference SubjectVault vault) {
    this(vault, Clock.systemUTC());
  }

  /**
   * @param clock for the time at which a subject was made
   */
  public Subjects(SubjectVault vault, Clock clock) {
    this.vault = Objects.requireNonNull(vault, "vault");
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Finds the subject of a person who is not erased.
   *
   * @throws VestibuleException {@code vault-locked}
   */
  public Optional<UUID> find(Connection connection, PersonId person)
      throws SQLException, VestibuleException {
    return find(connection, lookup(person));
  }

  /**
   * Finds the subject of a person, or makes it with its key. To be called in {@link
   * Database#write}. When that is rolled back, a key without a subject is left, which opens nothing
   * and hinders nobody.
   *
   * @throws VestibuleException {@code vault-locked}, {@code storage-full}, {@code storage-failed}
   */
  public UUID findOrCreate(Connection connection, PersonId person)
      throws SQLException, VestibuleException {
    byte[] lookup = lookup(person);
    Optional<UUID> known = find(connection, lookup);
    return known.isPresent() ? known.get() : create(connection, lookup);
  }

  private UUID create(Connection connection, byte[] lookup)
      throws SQLException, VestibuleException {
    UUID subject = UUID.randomUUID();
    // The key comes first: a row whose key a crash prevented could never be written or read.
    vault.createKey(subject);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into subject (id, lookup, created_at) values (?, ?, ?)")) {
      insert.setObject(1, subject);
      insert.setBytes(2, lookup);
      insert.setObject(3, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
      insert.executeUpdate();
    }
    return subject;
  }

  private byte[] lookup(PersonId person) throws VestibuleException {
    return vault.index(DOMAIN, person.value().getBytes(StandardCharsets.UTF_8));
  }

  private static Optional<UUID> find(Connection connection, byte[] lookup) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("select id from subject where lookup = ?")) {
      select.setBytes(1, lookup);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.of(rows.getObject(1, UUID.class)) : Optional.empty();
      }
    }
  }
}
