// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.api.store.PersonalRecords;
import org.vestibule.store.internal.database.TestHouse;
import org.vestibule.store.internal.site.SiteComponent;
import org.vestibule.store.internal.vault.FakeVault;

class HouseRecordsTest {
  private static final PersonId ALICE = new PersonId("alice");
  private static final PersonId BOB = new PersonId("bob");
  private static final byte[] CONTENT = {1, 2, 3};

  @TempDir Path data;
  private final FakeVault vault = new FakeVault();
  private TestHouse house;
  private PersonalRecords records;
  private UUID alice;

  @BeforeEach
  void open() throws Exception {
    house = new TestHouse(data, vault);
    records = TestRecords.of(house, vault);
    alice = house.enrol("alice");
  }

  @AfterEach
  void close() throws Exception {
    house.close();
  }

  private static void refused(ThrowingCallable call, String code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            VestibuleException.class, e -> assertThat(e.code()).as(e.getMessage()).isEqualTo(code));
  }

  @Test
  void withoutConsentNothingIsWritten() throws Exception {
    house.grant(alice, Purpose.RECORDINGS);
    refused(() -> records.put(ALICE, DataKind.TEMPLATE, CONTENT), "consent-missing");
    assertThat(house.count("select count(*) from record")).isZero();
  }

  @Test
  void aClinicKeepsNoWordsWhateverAnybodyAgreesTo() throws Exception {
    house.grant(alice, Purpose.VISIT_LOG);
    ((HouseRecords) records).law = new SiteComponent(Map.of("profile", "clinic"));
    refused(() -> records.put(ALICE, DataKind.TRANSCRIPT, CONTENT), "kind-refused");
    records.put(ALICE, DataKind.VISIT, CONTENT);
  }

  @Test
  void nobodyIsMadeUpForARecord() {
    refused(() -> records.put(BOB, DataKind.TEMPLATE, CONTENT), "unknown-person");
  }

  @Test
  void nothingNewIsKeptOfWhoIsSuspended() throws Exception {
    house.grant(alice, Purpose.UNLOCK);
    house.suspend(alice);
    refused(() -> records.put(ALICE, DataKind.TEMPLATE, CONTENT), "unknown-person");
  }

  @Test
  void aLockedVaultOpensAndTakesNothing() throws Exception {
    house.grant(alice, Purpose.UNLOCK);
    vault.open(false);
    refused(() -> records.put(ALICE, DataKind.TEMPLATE, CONTENT), "vault-locked");
    refused(() -> records.of(ALICE, DataKind.TEMPLATE), "vault-locked");
    refused(() -> records.all(DataKind.TEMPLATE), "vault-locked");
  }

  @Test
  void aRecordIsReadAsItWasWrittenAndOfItsKindOnly() throws Exception {
    house.grant(alice, Purpose.UNLOCK);
    String id = records.put(ALICE, DataKind.TEMPLATE, CONTENT);
    assertThat(records.of(ALICE, DataKind.NEGATIVE)).isEmpty();
    assertThat(records.of(BOB, DataKind.TEMPLATE)).isEmpty();
    assertThat(records.all(DataKind.TEMPLATE))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.id()).isEqualTo(id);
              assertThat(record.person()).isEqualTo(ALICE);
              assertThat(record.content()).isEqualTo(CONTENT);
            });
    assertThat(records.remove(id)).isTrue();
    assertThat(records.remove(id)).isFalse();
    assertThat(records.remove("no id")).isFalse();
  }

  @Test
  void withTheConsentTheRecordGoes() throws Exception {
    UUID consent = house.grant(alice, Purpose.UNLOCK);
    records.put(ALICE, DataKind.TEMPLATE, CONTENT);
    house.withdraw(consent);
    assertThat(records.of(ALICE, DataKind.TEMPLATE)).isEmpty();
    assertThat(house.count("select count(*) from record")).isZero();
  }

  @Test
  void aRowInAnothersPlaceDoesNotOpenAndTakesNobodyElsesAway() throws Exception {
    UUID bob = house.enrol("bob");
    house.grant(alice, Purpose.UNLOCK);
    house.grant(bob, Purpose.UNLOCK);
    String moved = records.put(ALICE, DataKind.TEMPLATE, CONTENT);
    String good = records.put(BOB, DataKind.TEMPLATE, CONTENT);
    house.change("update record set subject = ? where id = ?", bob, UUID.fromString(moved));
    refused(() -> records.of(BOB, DataKind.TEMPLATE), "seal-broken");
    assertThat(records.all(DataKind.TEMPLATE)).extracting(each -> each.id()).containsExactly(good);
  }

  @Test
  void whoseKeyIsGoneIsNotThere() throws Exception {
    house.grant(alice, Purpose.UNLOCK);
    records.put(ALICE, DataKind.TEMPLATE, CONTENT);
    vault.destroyKeys(List.of(alice));
    assertThat(records.all(DataKind.TEMPLATE)).isEmpty();
  }

  @Test
  void contentWithoutEndIsRefused() throws Exception {
    house.grant(alice, Purpose.RECORDINGS);
    refused(() -> records.put(ALICE, DataKind.PHOTO, new byte[16 << 20]), "value-too-long");
    records.put(ALICE, DataKind.PHOTO, new byte[(16 << 20) - 4096]);
  }
}
