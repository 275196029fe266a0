// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.database;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * The versions of the tables. Flyway brings a database up to date and notes what it did; it is
 * given the migrations one by one, so that it searches no class path and no folder. Its own note is
 * read without it: an up-to-date database never loads it.
 */
public final class Schema {
  /** The migrations in order; the last one's number is the version that this code knows. */
  static final List<String> MIGRATIONS =
      List.of(
          "V1__house.sql",
          "V2__ledger_is_append_only.sql",
          "V3__retention_clock.sql",
          "V4__visits.sql",
          "V5__faces_of_visits.sql");

  private static final String NOTES = "schema_history";

  private Schema() {}

  /** Returns the version that this code knows. */
  public static int known() {
    return MIGRATIONS.size();
  }

  /** Returns the version of a database, 0 for an empty one. */
  static int of(Connection connection) throws SQLException {
    try (ResultSet tables =
        connection.getMetaData().getTables(null, "PUBLIC", NOTES, new String[] {"BASE TABLE"})) {
      if (!tables.next()) {
        return 0;
      }
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select coalesce(max(cast(\"version\" as int)), 0) from \""
                    + NOTES
                    + "\" where \"success\"")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  /**
   * Brings a database up to date. H2 commits each change of a table by itself, so this is done to a
   * copy that nobody uses yet.
   */
  static void migrate(DataSource source) throws SQLException {
    migrate(source, new Listed(MIGRATIONS));
  }

  static void migrate(DataSource source, ResourceProvider migrations) throws SQLException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // Flyway finds its parts by way of the context, which in a container is anybody's.
    thread.setContextClassLoader(Schema.class.getClassLoader());
    try {
      Flyway.configure(Schema.class.getClassLoader())
          .loggers("slf4j")
          .dataSource(source)
          .table(NOTES)
          .locations(new String[0])
          .resourceProvider(migrations)
          .javaMigrationClassProvider(List::of)
          .cleanDisabled(true)
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new SQLException("The tables could not be brought up to date", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** The migrations by name. */
  private record Listed(List<String> names) implements ResourceProvider {
    @Override
    public LoadableResource getResource(String name) {
      return names.contains(name) ? new Script(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
      return prefix.equals("V")
          ? names.stream().<LoadableResource>map(Script::new).toList()
          : List.of();
    }
  }

  /** A migration beside this class. */
  private static final class Script extends LoadableResource {
    private final String name;

    Script(String name) {
      this.name = name;
    }

    @Override
    public Reader read() {
      try (var in = Schema.class.getResourceAsStream("migrations/" + name)) {
        return new StringReader(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }

    @Override
    public String getAbsolutePath() {
      return name;
    }

    @Override
    public String getAbsolutePathOnDisk() {
      return name;
    }

    @Override
    public String getFilename() {
      return name;
    }

    @Override
    public String getRelativePath() {
      return name;
    }
  }
}
