// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** What the parts under the store take by themselves, in the same run and on the same disk. */
final class VaultPeers {
  private static final String SELECT = "select sealed from record where subject = ?";

  private static final String PSEUDONYM = "subject-";

  private final VaultFigures figures;

  VaultPeers(VaultFigures figures) {
    this.figures = figures;
  }

  /** The JDK's cipher with the key at hand opens as many bytes as one template has. */
  Sample aes(int rounds) {
    BareAes peer = new BareAes(1, VaultCrowd.NUMBERS * Float.BYTES);
    peer.openAll(rounds, false);
    return figures.note("  bare AES-256-GCM, 2048 bytes", "bare_aes", peer.openAll(rounds, false));
  }

  /** H2 finds a row by its key in the same database, and nothing is opened. */
  void select(StoreHouse house, int people, int rounds) throws Exception {
    List<UUID> subjects = subjects(house, people);
    Random random = new Random(3);
    figures.timed(
        "  bare H2, select by key",
        "bare_h2_select",
        rounds,
        round ->
            house.database.read(
                connection -> {
                  UUID subject = subjects.get(random.nextInt(subjects.size()));
                  try (PreparedStatement select = connection.prepareStatement(SELECT)) {
                    select.setObject(1, subject);
                    try (ResultSet row = select.executeQuery()) {
                      if (!row.next() || row.getBytes(1).length < VaultCrowd.NUMBERS) {
                        throw new IllegalStateException("no row of somebody who is here");
                      }
                      return null;
                    }
                  }
                }));
  }

  private static List<UUID> subjects(StoreHouse house, int people) {
    List<UUID> subjects = new ArrayList<>();
    for (int number = 0; number < people; number++) {
      String pseudonym = house.people.of(VaultCrowd.id(number)).orElseThrow();
      subjects.add(UUID.fromString(pseudonym.substring(PSEUDONYM.length())));
    }
    return subjects;
  }

  /** H2 takes a row of 1000 bytes and forces it to the disk. */
  void commit(Path home, int rounds) throws Exception {
    Path folder = Files.createDirectories(home.resolve("peer"));
    try (Connection connection = StoreEngine.H2_FORCED.open(folder)) {
      figures.timed(
          "  bare H2, one forced commit",
          "bare_h2_commit",
          rounds,
          round -> StoreEngine.H2_FORCED.put(connection, round + 1));
    }
  }

  /** The database's file is copied and forced to the disk. */
  void copy(StoreHouse house, Path home, int rounds) throws Exception {
    Path copy = home.resolve("copy");
    figures.timed(
        "  bare copy of the database's file",
        "bare_copy",
        rounds,
        round ->
            house.database.still(
                file -> {
                  Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                  try (FileChannel out = FileChannel.open(copy, StandardOpenOption.WRITE)) {
                    out.force(true);
                  }
                  return null;
                }));
    Files.delete(copy);
  }
}
