// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.database;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.vestibule.api.VestibuleException;

/**
 * What a copy of the database holds. The copy is opened here and by nobody else.
 *
 * @param schema the version of its tables
 * @param people how many live or work here
 */
public record Snapshot(int schema, long people) {
  /** Looks into a copy without writing to it. */
  public static Snapshot look(Path file) throws SQLException {
    try (Engine engine = new Engine("retry", file, true)) {
      return engine.read(
          connection -> {
            int schema = Schema.of(connection);
            // Tables of another version need not be those that this one knows.
            if (schema == 0 || schema > Schema.known()) {
              return new Snapshot(schema, 0);
            }
            try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from person")) {
              rows.next();
              return new Snapshot(schema, rows.getLong(1));
            }
          });
    } catch (VestibuleException e) {
      throw new SQLException(e);
    }
  }

  /** Makes a copy as small as its content: what was deleted is not carried on. */
  public static void compact(Path file) throws SQLException {
    new Engine("retry", file, false).compact();
  }
}
