// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.model.ModelState;
import org.vestibule.models.internal.pack.CanonicalManifest;
import org.vestibule.models.internal.pack.FileTrustStore;
import org.vestibule.models.internal.pack.PackFolder;
import org.vestibule.models.internal.pack.PackSignature;
import org.vestibule.models.internal.pack.SigningKeys;

/** A store with real signatures and the real trust file, as in the gateway. */
class SignedStoreTest extends StoreFixture {
  private final KeyPair machine = SigningKeys.generate();
  private final KeyPair factory = SigningKeys.generate();

  @BeforeEach
  void signers() throws Exception {
    trust = new FileTrustStore(data.resolve("trust/signers.json"));
    trustFile("");
    sign(packs.resolve("large"), machine);
    sign(packs.resolve("small"), machine);
  }

  @Test
  void whatIsNotSignedOrSignedByAStrangerDoesNotServe() throws Exception {
    Files.delete(packs.resolve("large/model.sig"));
    sign(packs.resolve("small"), SigningKeys.generate());
    PackStore store = store("large", "small");

    assertThat(code(store, "speech")).isEqualTo("model-unsigned");
    assertThat(info(store, "large").state()).isEqualTo(ModelState.REFUSED);
    assertThat(info(store, "small").state()).isEqualTo(ModelState.REFUSED);
    assertThat(runtime.opened).hasValue(0);
  }

  @Test
  void aSignedReleaseIsTakenInServesAndStopsWhenItsSignerIsRevoked() throws Exception {
    Path usb = release(data.resolve("usb"), "small@2.0.0", "small", "2.0.0", 2, "speech", "");
    sign(usb, factory);
    PackStore store = store("large");
    assertThat(info(store, "large").signer()).isEqualTo("this-gateway");
    store.stage(usb, false, "operator:anna");
    store.activate("small@2.0.0", "operator:anna");
    watchEnds(store);
    assertThat(info(store, "small@2.0.0").signer()).isEqualTo("factory");

    trustFile(
        "{\"key\": \"%s\", \"since\": \"2026-01-01T00:00:00Z\", \"reason\": \"laptop stolen\"}"
            .formatted(SigningKeys.keyId(factory.getPublic())));
    store.engine().review().get();

    assertThat(serving(store, "speech")).isEqualTo("large@1.0.0");
    assertThat(info(store, "small@2.0.0").problem()).contains("laptop stolen");
    assertThatThrownBy(() -> store.activate("small@2.0.0", "operator:anna"))
        .hasFieldOrPropertyWithValue("code", "model-signer-revoked");
    assertThat(audit.told()).contains("models model-refused small@2.0.0");
  }

  @Test
  void whatThisMachineSignedIsNotTakenIn() throws Exception {
    Path usb = release(data.resolve("usb"), "small@2.0.0", "small", "2.0.0", 2, "speech", "");
    sign(usb, machine);
    PackStore store = store("large");

    assertThatThrownBy(() -> store.stage(usb, false, "test"))
        .hasFieldOrPropertyWithValue("code", "model-signer-not-allowed");
    assertThat(packs.resolve("small@2.0.0")).doesNotExist();
  }

  @Test
  void whatThisMachineMadeIsLaidOutWithItsOwnKeyButNeverAGraph() throws Exception {
    Path secrets = Files.createDirectories(data.resolve("secrets"));
    SigningKeys.write(secrets.resolve("packs.key"), machine);
    PackStore store = store("large");
    Path graph = release(data.resolve("made"), "small@2.0.0", "small", "2.0.0", 2, "speech", "");
    assertThatThrownBy(() -> store.layOut(graph, "test"))
        .hasFieldOrPropertyWithValue("code", "model-signer-not-allowed");

    Path numbers = PackFolder.numbers(data.resolve("made/taught"), "taught", "1.0.0");
    assertThat(store.layOut(numbers, "operator:anna").id()).isEqualTo("taught@1.0.0");
    store.activate("taught@1.0.0", "operator:anna");
    assertThat(info(store, "taught@1.0.0").signer()).isEqualTo("this-gateway");
    assertThat(audit.told()).contains("operator:anna model-staged taught@1.0.0");

    Files.delete(secrets.resolve("packs.key"));
    assertThatThrownBy(() -> store.layOut(numbers, "test"))
        .hasFieldOrPropertyWithValue("code", "signing-key-invalid");
  }

  @Test
  void whatLiesHereAlreadyIsTakenInAgainWithoutEffectWhoeverSignedIt() throws Exception {
    Path usb = Files.createDirectories(data.resolve("usb/small"));
    for (String file : List.of("model.json", "net.onnx")) {
      Files.copy(packs.resolve("small").resolve(file), usb.resolve(file));
    }
    sign(usb, factory);
    PackStore store = store("large");

    assertThat(store.stage(usb, false, "operator:anna").id()).isEqualTo("small@1.0.0");

    assertThat(packs.resolve("small@1.0.0")).doesNotExist();
    assertThat(info(store, "small").signer()).isEqualTo("this-gateway");
  }

  private static void sign(Path folder, KeyPair key) throws Exception {
    Files.deleteIfExists(folder.resolve("model.sig"));
    PackSignature.sign(
            CanonicalManifest.read(folder), key.getPrivate(), SigningKeys.keyId(key.getPublic()))
        .write(folder);
  }

  private void trustFile(String revoked) throws Exception {
    Path file = Files.createDirectories(data.resolve("trust")).resolve("signers.json");
    Files.writeString(
        file,
        "{\"signers\": [%s, %s], \"revoked\": [%s]}"
            .formatted(
                signer("this-gateway", machine, "local"),
                signer("factory", factory, "release"),
                revoked));
  }

  private static String signer(String name, KeyPair key, String role) {
    return "{\"name\": \"%s\", \"key\": \"%s\", \"role\": \"%s\", \"slots\": [\"*\"]}"
        .formatted(name, SigningKeys.base64(key.getPublic()), role);
  }
}
