// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.model.ModelException;

class StagingTest {
  @TempDir Path root;
  private SignedPacks box;

  @BeforeEach
  void aBoxWithSigners() throws IOException {
    box = new SignedPacks(root);
  }

  @Test
  void anUnsignedPackIsRefused() throws Exception {
    assertThat(box.refused(box.arrives("1.0.0", 1, "w", null)).code()).isEqualTo("model-unsigned");
  }

  @Test
  void aSignerWhomNobodyKnowsIsRefused() throws Exception {
    ModelException refused = box.refused(box.arrives("1.0.0", 1, "w", box.stranger));

    assertThat(refused.code()).isEqualTo("model-signer-unknown");
    assertThat(refused.found()).contains(SigningKeys.keyId(box.stranger.getPublic()));
  }

  @Test
  void aSignerWhoClaimsToBeAnotherIsRefused() throws Exception {
    Path pack = box.arrives("1.0.0", 1, "w", box.stranger);
    Path signature = pack.resolve("model.sig");
    Files.writeString(
        signature,
        Files.readString(signature)
            .replace(
                SigningKeys.keyId(box.stranger.getPublic()),
                SigningKeys.keyId(box.vendor.getPublic())));

    assertThat(box.refused(pack).code()).isEqualTo("model-signature-wrong");
  }

  @Test
  void aRevokedSignerIsRefusedWhateverItSigned() throws Exception {
    box.revoke(box.vendor);

    ModelException refused = box.refused(box.arrives("1.0.0", 1, "w", box.vendor));

    assertThat(refused.code()).isEqualTo("model-signer-revoked");
    assertThat(refused.found()).contains("laptop stolen");
  }

  @Test
  void aKeyOfThisMachineSendsNoPacksAround() throws Exception {
    ModelException refused = box.refused(box.arrives("1.0.0", 1, "w", box.gateway));

    assertThat(refused.code()).isEqualTo("model-signer-not-allowed");
    assertThat(refused.found()).isEqualTo("signer this-gateway, role local");
  }

  @Test
  void aSignerForAnotherSlotIsRefused() throws Exception {
    ModelException refused = box.refused(box.arrives("1.0.0", 1, "w", box.doorman));

    assertThat(refused.code()).isEqualTo("model-signer-not-allowed");
    assertThat(refused.found()).isEqualTo("signer doorman, slot speech");
  }

  @Test
  void withoutATrustFileNobodyIsTrusted() throws Exception {
    Files.delete(box.trust);

    assertThat(box.refused(box.arrives("1.0.0", 1, "w", box.vendor)).code())
        .isEqualTo("model-signer-unknown");
  }

  @Test
  void anExpiredPackIsRefused() throws Exception {
    String manifest = SignedPacks.manifest("1.0.0", 1, "w").replace("2099-", "2020-");

    assertThat(box.refused(box.arrives(manifest, "w", box.vendor)).code())
        .isEqualTo("model-expired");
  }

  @Test
  void anOlderReleaseIsRefusedUnlessItIsAskedFor() throws Exception {
    box.remember(box.staging().receive(box.arrives("2.0.0", 5, "w5", box.vendor), false, s -> {}));
    Path older = box.arrives("1.0.0", 4, "w4", box.vendor);

    ModelException refused = box.refused(older);
    Pack taken = box.staging().receive(older, true, step -> {});

    assertThat(refused.code()).isEqualTo("model-downgrade");
    assertThat(refused.getMessage()).contains("release 4", "release 5");
    assertThat(taken.folder()).isEqualTo(box.packs.resolve("ear@1.0.0"));
  }

  @Test
  void aReleaseThatIsHereCountsThoughNobodyRememberedIt() throws Exception {
    box.staging().receive(box.arrives("2.0.0", 5, "w5", box.vendor), false, step -> {});

    assertThat(box.refused(box.arrives("1.0.0", 4, "w4", box.vendor)).code())
        .isEqualTo("model-downgrade");
  }

  @Test
  void aVersionOrReleaseNamesOneContentForEver() throws Exception {
    Pack first = box.staging().receive(box.arrives("1.0.0", 1, "w", box.vendor), false, s -> {});

    assertThat(box.refused(box.arrives("1.0.0", 2, "other", box.vendor)).code())
        .isEqualTo("model-version-reused");
    assertThat(box.refused(box.arrives("1.1.0", 1, "other", box.vendor)).code())
        .isEqualTo("model-version-reused");
    box.remember(first);
    box.staging().remove(first);
    assertThat(box.refused(box.arrives("1.0.0", 2, "other", box.vendor)).code())
        .as("also when the first was removed since")
        .isEqualTo("model-version-reused");
  }

  @Test
  void aDiskWithoutRoomIsNotFilled() throws Exception {
    Path pack = box.arrives("1.0.0", 1, "w".repeat(1000), box.vendor);

    ModelException refused = box.refused(pack, box.staging(Staging.SPARE_BYTES + 999));

    assertThat(refused.code()).isEqualTo("storage-full");
    assertThat(refused.getMessage()).contains("1000 bytes", "999 bytes");
    assertThat(box.staging(Staging.SPARE_BYTES + 1000).receive(pack, false, step -> {}).folder())
        .exists();
  }

  @Test
  void aSourceThatIsNotThereIsSaidSo() throws Exception {
    assertThat(box.refused(box.incoming.resolve("no-such.zip")).code()).isEqualTo("model-missing");
  }

  @Test
  void whoeverStopsTheWorkLeavesNothing() throws Exception {
    Path pack = box.arrives("1.0.0", 1, "w", box.vendor);

    assertThatThrownBy(
            () ->
                box.staging()
                    .receive(
                        pack,
                        false,
                        step -> {
                          if (step == Step.HASHES_CHECKED) {
                            throw new IllegalStateException("stopped");
                          }
                        }))
        .hasMessage("stopped");

    assertThat(box.unfinished()).isEmpty();
    assertThat(box.packs.resolve("ear@1.0.0")).doesNotExist();
  }

  @Test
  void aSignedPackIsTakenInFromFolderAndArchiveWithItsCard() throws Exception {
    Path folder = box.arrives("1.0.0+b1", 1, "weights", box.vendor);
    Files.writeString(folder.resolve("card.md"), "# Ear");
    Path zip = box.incoming.resolve("ear.zip");
    PackArchive.write(folder, zip);
    List<Step> steps = new ArrayList<>();

    Pack pack = box.staging().receive(zip, false, steps::add);

    assertThat(pack.folder()).isEqualTo(box.packs.resolve("ear@1.0.0+b1"));
    assertThat(pack.folder().resolve("net.onnx")).hasContent("weights");
    assertThat(pack.folder().resolve("card.md")).hasContent("# Ear");
    assertThat(new FileTrustStore(box.trust).check(pack, TrustStore.Use.SERVE).name())
        .isEqualTo("vendor");
    assertThat(box.unfinished()).isEmpty();
    assertThat(steps)
        .containsExactly(
            Step.RECEIVED,
            Step.MANIFEST_READ,
            Step.SIGNATURE_CHECKED,
            Step.WRITING,
            Step.FILES_WRITTEN,
            Step.HASHES_CHECKED,
            Step.SYNCED,
            Step.MOVED,
            Step.FOLDER_SYNCED);
    assertThat(box.staging().receive(folder, false, step -> {})).isEqualTo(pack);
  }

  @Test
  void aPackForTrialsMayBeTakenInAndNotServe() throws Exception {
    Pack pack = box.staging().receive(box.arrives("1.0.0", 1, "w", box.tester), false, s -> {});

    assertThatThrownBy(() -> new FileTrustStore(box.trust).check(pack, TrustStore.Use.SERVE))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("role trial");
  }

  @Test
  void aDamagedPackIsRepairedByTakingItInAgain() throws Exception {
    Path source = box.arrives("1.0.0", 1, "weights", box.vendor);
    Pack pack = box.staging().receive(source, false, step -> {});
    box.remember(pack);
    Files.writeString(pack.folder().resolve("net.onnx"), "weightz");

    Pack again = box.staging().receive(source, false, step -> {});

    assertThat(again.folder().resolve("net.onnx")).hasContent("weights");
    assertThat(box.unfinished()).isEmpty();
  }

  @Test
  void onlyWhatLiesInTheFolderOfPacksIsRemoved() throws Exception {
    Path elsewhere = box.arrives("1.0.0", 1, "w", box.vendor);
    Pack pack = new ManifestReader().read(elsewhere, "ear");

    assertThatThrownBy(() -> box.staging().remove(pack))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(elsewhere.resolve("net.onnx")).exists();
  }

  @Test
  void anArchiveOfAPackIsTheSameWheneverItIsWritten() throws Exception {
    Path folder = box.arrives("1.0.0", 1, "weights", box.vendor);
    PackArchive.write(folder, box.incoming.resolve("one.zip"));
    Path copy = Files.createDirectories(box.incoming.resolve("copy"));
    for (String file : List.of("net.onnx", "model.sig", "model.json")) {
      Files.copy(folder.resolve(file), copy.resolve(file));
    }
    PackArchive.write(copy, box.incoming.resolve("two.zip"));

    assertThat(box.incoming.resolve("two.zip"))
        .hasSameBinaryContentAs(box.incoming.resolve("one.zip"));
  }
}
