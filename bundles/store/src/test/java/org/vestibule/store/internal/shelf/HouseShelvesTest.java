// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.shelf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.SealedShelves;
import org.vestibule.store.internal.database.TestHouse;
import org.vestibule.store.internal.vault.FakeVault;

class HouseShelvesTest {
  private static final byte[] VALUE = "secret".getBytes(StandardCharsets.UTF_8);

  @TempDir Path data;
  private final FakeVault vault = new FakeVault();
  private TestHouse house;
  private SealedShelves shelves;

  @BeforeEach
  void open() throws Exception {
    house = new TestHouse(data, vault);
    shelves = new HouseShelves(house.database(), vault);
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
  void whatIsNotThereIsEmpty() throws Exception {
    assertThat(shelves.get("accounts", "none")).isEmpty();
    assertThat(shelves.keys("accounts")).isEmpty();
    assertThat(shelves.remove("accounts", "none")).isFalse();
  }

  @Test
  void namesWithoutFormAreRefused() {
    assertThatThrownBy(() -> shelves.put("Accounts", "a", VALUE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> shelves.get("accounts", "a'b"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aValueIsReplacedAndRemoved() throws Exception {
    shelves.put("accounts", "b", new byte[0]);
    shelves.put("accounts", "a", VALUE);
    shelves.put("accounts", "b", VALUE);
    shelves.put("others", "c", VALUE);
    assertThat(shelves.keys("accounts")).containsExactly("a", "b");
    assertThat(shelves.get("accounts", "b")).hasValue(VALUE);
    assertThat(shelves.remove("accounts", "b")).isTrue();
    assertThat(shelves.get("accounts", "b")).isEmpty();
  }

  @Test
  void aValueInAnothersPlaceDoesNotOpen() throws Exception {
    shelves.put("accounts", "a", VALUE);
    house.change("update shelf set item = 'b'");
    refused(() -> shelves.get("accounts", "b"), "seal-broken");
  }

  @Test
  void aLockedVaultTakesAndGivesNothing() throws Exception {
    shelves.put("accounts", "a", VALUE);
    vault.open(false);
    refused(() -> shelves.put("accounts", "a", VALUE), "vault-locked");
    refused(() -> shelves.get("accounts", "a"), "vault-locked");
  }

  @Test
  void aValueWithoutEndIsRefused() throws Exception {
    refused(
        () -> shelves.put("accounts", "a", new byte[SealedShelves.MAX_VALUE + 1]),
        "value-too-long");
    shelves.put("accounts", "a", new byte[SealedShelves.MAX_VALUE]);
  }

  @Test
  void manyValuesArePutInOneStepAndReadInOne() throws Exception {
    shelves.put("cards", "c", VALUE);
    shelves.put("others", "a", VALUE);
    shelves.putAll("cards", Map.of("a", new byte[0], "c", new byte[] {1}));
    shelves.putAll("cards", Map.of());
    assertThat(shelves.all("cards").keySet()).containsExactly("a", "c");
    assertThat(shelves.all("cards").get("c")).containsExactly(1);
    assertThat(shelves.all("none")).isEmpty();
  }

  @Test
  void ofManyValuesOneThatIsRefusedKeepsAllOut() throws Exception {
    byte[] tooLong = new byte[SealedShelves.MAX_VALUE + 1];
    refused(
        () -> shelves.putAll("cards", new TreeMap<>(Map.of("a", VALUE, "b", tooLong))),
        "value-too-long");
    assertThatThrownBy(() -> shelves.putAll("cards", Map.of("a", VALUE, "B", VALUE)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(shelves.keys("cards")).isEmpty();
  }

  @Test
  void ofManyValuesOneThatTheDatabaseRefusesTakesAllBack() throws Exception {
    house.change("alter table shelf add constraint no_b check (item <> 'b')");
    refused(
        () -> shelves.putAll("cards", new TreeMap<>(Map.of("a", VALUE, "b", VALUE))),
        "storage-failed");
    assertThat(shelves.keys("cards")).isEmpty();
  }

  @Test
  void valuesWithoutEndAreRefused() throws Exception {
    Map<String, byte[]> many = new HashMap<>();
    for (int i = 0; i <= SealedShelves.MOST_AT_ONCE; i++) {
      many.put("card-" + i, VALUE);
    }
    refused(() -> shelves.putAll("cards", many), "too-many-values");
    assertThat(shelves.keys("cards")).isEmpty();
  }

  @Test
  void aLockedVaultTakesAndGivesNoneOfMany() throws Exception {
    shelves.putAll("cards", Map.of("a", VALUE));
    vault.open(false);
    refused(() -> shelves.putAll("cards", Map.of("b", VALUE)), "vault-locked");
    refused(() -> shelves.all("cards"), "vault-locked");
  }

  @Test
  void oneValueThatWasTamperedWithIsFoundAmongAll() throws Exception {
    shelves.putAll("cards", Map.of("a", VALUE, "b", VALUE));
    house.change(
        "update shelf set sealed = (select sealed from shelf where item = 'a') where item = 'b'");
    refused(() -> shelves.all("cards"), "seal-broken");
  }
}
