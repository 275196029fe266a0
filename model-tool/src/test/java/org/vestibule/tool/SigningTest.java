// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys, signatures, and what verify says of them. */
class SigningTest {
  @TempDir Path data;
  private Path key;
  private String keyLine;

  @BeforeEach
  void makeKey() throws Exception {
    key = data.resolve("builder.key");
    keyLine = Told.on(data, "key", "new", key, "--json").json().path("signer").path("key").asText();
  }

  @Test
  void aKeyIsNeverOverwrittenAndNeverReadByOthers() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    String before = Files.readString(key);
    assertThat(Told.on(data, "key", "new", key).refusal()).isEqualTo("1 signing-key-invalid");
    assertThat(Files.readString(key)).isEqualTo(before);
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(Told.on(data, "key", "show", key).refusal()).isEqualTo("1 signing-key-invalid");
    assertThat(Told.on(data, "sign", SamplePack.write(data), "--key", key).refusal())
        .isEqualTo("1 signing-key-invalid");
    assertThat(data.resolve("sample-head/model.sig")).doesNotExist();
  }

  @Test
  void aSecretIsNeverPrinted() throws Exception {
    String secret = Files.readString(key).split("\n")[1];
    Told shown = Told.on(data, "key", "show", key);
    assertThat(shown.out()).contains(keyLine, "\"role\":\"release\"").doesNotContain(secret);
  }

  @Test
  void anUnsignedPackAndAStrangersPackAreRefused() throws Exception {
    Path pack = SamplePack.write(data);
    assertThat(Told.on(data, "verify", pack).refusal()).isEqualTo("1 model-unsigned");
    assertThat(Told.on(data, "sign", pack, "--key", key).exit()).isZero();
    Told stranger = Told.on(data, "verify", pack);
    assertThat(stranger.refusal()).isEqualTo("1 model-signer-unknown");
    assertThat(stranger.err()).contains("found:", "allowed:", "remedy:");
  }

  @Test
  void aSignatureFallsWithTheManifestTheFilesOrTheSigner() throws Exception {
    Path pack = signedAndTrusted();
    Files.writeString(pack.resolve("head.json"), SamplePack.CONTENT.replace('1', '9'));
    assertThat(Told.on(data, "verify", pack).refusal()).isEqualTo("1 model-hash-wrong");
    assertThat(Told.on(data, "sign", pack, "--key", key).refusal())
        .as("what is not what the manifest says is not signed")
        .isEqualTo("1 model-hash-wrong");
    Files.writeString(pack.resolve("head.json"), SamplePack.CONTENT);

    Path manifest = pack.resolve("model.json");
    String before = Files.readString(manifest);
    Files.writeString(manifest, before.replace("0.10", "0.11"));
    assertThat(Told.on(data, "verify", pack).refusal()).isEqualTo("1 model-signature-wrong");
    Files.writeString(manifest, before);

    Told.on(data, "trust", "revoke", "builder", "--reason", "lost");
    assertThat(Told.on(data, "verify", pack).refusal()).isEqualTo("1 model-signer-revoked");
  }

  @Test
  void anExpiredPackIsRefused() throws Exception {
    Path pack = SamplePack.expired(data);
    Told.on(data, "trust", "add", "builder", "--key", keyLine);
    Told.on(data, "sign", pack, "--key", key);
    assertThat(Told.on(data, "verify", pack).refusal()).isEqualTo("1 model-expired");
  }

  @Test
  void aTrialSignersPackMayNotServe() throws Exception {
    Path pack = signedAndTrusted();
    Told.on(data, "trust", "add", "builder", "--key", keyLine, "--role", "trial");
    assertThat(Told.on(data, "verify", pack).refusal()).isEqualTo("1 model-signer-not-allowed");
  }

  @Test
  void aSoundPackIsToldWithItsSigner() throws Exception {
    Path pack = signedAndTrusted();
    Told told = Told.on(data, "verify", pack, "--json");
    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.json().path("signer").asText()).isEqualTo("builder");
    assertThat(told.json().path("selfTestRun").asBoolean()).isFalse();
    Path elsewhere = Files.createDirectory(data.resolve("elsewhere"));
    assertThat(
            Told.on(elsewhere, "verify", pack, "--trust", data.resolve("trust/signers.json")).out())
        .contains("signed by builder");
  }

  @Test
  void anArchiveIsSignedAndJudgedAsTheGatewayWould() throws Exception {
    Path archive = data.resolve("out.zip");
    Told packed = Told.on(data, "pack", SamplePack.write(data), archive);
    assertThat(packed.exit()).as(packed.err()).isZero();
    assertThat(Told.on(data, "verify", archive).refusal()).isEqualTo("1 model-unsigned");
    Told signed = Told.on(data, "sign", archive, "--key", key);
    assertThat(signed.exit()).as(signed.err()).isZero();
    assertThat(Told.on(data, "verify", archive).refusal()).isEqualTo("1 model-signer-unknown");
    Told.on(data, "trust", "add", "builder", "--key", keyLine);
    assertThat(Told.on(data, "verify", archive).out()).contains("signed by builder (release");
    Told.on(data, "trust", "add", "builder", "--key", keyLine, "--role", "local");
    assertThat(Told.on(data, "verify", archive).refusal()).isEqualTo("1 model-signer-not-allowed");
    Files.writeString(archive, "no zip");
    assertThat(Told.on(data, "verify", archive).refusal()).isEqualTo("1 model-archive-invalid");
  }

  private Path signedAndTrusted() throws Exception {
    Path pack = SamplePack.write(data);
    Told.on(data, "trust", "add", "builder", "--key", keyLine);
    Told signed = Told.on(data, "sign", pack, "--key", key);
    assertThat(signed.exit()).as(signed.err()).isZero();
    return pack;
  }
}
