// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.store.internal.database.TestHouse;

/**
 * A process that writes is killed, over and over, at random moments, from its very first write on.
 * {@code -Dvestibule.kills=500} for a long run. A killed process loses nothing that the operating
 * system holds: what a loss of power does is tried with the disk of HouseDatabaseTest.
 */
class CrashTest {
  private static final int KILLS = Integer.getInteger("vestibule.kills", 8);

  @TempDir Path data;

  @Test
  void nothingAcknowledgedIsLostAndNothingErasedReturns() throws Exception {
    long seed = Long.getLong("vestibule.seed", 20);
    Random random = new Random(seed);
    Path journal = Files.createFile(data.resolve("journal"));
    int acknowledged = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      long before = Files.size(journal);
      Process victim = start(journal, random.nextLong());
      killSomewhere(victim, journal, before, random);
      acknowledged = survived(journal, "kill " + kill + " of seed " + seed);
    }
    assertThat(acknowledged).isGreaterThan(KILLS);
    System.out.printf(
        "crash: %d kills, %d acknowledged writes, 0 lost, 0 returned%n", KILLS, acknowledged);
  }

  private Process start(Path journal, long seed) throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Victim.class.getName(),
            data.toString(),
            journal.toString(),
            Long.toString(seed))
        .redirectErrorStream(true)
        .redirectOutput(new File(data.toFile(), "victim.log"))
        .start();
  }

  /** Kills it a random number of lines after its first, or right at its start. */
  private void killSomewhere(Process victim, Path journal, long before, Random random)
      throws Exception {
    long bytes = random.nextInt(10) == 0 ? 0 : random.nextInt(12_000);
    int nanos = random.nextInt(3_000_000);
    while (Files.size(journal) - before < bytes) {
      if (victim.waitFor(2, TimeUnit.MILLISECONDS)) {
        assertThat(Files.readString(data.resolve("victim.log"))).as("ended by itself").isEmpty();
      }
    }
    victim.waitFor(nanos, TimeUnit.NANOSECONDS);
    victim.destroyForcibly().waitFor();
  }

  private int survived(Path journalFile, String when) throws Exception {
    List<String> lines = Files.readAllLines(journalFile);
    if (!lines.isEmpty()
        && Files.readString(journalFile).charAt((int) Files.size(journalFile) - 1) != '\n') {
      lines = lines.subList(0, lines.size() - 1);
    }
    Victim.Journal journal = new Victim.Journal(lines);
    try (TestHouse house = new TestHouse(data, new StillVault())) {
      house
          .database()
          .read(
              connection -> {
                check(connection, journal, when);
                return null;
              });
    }
    return journal.of("enrolled").size()
        + journal.of("granted").size()
        + journal.records().size()
        + journal.of("kept").size()
        + journal.of("erased").size()
        + journal.of("withdrawn").size();
  }

  private static void check(Connection connection, Victim.Journal journal, String when)
      throws SQLException {
    Set<UUID> subjects = ids(connection, "select id from subject");
    Set<UUID> people = ids(connection, "select subject from person");
    Set<UUID> allowed = ids(connection, "select consent from allowance");
    Set<UUID> records = ids(connection, "select id from record");
    Set<UUID> erased = ids(connection, "select id from subject where erased_at is not null");
    Set<UUID> receipts = ids(connection, "select subject from receipt");
    assertThat(subjects).as(when).containsAll(journal.of("enrolled"));
    assertThat(erased).as(when).containsAll(journal.of("erased"));
    assertThat(receipts).as(when).isEqualTo(erased);
    assertThat(people).as(when).doesNotContainAnyElementsOf(erased);
    assertThat(ids(connection, "select id from consent"))
        .as(when)
        .containsAll(journal.of("granted"));
    assertThat(allowed).as(when).doesNotContainAnyElementsOf(journal.of("withdrawn"));
    Set<UUID> ending =
        ids(
            connection,
            "select id from consent where subject in (select id from"
                + " subject where erased_at is not null)");
    ending.addAll(journal.of("withdrawing"));
    journal
        .records()
        .forEach(
            (record, consent) -> {
              if (!ending.contains(consent)) {
                assertThat(records).as(when).contains(record);
              }
            });
    assertThat(
            ids(
                connection,
                "select r.id from record r left join allowance a on a.subject ="
                    + " r.subject and a.purpose = r.purpose where a.consent is null"))
        .as(when)
        .isEmpty();
    assertThat(ids(connection, "select cast(substring(id from 3) as uuid) from visit_story"))
        .as(when)
        .containsAll(journal.of("kept"));
    assertThat(
            ids(
                connection,
                "select id from record where kind = 'visit'"
                    + " and id not in (select record from visit_mention)"))
        .as(when)
        .isEmpty();
    Set<UUID> open = new HashSet<>(journal.of("enrolled"));
    open.removeAll(journal.of("erasing"));
    assertThat(people).as(when).containsAll(open);
  }

  private static Set<UUID> ids(Connection connection, String sql) throws SQLException {
    Set<UUID> ids = new HashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        ids.add(rows.getObject(1, UUID.class));
      }
    }
    return ids;
  }
}
