// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vestibule.store.internal.vault.House.ANNA;
import static org.vestibule.store.internal.vault.House.bytes;
import static org.vestibule.store.internal.vault.House.passphrase;
import static org.vestibule.store.internal.vault.House.refused;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status;
import org.vestibule.api.store.KeyGuard;

class KeyGuardTest {
  private static final Map<String, Object> BY_PASSPHRASE = Map.of("keyGuard", "passphrase");
  private static final String WORDS = "seven green horses sing";

  @TempDir Path root;
  private House house;

  @BeforeEach
  void make() throws Exception {
    house = new House(root);
  }

  @Test
  void withoutTheKeyFileNothingOpensAndNoOtherOneIsMade() throws Exception {
    house.start().subjects.createKey(ANNA);
    house.stop();
    byte[] key = Files.readAllBytes(house.keyFile);
    Files.delete(house.keyFile);
    assertUnavailable("device-key-missing");
    assertThat(house.keyFile).doesNotExist();
    Files.writeString(house.keyFile, "x".repeat(43));
    Files.setPosixFilePermissions(house.keyFile, PosixFilePermissions.fromString("rw-------"));
    assertUnavailable("passphrase-wrong");
    Files.write(house.keyFile, key);
    Files.setPosixFilePermissions(house.keyFile, PosixFilePermissions.fromString("rw-r-----"));
    assertUnavailable("device-key-exposed");
    Files.setPosixFilePermissions(house.keyFile, PosixFilePermissions.fromString("rw-------"));
    Files.delete(house.device());
    assertUnavailable("device-key-missing");
    assertThat(house.device()).doesNotExist();
  }

  @Test
  void aKeyFileInsideTheDataFolderIsRefusedUnlessAllowed() throws Exception {
    Path inside = Files.createDirectories(house.data.resolve("keys")).resolve("key");
    Path link = Files.createSymbolicLink(root.resolve("elsewhere"), inside.getParent());
    for (Path file : List.of(inside, link.resolve("key"))) {
      VaultComponent vault = new VaultComponent(house.data, file, House.CLOCK);
      vault.configure(Map.of());
      assertThat(vault.state().open()).isFalse();
      assertThat(vault.status().cause()).isEqualTo(Status.Cause.CONFIGURATION);
      assertThat(inside).doesNotExist();
    }
    VaultComponent vault = new VaultComponent(house.data, inside, House.CLOCK);
    vault.configure(Map.of("allowKeyInside", true));
    assertThat(vault.state().open()).isTrue();
    VaultComponent nowhere =
        new VaultComponent(root.resolve("other"), root.resolve("gone/key"), House.CLOCK);
    nowhere.configure(Map.of());
    assertThat(nowhere.status().sentence()).contains("no folder");
  }

  @Test
  void behindAPassphraseItStaysLockedUntilSomebodyOpensIt() throws Exception {
    house.start(BY_PASSPHRASE);
    assertThat(house.subjects.open()).isFalse();
    assertThat(refused(() -> house.vault.open(passphrase("short")))).isEqualTo("passphrase-weak");
    assertThat(refused(() -> house.vault.open(Optional.empty()))).isEqualTo("passphrase-wrong");
    house.vault.open(passphrase(WORDS));
    house.subjects.createKey(ANNA);
    byte[] sealed = house.subjects.seal(ANNA, "x", bytes("anna"));
    assertThat(house.keyFile).doesNotExist();

    house.stop().start(BY_PASSPHRASE);
    assertThat(house.vault.status().cause()).isEqualTo(Status.Cause.CREDENTIALS);
    assertThat(house.vault.state().keyGuard()).isEqualTo("passphrase");
    assertThat(refused(() -> house.vault.open(passphrase(WORDS + "!"))))
        .isEqualTo("passphrase-wrong");
    assertThat(house.subjects.open()).isFalse();
    house.vault.open(passphrase(WORDS));
    assertThat(house.subjects.open(ANNA, "x", sealed)).isEqualTo(bytes("anna"));
  }

  @Test
  void theDeviceKeyMovesToAPassphraseAndBackWhileItRuns() throws Exception {
    house.start().subjects.createKey(ANNA);
    byte[] sealed = house.subjects.seal(ANNA, "x", bytes("anna"));
    house.vault.configure(BY_PASSPHRASE);
    assertThat(house.vault.status().state()).isEqualTo(Status.State.DEGRADED);
    assertThat(house.vault.status().sentence()).contains("still held by key-file");
    house.vault.open(passphrase(WORDS));
    assertThat(house.vault.status().state()).isEqualTo(Status.State.READY);
    assertThat(house.vault.state().keyGuard()).isEqualTo("passphrase");
    house.stop().start(BY_PASSPHRASE);
    assertThat(house.subjects.open()).isFalse();

    house.vault.configure(Map.of());
    assertThat(house.subjects.open()).isFalse();
    house.vault.open(passphrase(WORDS));
    assertThat(house.vault.state().keyGuard()).isEqualTo("key-file");
    house.stop().start();
    assertThat(house.subjects.open(ANNA, "x", sealed)).isEqualTo(bytes("anna"));
    assertThat(new DeviceFile(new OwnerFile(house.device())).names())
        .hasSize(1)
        .allMatch(name -> name.startsWith("key-file-"));
  }

  @Test
  void anotherGuardIsFoundByItsNameWhenItComesAndNothingIsLeftOnTheDisk() throws Exception {
    house.start().subjects.createKey(ANNA);
    byte[] sealed = house.subjects.seal(ANNA, "x", bytes("anna"));
    house.vault.configure(Map.of("keyGuard", "token"));
    assertThat(house.vault.status().sentence()).contains("no guard of the name token");
    KeyGuard token = new MemoryGuard("token");
    house.vault.bindGuard(token);
    assertThat(house.vault.state().keyGuard()).isEqualTo("token");
    assertThat(house.device()).doesNotExist();
    house.stop().start(Map.of("keyGuard", "token"));
    assertThat(house.subjects.open()).isFalse();
    house.vault.bindGuard(token);
    assertThat(house.subjects.open(ANNA, "x", sealed)).isEqualTo(bytes("anna"));
    house.vault.unbindGuard(token);
    assertThat(house.subjects.open(ANNA, "x", sealed)).isEqualTo(bytes("anna"));
  }

  @Test
  void aWrongConfigurationMovesNothing() throws Exception {
    house.start().subjects.createKey(ANNA);
    house.stop().start(Map.of("keyGard", "passphrase"));
    assertThat(house.subjects.holdsKey(ANNA)).isTrue();
    assertThat(house.vault.status().cause()).isEqualTo(Status.Cause.CONFIGURATION);
    assertThat(house.vault.status().sentence()).contains("keyGuard");
    assertThat(house.vault.state().epoch()).isEqualTo(1);
  }

  @Test
  void aDeviceFileThatIsNoneIsRefused() throws Exception {
    house.start().stop();
    for (String content : List.of("", "no PKCS#12")) {
      Files.writeString(house.device(), content);
      assertUnavailable("device-key-missing");
      assertThat(house.device()).hasContent(content);
    }
  }

  private void assertUnavailable(String code) throws VestibuleException {
    house.start();
    assertThat(house.vault.status().state()).isEqualTo(Status.State.UNAVAILABLE);
    assertThat(refused(() -> house.vault.open(Optional.empty()))).isEqualTo(code);
    assertThat(house.subjects.open()).isFalse();
  }
}
