// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vestibule.store.internal.vault.House.ANNA;
import static org.vestibule.store.internal.vault.House.BEN;
import static org.vestibule.store.internal.vault.House.bytes;
import static org.vestibule.store.internal.vault.House.refused;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.status.Status;

class KeyringFileTest {
  @TempDir Path root;
  private House house;
  private byte[] sealed;

  @BeforeEach
  void start() throws Exception {
    house = new House(root).start();
    house.subjects.createKey(ANNA);
    sealed = house.subjects.seal(ANNA, "x", bytes("anna"));
  }

  @Test
  void anyByteThatWasChangedIsFound() throws Exception {
    house.subjects.createKey(BEN);
    house.stop();
    byte[] good = Files.readAllBytes(house.keyring());
    for (int at = 0; at < good.length; at += 13) {
      byte[] bad = good.clone();
      bad[at] ^= 0x10;
      Files.write(house.keyring(), bad);
      house.start();
      assertThat(house.subjects.open()).as("byte %d", at).isFalse();
      assertThat(house.vault.status().state()).isEqualTo(Status.State.UNAVAILABLE);
    }
    Files.write(house.keyring(), good);
    assertThat(house.start().subjects.open(ANNA, "x", sealed)).isEqualTo(bytes("anna"));
  }

  @Test
  void aTornEndIsCutAndAnAcknowledgedKeyIsNot() throws Exception {
    int before = (int) Files.size(house.keyring());
    byte[] mark = Files.readAllBytes(house.mark());
    house.subjects.createKey(BEN);
    house.stop();
    byte[] whole = Files.readAllBytes(house.keyring());
    byte[] acknowledged = Files.readAllBytes(house.mark());
    for (int length = before; length < whole.length; length += 9) {
      Files.write(house.keyring(), Arrays.copyOf(whole, length));
      assertBroken("acknowledged");

      // The power went before the mark was written: nobody was told that Ben has a key.
      Files.write(house.mark(), mark);
      house.start();
      assertThat(house.subjects.holdsKey(BEN)).isFalse();
      assertThat(house.subjects.open(ANNA, "x", sealed)).isEqualTo(bytes("anna"));
      assertThat(Files.size(house.keyring())).isEqualTo(before);
      house.stop();
      Files.write(house.mark(), acknowledged);
    }
  }

  @Test
  void aKeyringOfAnotherTimeOrHouseIsRefused() throws Exception {
    byte[] one = Files.readAllBytes(house.keyring());
    byte[] device = Files.readAllBytes(house.device());
    house.subjects.createKey(BEN);
    byte[] two = Files.readAllBytes(house.keyring());
    house.subjects.destroyKeys(List.of(BEN));
    house.stop();
    byte[] now = Files.readAllBytes(house.keyring());
    byte[] deviceNow = Files.readAllBytes(house.device());

    // Rolled back, with today's device key: it does not even unwrap.
    Files.write(house.keyring(), two);
    assertThat(problem()).contains("no key number 1");
    // With the device key of its time the mark knows a newer epoch.
    Files.write(house.device(), device);
    assertBroken("trust/keyring.mark");
    // Put together from two files.
    Files.write(house.device(), deviceNow);
    byte[] mixed = Arrays.copyOf(now, now.length + two.length - one.length);
    System.arraycopy(two, one.length, mixed, now.length, two.length - one.length);
    Files.write(house.keyring(), mixed);
    house.start();
    assertThat(house.subjects.holdsKey(BEN)).isFalse();
    assertThat(Files.readAllBytes(house.keyring())).isEqualTo(now);
    house.stop();
    // Gone: nothing is made in its place.
    Files.delete(house.keyring());
    assertBroken("is missing");
    assertThat(house.keyring()).doesNotExist();
    // Without its mark.
    Files.write(house.keyring(), now);
    Files.delete(house.mark());
    assertBroken("trust/keyring.mark");
  }

  @Test
  void afterKeysWereDestroyedNoFileHoldsAnEarlierKeyring() throws Exception {
    byte[] epochKey = Arrays.copyOfRange(Files.readAllBytes(house.keyring()), 20, 60);
    byte[] device = Files.readAllBytes(house.device());
    house.subjects.destroyKeys(List.of(ANNA));
    assertThat(Files.readAllBytes(house.device())).isNotEqualTo(device);
    try (var files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(file.getFileName().toString()).doesNotEndWith(".old").doesNotEndWith(".new");
        assertThat(contains(Files.readAllBytes(file), epochKey)).as(file.toString()).isFalse();
      }
    }
  }

  @Test
  void theOldFileIsOverwrittenBeforeItIsLetGo() throws Exception {
    Path name = Files.createLink(root.resolve("second-name"), house.keyring());
    Path device = Files.createLink(root.resolve("second-device"), house.device());
    house.subjects.destroyKeys(List.of(ANNA));
    assertThat(Files.readAllBytes(name)).isNotEmpty().containsOnly(0);
    assertThat(Files.readAllBytes(device)).isNotEmpty().containsOnly(0);
  }

  @Test
  void aFolderThatCannotBeWrittenLosesNothing() throws Exception {
    Path blocked = Files.createDirectories(house.data.resolve("store/keyring.new/in the way"));
    assertThat(refused(() -> house.subjects.destroyKeys(List.of(ANNA))))
        .isEqualTo("storage-failed");
    assertThat(house.subjects.open(ANNA, "x", sealed)).isEqualTo(bytes("anna"));
    Files.delete(blocked);
    Files.delete(blocked.getParent());
    // As after a crash here: another device key is there already, and the keyring is the old one.
    house.stop().start();
    assertThat(house.subjects.open(ANNA, "x", sealed)).isEqualTo(bytes("anna"));
    assertThat(house.subjects.destroyKeys(List.of(ANNA))).containsOnlyKeys(ANNA);
    house.stop().start();
    assertThat(house.subjects.holdsKey(ANNA)).isFalse();
  }

  @Test
  void whatACrashLeavesOfTheKeyringBeforeIsDestroyedAtTheNextStart() throws Exception {
    house.subjects.createKey(BEN);
    byte[] ben = house.subjects.seal(BEN, "x", bytes("ben"));
    byte[] before = Files.readAllBytes(house.keyring());
    Path blocked = Files.createDirectories(house.data.resolve("trust/keyring.mark.new/in the way"));
    house.subjects.destroyKeys(List.of(ANNA));
    Path old = house.data.resolve("store/keyring.old");
    assertThat(Files.readAllBytes(old)).isEqualTo(before);
    assertThat(house.vault.status().state()).isEqualTo(Status.State.DEGRADED);
    Files.delete(blocked);
    Files.delete(blocked.getParent());
    Path secondName = Files.createLink(root.resolve("second-name"), old);

    house.stop().start();

    assertThat(old).doesNotExist();
    assertThat(Files.readAllBytes(secondName)).containsOnly(0);
    assertThat(house.subjects.holdsKey(ANNA)).isFalse();
    assertThat(house.subjects.open(BEN, "x", ben)).isEqualTo(bytes("ben"));
    assertThat(house.vault.status().state()).isEqualTo(Status.State.READY);
    assertThat(new DeviceFile(new OwnerFile(house.device())).names()).hasSize(1);
  }

  @Test
  void aCopyBringsTheKeysBackOntoAnEmptyDiskAndNobodyWhoWasErasedSince() throws Exception {
    Path copy = root.resolve("keyring-copy");
    house.vault.copyKeyring(copy);
    assertThat(refused(() -> house.vault.copyKeyring(copy))).isEqualTo("copy-refused");
    assertThat(refused(() -> house.vault.copyKeyring(house.data.resolve("copy"))))
        .isEqualTo("copy-refused");
    house.subjects.destroyKeys(List.of(ANNA));
    house.stop();
    byte[] now = Files.readAllBytes(house.keyring());
    Files.copy(copy, house.keyring(), StandardCopyOption.REPLACE_EXISTING);
    assertBroken("which has ended");
    Files.write(house.keyring(), now);
    assertThat(house.start().subjects.open()).isTrue();
    house.stop();

    House other = new House(Files.createDirectories(root.resolve("new disk")));
    Files.createDirectories(other.keyring().getParent());
    Files.copy(copy, other.keyring());
    Files.copy(house.keyFile, other.keyFile);
    other.start();
    assertThat(other.subjects.open(ANNA, "x", sealed)).isEqualTo(bytes("anna"));
    other.stop().start();
    other.subjects.createKey(BEN);
    assertThat(other.subjects.open(ANNA, "x", sealed)).isEqualTo(bytes("anna"));
    byte[] damaged = Files.readAllBytes(copy);
    damaged[damaged.length / 2] ^= 1;
    other.stop();
    Files.write(other.keyring(), damaged);
    other.start();
    assertThat(other.vault.status().sentence()).contains("damaged");
  }

  private void assertBroken(String found) {
    assertThat(problem()).contains(found);
    assertThat(refused(() -> house.vault.open(Optional.empty()))).isEqualTo("vault-broken");
  }

  private String problem() {
    house.start();
    assertThat(house.subjects.open()).isFalse();
    return house.vault.status().sentence();
  }

  private static boolean contains(byte[] all, byte[] part) throws IOException {
    for (int at = 0; at + part.length <= all.length; at++) {
      if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }
}
