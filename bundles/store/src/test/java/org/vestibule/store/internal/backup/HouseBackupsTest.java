// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.api.store.Backups.Backup;
import org.vestibule.api.store.Backups.Restored;
import org.vestibule.store.internal.database.TestHouse;
import org.vestibule.store.internal.record.TestRecords;
import org.vestibule.store.internal.vault.FakeSeal;
import org.vestibule.store.internal.vault.FakeVault;

class HouseBackupsTest {
  @TempDir Path data;
  private final FakeVault vault = new FakeVault();
  private final FakeSeal seal = new FakeSeal();
  private final List<String> told = new ArrayList<>();
  private TestHouse house;
  private HouseBackups backups;
  private UUID alice;
  private UUID consent;

  @BeforeEach
  void open() throws Exception {
    house = new TestHouse(data, vault);
    backups = backups(seal);
    alice = house.enrol("alice");
    consent = house.grant(alice, Purpose.UNLOCK);
    TestRecords.of(house, vault).put(new PersonId("alice"), DataKind.TEMPLATE, new byte[] {1, 2});
    Files.createDirectories(data.resolve("audit"));
    Files.writeString(data.resolve("audit/audit.jsonl"), "{}\n{}\n{\"torn");
  }

  @AfterEach
  void close() throws Exception {
    house.close();
  }

  private HouseBackups backups(FakeSeal by) {
    return new HouseBackups(
        data, house.database(), vault, by, new Ears(), () -> 3, Clock.systemUTC());
  }

  private final class Ears implements House {
    @Override
    public void audit(String action, Backup backup) {
      told.add(action);
    }

    @Override
    public long auditLines() {
      return 2;
    }

    @Override
    public void contentReplaced() {
      told.add("content replaced");
    }
  }

  private static void refused(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }

  private long records() throws VestibuleException {
    return house.count("select count(*) from record");
  }

  /** Writes a backup anew with other entries; the signature is the one that it had. */
  private static Path forged(Path file, Map<String, byte[]> changes) throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry each : zip.stream().toList()) {
        entries.put(each.getName(), zip.getInputStream(each).readAllBytes());
      }
    }
    entries.putAll(changes);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (var each : entries.entrySet()) {
        if (each.getValue().length > 0) {
          zip.putNextEntry(new ZipEntry(each.getKey()));
          zip.write(each.getValue());
          zip.closeEntry();
        }
      }
    }
    return Files.write(file.resolveSibling("forged.zip"), out.toByteArray());
  }

  @Test
  void whatIsMadeIsListedAndGood() throws Exception {
    Backup made = backups.make();
    assertThat(made.people()).isEqualTo(1);
    assertThat(backups.list()).containsExactly(made);
    assertThat(backups.check(made.file())).isEqualTo(made);
    assertThat(told).containsExactly("backup-made");
  }

  @Test
  void itHoldsWholeLinesOfTheAuditAndNoKey() throws Exception {
    Files.writeString(data.resolve("store/keyring"), "wrapped keys");
    try (ZipFile zip = new ZipFile(backups.make().file().toFile())) {
      assertThat(zip.stream().map(ZipEntry::getName))
          .containsExactlyInAnyOrder("house.mv.db", "audit.jsonl", "manifest.json", "manifest.sig");
      assertThat(
              new String(
                  zip.getInputStream(zip.getEntry("audit.jsonl")).readAllBytes(),
                  StandardCharsets.UTF_8))
          .isEqualTo("{}\n{}\n");
    }
  }

  @Test
  void aRestoreBringsBackWhatWasLostAndKeepsWhatWasThere() throws Exception {
    Backup made = backups.make();
    house.change("delete from allowance");
    UUID bob = house.enrol("bob");
    Restored restored = backups.restore(made.file());
    assertThat(records()).isEqualTo(1);
    assertThat(house.count("select count(*) from person where subject = ?", bob)).isZero();
    assertThat(restored.people()).isEqualTo(1);
    assertThat(restored.stayErased()).isZero();
    assertThat(told)
        .containsExactly("backup-made", "restore-begun", "content replaced", "restored");
    assertThat(backups.restore(restored.kept()).people()).isEqualTo(2);
    assertThat(house.count("select count(*) from person where subject = ?", bob)).isEqualTo(1);
  }

  @Test
  void whoWasErasedSinceStaysErased() throws Exception {
    Backup made = backups.make();
    house.erase(alice);
    Restored restored = backups.restore(made.file());
    assertThat(restored.stayErased()).isEqualTo(1);
    assertThat(records()).isZero();
    assertThat(house.count("select count(*) from person")).isZero();
    assertThat(house.count("select count(*) from subject where lookup is null")).isEqualTo(1);
    assertThat(house.count("select count(*) from receipt where finished")).isEqualTo(1);
  }

  @Test
  void whoCameAndWasErasedSinceIsStillInTheReceipts() throws Exception {
    Backup made = backups.make();
    UUID bob = house.enrol("bob");
    house.erase(bob);
    backups.restore(made.file());
    assertThat(house.count("select count(*) from receipt where subject = ?", bob)).isEqualTo(1);
  }

  @Test
  void consentThatWasWithdrawnSinceStaysWithdrawn() throws Exception {
    Backup made = backups.make();
    house.withdraw(consent);
    UUID later = house.grant(alice, Purpose.TRAINING);
    house.withdraw(later);
    backups.restore(made.file());
    assertThat(records()).isZero();
    assertThat(house.count("select count(*) from allowance")).isZero();
    assertThat(house.count("select count(*) from consent where withdrawn_at is not null"))
        .isEqualTo(2);
  }

  @Test
  void whoWasSuspendedSinceStaysSuspended() throws Exception {
    Backup made = backups.make();
    house.suspend(alice);
    backups.restore(made.file());
    assertThat(house.count("select count(*) from person where suspended_at is not null"))
        .isEqualTo(1);
  }

  @Test
  void aBrokenDatabaseIsHealedAndWhoHasNoKeyAnyMoreStaysErased() throws Exception {
    house.enrol("bob");
    Backup made = backups.make();
    house.erase(alice);
    vault.destroyKeys(List.of(alice));
    house.close();
    Files.write(data.resolve("store/house.mv.db"), new byte[8192]);
    house = new TestHouse(data, vault);
    refused(this::records, "storage-failed");
    backups = backups(seal);
    Restored restored = backups.restore(made.file());
    assertThat(restored.kept().getFileName().toString()).startsWith("house-broken-");
    assertThat(restored.stayErased()).isEqualTo(1);
    assertThat(records()).isZero();
    assertThat(house.count("select count(*) from person")).isEqualTo(1);
  }

  @Test
  void aBackupOfAnotherHouseIsRefused() throws Exception {
    Backup made = backups.make();
    refused(() -> backups(new FakeSeal()).restore(made.file()), "backup-not-ours");
    assertThat(records()).isEqualTo(1);
  }

  @Test
  void whatWasChangedAfterwardsIsRefused() throws Exception {
    Path file = backups.make().file();
    byte[] other = "x".repeat(5000).getBytes(StandardCharsets.US_ASCII);
    refused(() -> backups.restore(forged(file, Map.of("manifest.json", other))), "backup-not-ours");
    refused(() -> backups.check(forged(file, Map.of("house.mv.db", other))), "backup-broken");
    refused(() -> backups.check(forged(file, Map.of("audit.jsonl", other))), "backup-broken");
    refused(() -> backups.check(forged(file, Map.of("../../evil", other))), "backup-broken");
    refused(
        () -> backups.check(forged(file, Map.of("manifest.sig", new byte[0]))), "backup-broken");
    refused(() -> backups.check(forged(file, Map.of("manifest.sig", other))), "backup-broken");
    refused(() -> backups.check(Files.write(data.resolve("no.zip"), other)), "backup-broken");
    refused(() -> backups.check(data.resolve("backups/none.zip")), "unknown-backup");
    assertThat(data.resolve("evil")).doesNotExist();
    assertThat(records()).isEqualTo(1);
  }

  @Test
  void theOldestGoAndRetentionEndsTheRest() throws Exception {
    for (int i = 0; i < 4; i++) {
      backups.make();
    }
    assertThat(backups.list()).hasSize(3);
    assertThat(backups.removeBefore(Instant.now().plusSeconds(60))).isEqualTo(3);
    assertThat(backups.list()).isEmpty();
  }
}
