// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.erasure;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.privacy.ErasureReceipt;
import org.vestibule.store.internal.database.Database;

/** Erasures in the database, under way and finished. Thread-safe. */
final class ReceiptRows {
  private final Database database;

  ReceiptRows(Database database) {
    this.database = database;
  }

  /** Notes how far an erasure is. */
  void progress(Progress progress) throws VestibuleException {
    update(progress.id(), progress.text(), false);
  }

  /** Puts the receipt in the place of what was noted. */
  void finish(ErasureReceipt receipt) throws VestibuleException {
    update(UUID.fromString(receipt.id()), ReceiptCodec.text(receipt), true);
  }

  private void update(UUID id, String json, boolean finished) throws VestibuleException {
    database.write(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update receipt set json = ?, finished = ? where id = ?")) {
            update.setString(1, json);
            update.setBoolean(2, finished);
            update.setObject(3, id);
            update.executeUpdate();
          }
          return null;
        });
  }

  /** Returns the erasures that are to be gone on with, the oldest first. */
  List<Progress> unfinished() throws VestibuleException {
    return database.read(connection -> texts(connection, false)).stream()
        .map(Progress::read)
        .toList();
  }

  /** Returns the receipts, newest first. */
  List<ErasureReceipt> finished() throws VestibuleException {
    return database.read(connection -> texts(connection, true)).stream()
        .map(ReceiptCodec::read)
        .toList();
  }

  private static List<String> texts(Connection connection, boolean finished) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select json from receipt where finished = ? order by at "
                + (finished ? "desc" : "asc"))) {
      select.setBoolean(1, finished);
      try (ResultSet rows = select.executeQuery()) {
        List<String> texts = new ArrayList<>();
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
        return texts;
      }
    }
  }

  /** Returns the receipt of an erasure, if it is finished. */
  Optional<ErasureReceipt> finished(UUID id) throws VestibuleException {
    return text(id, true).map(ReceiptCodec::read);
  }

  /** Returns how far an erasure is, if it is not finished. */
  Optional<Progress> unfinished(UUID id) throws VestibuleException {
    return text(id, false).map(Progress::read);
  }

  private Optional<String> text(UUID id, boolean finished) throws VestibuleException {
    return database.read(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select json from receipt where id = ? and finished = ?")) {
            select.setObject(1, id);
            select.setBoolean(2, finished);
            try (ResultSet rows = select.executeQuery()) {
              return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
          }
        });
  }
}
