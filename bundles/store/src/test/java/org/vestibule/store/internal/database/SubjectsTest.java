// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;
import org.vestibule.store.internal.vault.FakeVault;

class SubjectsTest {
  private static final PersonId ALICE = new PersonId("alice");

  private final FakeVault vault = new FakeVault();
  private final Subjects subjects = new Subjects(vault, Clock.systemUTC());
  private Connection connection;

  @BeforeEach
  void open() throws Exception {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:");
    connection = source.getConnection();
    try (Statement statement = connection.createStatement();
        var schema = Subjects.class.getResourceAsStream("migrations/V1__house.sql")) {
      statement.execute(new String(schema.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @AfterEach
  void close() throws Exception {
    connection.close();
  }

  @Test
  void nobodyIsFoundBeforeTheyAreMade() throws Exception {
    assertThat(subjects.find(connection, ALICE)).isEmpty();
  }

  @Test
  void aLockedVaultDoesNotSayWhetherSomebodyIsKnown() throws Exception {
    subjects.findOrCreate(connection, ALICE);
    vault.open(false);
    assertThatThrownBy(() -> subjects.find(connection, ALICE))
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).isEqualTo("vault-locked"));
  }

  @Test
  void everybodyHasOneSubjectAndItsKey() throws Exception {
    UUID alice = subjects.findOrCreate(connection, ALICE);
    assertThat(subjects.findOrCreate(connection, ALICE)).isEqualTo(alice);
    assertThat(subjects.find(connection, ALICE)).contains(alice);
    assertThat(vault.holdsKey(alice)).isTrue();
    assertThat(subjects.findOrCreate(connection, new PersonId("bob"))).isNotEqualTo(alice);
  }

  @Test
  void whoWasErasedAndComesBackIsSomebodyNew() throws Exception {
    UUID alice = subjects.findOrCreate(connection, ALICE);
    try (Statement statement = connection.createStatement()) {
      statement.execute("update subject set lookup = null, erased_at = current_timestamp");
    }
    assertThat(subjects.find(connection, ALICE)).isEmpty();
    assertThat(subjects.findOrCreate(connection, ALICE)).isNotEqualTo(alice);
  }
}
