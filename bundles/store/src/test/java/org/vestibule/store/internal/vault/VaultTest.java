// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vestibule.store.internal.vault.House.ANNA;
import static org.vestibule.store.internal.vault.House.BEN;
import static org.vestibule.store.internal.vault.House.bytes;
import static org.vestibule.store.internal.vault.House.refused;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.status.Status;

class VaultTest {
  @TempDir Path root;
  private House house;

  @BeforeEach
  void start() throws Exception {
    house = new House(root).start();
  }

  @Test
  void whatWasSealedOpensOnlyForItsOwnerInItsPlaceAndUnchanged() throws Exception {
    house.subjects.createKey(ANNA);
    house.subjects.createKey(BEN);
    byte[] sealed = house.subjects.seal(ANNA, "record:1:template", bytes("anna's face"));
    assertThat(refused(() -> house.subjects.open(BEN, "record:1:template", sealed)))
        .isEqualTo("seal-broken");
    assertThat(refused(() -> house.subjects.open(ANNA, "record:2:template", sealed)))
        .isEqualTo("seal-broken");
    assertThat(refused(() -> house.subjects.openForHouse("record:1:template", sealed)))
        .isEqualTo("seal-broken");
    for (int at = 0; at < sealed.length; at++) {
      byte[] changed = sealed.clone();
      changed[at] ^= 1;
      assertThat(refused(() -> house.subjects.open(ANNA, "record:1:template", changed)))
          .isEqualTo("seal-broken");
    }
    assertThat(refused(() -> house.subjects.open(ANNA, "x", new byte[3]))).isEqualTo("seal-broken");
    assertThat(house.subjects.open(ANNA, "record:1:template", sealed))
        .isEqualTo(bytes("anna's face"));
    assertThat(house.subjects.seal(ANNA, "record:1:template", bytes("anna's face")))
        .isNotEqualTo(sealed);
  }

  @Test
  void aLockedVaultDoesNothingAndSaysSo() throws Exception {
    house.subjects.createKey(ANNA);
    byte[] sealed = house.subjects.sealForHouse("shelf", bytes("x"));
    house.vault.lock();
    for (House.Call call :
        List.<House.Call>of(
            () -> house.subjects.createKey(BEN),
            () -> house.subjects.destroyKeys(List.of(ANNA)),
            () -> house.subjects.seal(ANNA, "x", new byte[1]),
            () -> house.subjects.openForHouse("shelf", sealed),
            () -> house.subjects.index("code", new byte[1]),
            () -> new HouseSignature(house.vault).sign("audit", new byte[1]),
            () -> house.vault.copyKeyring(root.resolve("copy")),
            house.vault::rotate)) {
      assertThat(refused(call)).isEqualTo("vault-locked");
    }
    assertThat(house.subjects.holdsKey(ANNA)).isFalse();
    assertThat(house.vault.status().state()).isEqualTo(Status.State.UNAVAILABLE);
    assertThat(house.vault.status().sentence()).contains("locked");
    assertThat(house.vault.state().open()).isFalse();

    // A change of the configuration opens nothing that a person locked.
    house.vault.configure(Map.of());
    assertThat(house.subjects.open()).isFalse();
    house.vault.open(Optional.empty());
    assertThat(house.subjects.openForHouse("shelf", sealed)).isEqualTo(bytes("x"));
    assertThat(house.audited)
        .containsExactly(
            "vault-opened {epoch=1, keyGuard=key-file}",
            "vault-locked {}",
            "vault-opened {epoch=1, keyGuard=key-file}");
  }

  @Test
  void destroyedKeysAreGoneForGoodAndTheOthersStay() throws Exception {
    house.subjects.createKey(ANNA);
    house.subjects.createKey(BEN);
    byte[] anna = house.subjects.seal(ANNA, "x", bytes("anna"));
    byte[] ben = house.subjects.seal(BEN, "x", bytes("ben"));
    byte[] index = house.subjects.index("code", bytes("4711"));

    Map<UUID, String> digests = house.subjects.destroyKeys(List.of(ANNA));

    assertThat(digests).containsOnlyKeys(ANNA);
    assertThat(digests.get(ANNA)).matches("[0-9a-f]{64}");
    assertThat(house.subjects.destroyKeys(List.of(ANNA))).isEmpty();
    house.stop().start();
    assertThat(refused(() -> house.subjects.open(ANNA, "x", anna))).isEqualTo("key-missing");
    assertThat(house.subjects.open(BEN, "x", ben)).isEqualTo(bytes("ben"));
    assertThat(house.subjects.index("code", bytes("4711"))).isEqualTo(index);
    assertThat(house.subjects.index("person-id", bytes("4711"))).isNotEqualTo(index);
    assertThat(house.vault.state().epoch()).isEqualTo(2);
    assertThat(house.vault.state().people()).isEqualTo(1);
    assertThat(house.audited).contains("vault-rotated {destroyed=1, epoch=2, keyGuard=key-file}");
    // A key of the same name is another key.
    house.subjects.createKey(ANNA);
    assertThat(refused(() -> house.subjects.open(ANNA, "x", anna))).isEqualTo("seal-broken");
  }

  @Test
  void aKeyThatIsThereStays() throws Exception {
    house.subjects.createKey(ANNA);
    byte[] sealed = house.subjects.seal(ANNA, "x", bytes("anna"));
    house.subjects.createKey(ANNA);
    house.vault.rotate();
    assertThat(house.subjects.open(ANNA, "x", sealed)).isEqualTo(bytes("anna"));
    assertThat(house.vault.state().since()).contains(House.CLOCK.instant());
  }

  @Test
  void theHouseSignsForOnePurposeAndAnybodyCanCheckIt() throws Exception {
    HouseSignature seal = new HouseSignature(house.vault);
    byte[] signature = seal.sign("audit", bytes("line"));
    String key = Files.readString(house.data.resolve("trust/house.pub")).strip();
    assertThat(seal.publicKey()).contains(key);
    assertThat(verifies(key, "vestibule:audit\nline", signature)).isTrue();
    assertThat(verifies(key, "vestibule:receipt\nline", signature)).isFalse();

    house.vault.rotate();
    Files.writeString(house.data.resolve("trust/house.pub"), "somebody else's");
    house.stop().start();
    assertThat(new HouseSignature(house.vault).publicKey()).contains(key);
  }

  @Test
  void followersAreToldInOrderAndOneThatFailsKeepsNobodyFromIt() {
    List<String> told = new ArrayList<>();
    house.vault.bindFollower(follower(told, true));
    house.vault.bindFollower(follower(told, false));
    house.vault.lock();
    house.vault.bindFollower(follower(told, false));
    assertThat(told).containsExactly("opened", "opened", "locked", "locked", "locked");
    assertThat(house.subjects.open()).isFalse();
  }

  @Test
  void allFilesAreForTheirOwnerOnly() throws Exception {
    for (Path file : List.of(house.keyring(), house.device(), house.keyFile, house.mark())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .as(file.toString())
          .isEqualTo("rw-------");
    }
  }

  private SubjectVault.Follower follower(List<String> told, boolean fails) {
    return new SubjectVault.Follower() {
      @Override
      public void vaultOpened() {
        assertThat(house.subjects.open()).isTrue();
        told.add("opened");
      }

      @Override
      public void vaultLocked() {
        assertThat(house.subjects.open()).isFalse();
        told.add("locked");
        if (fails) {
          throw new IllegalStateException("on purpose");
        }
      }
    };
  }

  private static boolean verifies(String key, String text, byte[] signature) throws Exception {
    PublicKey open =
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key)));
    Signature check = Signature.getInstance("Ed25519");
    check.initVerify(open);
    check.update(bytes(text));
    return check.verify(signature);
  }
}
