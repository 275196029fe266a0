// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.consent;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.vestibule.api.consent.Consent;
import org.vestibule.api.consent.ConsentText;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.people.PersonId;
import org.vestibule.store.internal.site.Channels;

/** The ledger's SQL. Each method uses the caller's connection and transaction. */
final class LedgerRows {
  /** A line as it lies in the table. */
  record Line(
      UUID id,
      Purpose purpose,
      String textVersion,
      String textSha256,
      String language,
      String channel,
      byte[] sealed,
      Instant givenAt,
      String by,
      Optional<Instant> withdrawnAt,
      Optional<String> withdrawnBy) {
    /** Returns it as the house sees it. */
    Consent opened(PersonId person, Optional<String> signature) {
      return new Consent(
          id.toString(),
          person,
          purpose,
          textVersion,
          textSha256,
          language,
          Channels.of(channel).orElseThrow(),
          signature,
          givenAt,
          by,
          withdrawnAt,
          withdrawnBy);
    }
  }

  private static final String GIVEN =
      "(id, subject, purpose, text_version, text_sha256, language, channel, sealed, given_at,"
          + " given_by)";
  private static final String IN_FORCE =
      "select s.lookup, c.purpose, c.text_version, c.language, c.text_sha256 from allowance a"
          + " join consent c on c.id = a.consent join subject s on s.id = a.subject"
          + " where s.lookup is not null";

  private LedgerRows() {}

  /** How a text is named in memory: version, language and hash. */
  static String text(String version, String language, String sha256) {
    return version + ' ' + language + ' ' + sha256;
  }

  static String text(ConsentText text) {
    return text(text.version(), text.language(), text.sha256());
  }

  /** Returns everybody's consents in force, with the texts on which they rest. */
  static Map<ByteBuffer, Map<Purpose, String>> allInForce(Connection c) throws SQLException {
    Map<ByteBuffer, Map<Purpose, String>> all = new ConcurrentHashMap<>();
    Map<String, String> same = new HashMap<>();
    try (PreparedStatement select = c.prepareStatement(IN_FORCE);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        String text = same.computeIfAbsent(text(rows), known -> known);
        all.computeIfAbsent(ByteBuffer.wrap(rows.getBytes(1)), key -> new EnumMap<>(Purpose.class))
            .put(purpose(rows.getString(2)), text);
      }
    }
    return all;
  }

  /** Returns one person's consents in force. */
  static Map<Purpose, String> inForce(Connection c, byte[] lookup) throws SQLException {
    Map<Purpose, String> held = new EnumMap<>(Purpose.class);
    try (PreparedStatement select = c.prepareStatement(IN_FORCE + " and s.lookup = ?")) {
      select.setBytes(1, lookup);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          held.put(purpose(rows.getString(2)), text(rows));
        }
      }
    }
    return held;
  }

  static boolean allowed(Connection c, UUID subject, Purpose purpose) throws SQLException {
    try (PreparedStatement select =
        c.prepareStatement("select 1 from allowance where subject = ? and purpose = ?")) {
      select.setObject(1, subject);
      select.setString(2, purpose.label());
      try (ResultSet rows = select.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** Writes a line, what keeps it from being changed, and the allowance. */
  static void insert(Connection c, UUID subject, Line line) throws SQLException {
    try (PreparedStatement insert =
        c.prepareStatement(
            "insert into consent " + GIVEN + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setObject(1, line.id());
      insert.setObject(2, subject);
      insert.setString(3, line.purpose().label());
      insert.setString(4, line.textVersion());
      insert.setString(5, line.textSha256());
      insert.setString(6, line.language());
      insert.setString(7, line.channel());
      insert.setBytes(8, line.sealed());
      insert.setObject(9, OffsetDateTime.ofInstant(line.givenAt(), ZoneOffset.UTC));
      insert.setString(10, line.by());
      insert.executeUpdate();
    }
    FrozenLines.one(c, line.id());
    try (PreparedStatement allow =
        c.prepareStatement("insert into allowance (subject, purpose, consent) values (?, ?, ?)")) {
      allow.setObject(1, subject);
      allow.setString(2, line.purpose().label());
      allow.setObject(3, line.id());
      allow.executeUpdate();
    }
  }

  /** Returns a subject's lines, oldest first. */
  static List<Line> of(Connection c, UUID subject) throws SQLException {
    List<Line> lines = new ArrayList<>();
    try (PreparedStatement select =
        c.prepareStatement("select * from consent where subject = ? order by given_at, id")) {
      select.setObject(1, subject);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          lines.add(line(rows));
        }
      }
    }
    return lines;
  }

  private static Line line(ResultSet rows) throws SQLException {
    return new Line(
        rows.getObject("id", UUID.class),
        purpose(rows.getString("purpose")),
        rows.getString("text_version"),
        rows.getString("text_sha256"),
        rows.getString("language"),
        rows.getString("channel"),
        rows.getBytes("sealed"),
        rows.getObject("given_at", OffsetDateTime.class).toInstant(),
        rows.getString("given_by"),
        Optional.ofNullable(rows.getObject("withdrawn_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant),
        Optional.ofNullable(rows.getString("withdrawn_by")));
  }

  private static String text(ResultSet rows) throws SQLException {
    return text(
        rows.getString("text_version"), rows.getString("language"), rows.getString("text_sha256"));
  }

  private static Purpose purpose(String label) {
    return Purpose.of(label)
        .orElseThrow(() -> new IllegalStateException("unknown purpose " + label));
  }
}
