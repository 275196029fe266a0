// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.erasure;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.store.internal.database.Database;
import org.vestibule.store.internal.vault.SubjectVault;

/** Those who were erased, and what must not be left of them. Thread-safe. */
final class Tombstones {
  private static final Logger LOG = LoggerFactory.getLogger(Tombstones.class);

  private final Database database;
  private final SubjectVault vault;

  Tombstones(Database database, SubjectVault vault) {
    this.database = database;
    this.vault = vault;
  }

  /**
   * Destroys the keys that a restored keyring or a crash left to people who were erased.
   *
   * @throws VestibuleException {@code vault-locked}, {@code storage-*}
   */
  void destroyKeys() throws VestibuleException {
    List<UUID> left = subjects().stream().filter(vault::holdsKey).toList();
    if (!left.isEmpty()) {
      vault.destroyKeys(left);
      LOG.warn("{} keys of people who were erased are destroyed again", left.size());
    }
  }

  private List<UUID> subjects() throws VestibuleException {
    return database.read(
        connection -> {
          try (PreparedStatement select =
                  connection.prepareStatement(
                      "select s.id from subject s where s.erased_at is not null and not exists"
                          + " (select 1 from receipt r where r.subject = s.id"
                          + " and r.finished = false)");
              ResultSet rows = select.executeQuery()) {
            List<UUID> subjects = new ArrayList<>();
            while (rows.next()) {
              subjects.add(rows.getObject(1, UUID.class));
            }
            return subjects;
          }
        });
  }
}
