// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What this machine signs by itself, and what it leaves alone. */
class LocalSigningTest {
  @TempDir Path folder;
  private Path data;
  private Path committed;
  private Path pack;
  private Path signature;

  @BeforeEach
  void layOut() throws Exception {
    data = Files.createDirectory(folder.resolve("data"));
    committed = Files.createDirectory(folder.resolve("committed"));
    Path same = Files.createDirectory(committed.resolve(SamplePack.NAME));
    pack = SamplePack.write(data.resolve("models"));
    signature = pack.resolve("model.sig");
    Files.copy(pack.resolve("model.json"), same.resolve("model.json"));
  }

  @Test
  void aPackThatIsNotTheCommittedOneIsLeftAlone() throws Exception {
    Files.writeString(committed.resolve("sample-head/model.json"), "{}");
    assertThat(sign().json().path("signed")).isEmpty();
    assertThat(signature).doesNotExist();
  }

  @Test
  void aPackWithAnotherFileIsLeftAloneAndNamed() throws Exception {
    Files.writeString(pack.resolve("head.json"), "tampered");
    assertThat(sign().json().path("left").path("sample-head").asText())
        .isEqualTo("model-hash-wrong");
    assertThat(signature).doesNotExist();
  }

  @Test
  void aStagedPackIsNeverSignedAgain() throws Exception {
    Path staged = data.resolve("models/sample-head@1.0.0");
    Files.move(pack, staged);
    assertThat(sign().json().path("signed")).isEmpty();
    assertThat(staged.resolve("model.sig")).doesNotExist();
  }

  @Test
  void aRevokedKeySignsNothing() throws Exception {
    sign();
    Files.delete(signature);
    Told.on(data, "trust", "revoke", "this-gateway", "--reason", "copied");
    Told refused = Told.on(data, "local-sign", "--manifests", committed);
    assertThat(refused.refusal()).isEqualTo("1 model-signer-revoked");
    assertThat(signature).doesNotExist();

    Files.delete(data.resolve("secrets/packs.key"));
    assertThat(sign().json().path("signed")).hasSize(1);
    assertThat(Told.on(data, "verify", pack).out()).contains("signed by this-gateway (local");
  }

  @Test
  void somebodyElsesValidSignatureStays() throws Exception {
    Path key = folder.resolve("builder.key");
    Told.on(data, "key", "new", key);
    Told.on(data, "trust", "add", "builder", "--key", key);
    Told.on(data, "sign", pack, "--key", key);
    assertThat(sign().json().path("signed")).isEmpty();
    assertThat(Told.on(data, "verify", pack).out()).contains("signed by builder");
  }

  @Test
  void whatWasLaidOutHereIsSignedOnceWithAKeyOfThisMachine() throws Exception {
    assertThat(sign().json().path("signed").path(0).asText()).isEqualTo("sample-head");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("secrets/packs.key"))))
        .isEqualTo("rw-------");
    byte[] first = Files.readAllBytes(signature);
    assertThat(sign().json().path("signed")).isEmpty();
    assertThat(signature).hasBinaryContent(first);
    assertThat(Told.on(data, "verify", pack).out()).contains("signed by this-gateway (local");
    assertThat(Told.on(data, "trust", "list").out()).containsOnlyOnce("this-gateway");
  }

  @Test
  void whatWasTrainedHereIsSignedByItsName() throws Exception {
    Files.delete(committed.resolve("sample-head/model.json"));
    Told told =
        Told.on(data, "local-sign", "--manifests", committed, "--trained", "sample-head", "--json");
    assertThat(told.json().path("signed").path(0).asText()).isEqualTo("sample-head");
  }

  private Told sign() {
    Told told = Told.on(data, "local-sign", "--manifests", committed, "--json");
    assertThat(told.exit()).as(told.err()).isZero();
    return told;
  }
}
