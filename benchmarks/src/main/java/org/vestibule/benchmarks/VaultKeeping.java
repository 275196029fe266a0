// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.ErasureReceipt;
import org.vestibule.api.store.Backups.Backup;

/** Backups, erasure and restore of a house that is full of people. */
final class VaultKeeping {
  private static final int FEW = 5;
  private static final int FEWER = 3;
  private static final int ERASED = 20;

  private final StoreHouse house;
  private final VaultFigures figures;
  private final VaultPeers peers;
  private final int count;

  /**
   * @param count how many people are in it
   */
  VaultKeeping(StoreHouse house, VaultFigures figures, VaultPeers peers, int count) {
    this.house = house;
    this.figures = figures;
    this.peers = peers;
    this.count = count;
  }

  /** Saves, erases some, and restores what was saved: who was erased must not be back. */
  void measure(Path home) throws Exception {
    List<Backup> made = backup(home);
    erase();
    restore(made.get(0));
  }

  private List<Backup> backup(Path home) throws Exception {
    List<Backup> made = new ArrayList<>();
    figures.timed("backup", "backup", FEW, round -> made.add(house.backups.make()));
    Backup newest = made.get(FEW - 1);
    figures.timed(
        "check of a backup", "backup_check", FEW, round -> house.backups.check(newest.file()));
    VaultFigures.require(newest.people() == count, "a backup has " + newest.people() + " people");
    peers.copy(house, home, FEW);
    figures.megabytes("database", "database", house.databaseBytes());
    figures.megabytes("keyring", "keyring", Files.size(house.data.resolve("store/keyring")));
    figures.megabytes("audit", "audit", Files.size(house.data.resolve("audit/audit.jsonl")));
    figures.megabytes("a backup", "backup_file", newest.bytes());
    return made;
  }

  private void erase() throws Exception {
    double[] gone = new double[ERASED];
    double[] whole = new double[ERASED];
    List<ErasureReceipt> receipts = new ArrayList<>();
    for (int round = 0; round < ERASED; round++) {
      PersonId person = VaultCrowd.id(round * (count / ERASED));
      long from = System.nanoTime();
      receipts.add(house.erasure.erase(person, "requested"));
      whole[round] = (System.nanoTime() - from) / 1e6;
      gone[round] = (house.told() - from) / 1e6;
      VaultFigures.require(house.people.templates(person).isEmpty(), person + " is still here");
    }
    figures.note("erase one, rows gone, nobody finds", "erase_gone", gone);
    figures.note("erase one, key gone, receipt there", "erase", whole);
    figures.timed(
        "check of a receipt",
        "receipt_check",
        FEWER,
        round ->
            VaultFigures.require(
                house.erasure.verify(receipts.get(round)).holds(), "a receipt is wrong"));
  }

  private void restore(Backup from) throws Exception {
    figures.timed(
        "restore, the present kept",
        "restore",
        FEWER,
        round -> {
          house.backups.restore(from.file());
          VaultFigures.require(house.people.enrolled() == count - ERASED, "who was erased is back");
        });
  }
}
