// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An embedded database and how it is made to keep its word. */
enum StoreEngine {
  /** As {@code bundles/store} uses it. */
  H2_FORCED("H2, CHECKPOINT SYNC after each commit", "org.h2.Driver", "checkpoint sync"),
  /** As it comes: what commits is written within half a second, and never forced. */
  H2_AS_IT_COMES("H2 as it comes", "org.h2.Driver", ""),
  /** The setting that SQLite's documentation calls durable. */
  SQLITE_WAL("SQLite, WAL, synchronous=FULL", "org.sqlite.JDBC", ""),
  SQLITE_JOURNAL("SQLite, rollback journal, synchronous=FULL", "org.sqlite.JDBC", "");

  private static final int ROW = 1000;

  private final String title;
  private final String driver;
  private final String afterCommit;

  StoreEngine(String title, String driver, String afterCommit) {
    this.title = title;
    this.driver = driver;
    this.afterCommit = afterCommit;
  }

  String title() {
    return title;
  }

  /** Returns the class of the driver, for the size of what it comes in. */
  Class<?> driver() throws ClassNotFoundException {
    return Class.forName(driver);
  }

  Connection open(Path folder) throws SQLException {
    Connection connection = DriverManager.getConnection(url(folder));
    try (Statement statement = connection.createStatement()) {
      for (String setting : settings()) {
        statement.execute(setting);
      }
      statement.execute(
          "create table if not exists item (id integer primary key, content varbinary(1000))");
    }
    connection.setAutoCommit(false);
    return connection;
  }

  private String url(Path folder) {
    return switch (this) {
      case H2_FORCED -> "jdbc:h2:" + folder.resolve("h2") + ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0";
      case H2_AS_IT_COMES -> "jdbc:h2:" + folder.resolve("h2") + ";DB_CLOSE_ON_EXIT=FALSE";
      default -> "jdbc:sqlite:" + folder.resolve("sqlite.db");
    };
  }

  private List<String> settings() {
    return switch (this) {
      case SQLITE_WAL -> List.of("pragma journal_mode = wal", "pragma synchronous = full");
      case SQLITE_JOURNAL -> List.of("pragma journal_mode = delete", "pragma synchronous = full");
      default -> List.of();
    };
  }

  /** Writes one row in a transaction of its own. */
  void put(Connection connection, int id) throws SQLException {
    try (var insert = connection.prepareStatement("insert into item values (?, ?)")) {
      insert.setInt(1, id);
      insert.setBytes(2, content(id));
      insert.executeUpdate();
    }
    connection.commit();
    if (!afterCommit.isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(afterCommit);
      }
      connection.commit();
    }
  }

  /** Returns the number of the first row from 1 on that is not as it was written, if any is. */
  Optional<Integer> firstWrong(Connection connection, int until) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select id, content from item order by id")) {
      for (int id = 1; id <= until; id++) {
        if (!rows.next() || rows.getInt(1) != id || !Arrays.equals(rows.getBytes(2), content(id))) {
          return Optional.of(id);
        }
      }
    }
    return Optional.empty();
  }

  int count(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from item")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static byte[] content(int id) {
    byte[] content = new byte[ROW];
    new java.util.Random(id).nextBytes(content);
    return content;
  }
}
