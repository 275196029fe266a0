// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Making packs and telling them apart. */
class PackTest {
  private static final Path PACKS =
      Path.of(
          System.getProperty(
              "vestibule.packs", System.getProperty("vestibule.root") + "/data/models"));

  @TempDir Path data;

  @Test
  void aWrongHashIsRefusedAndLeftForThePersonToCorrect() throws Exception {
    Path pack = SamplePack.write(data);
    Files.writeString(pack.resolve("head.json"), "other");
    String before = Files.readString(pack.resolve("model.json"));
    assertThat(Told.on(data, "pack", pack, data.resolve("a.zip")).refusal())
        .isEqualTo("1 model-hash-wrong");
    assertThat(pack.resolve("model.json")).hasContent(before);
    assertThat(data.resolve("a.zip")).doesNotExist();
  }

  @Test
  void aMissingFileAnUnknownKeyAndNoManifestAreNamed() throws Exception {
    Path pack = SamplePack.unfinished(data);
    Files.delete(pack.resolve("head.json"));
    assertThat(Told.on(data, "pack", pack).refusal()).isEqualTo("1 model-manifest-invalid");
    Files.writeString(pack.resolve("model.json"), "{\"nam\": 1}");
    assertThat(Told.on(data, "pack", pack).err()).contains("nam", "an unknown key");
    Files.writeString(pack.resolve("model.json"), "{");
    assertThat(Told.on(data, "pack", pack).refusal()).isEqualTo("1 model-manifest-invalid");
    Files.delete(pack.resolve("model.json"));
    assertThat(Told.on(data, "pack", pack).refusal()).isEqualTo("1 model-missing");
  }

  @Test
  void whatTheManifestDoesNotListDoesNotTravel() throws Exception {
    Path pack = SamplePack.write(data);
    Files.writeString(pack.resolve("notes.txt"), "private");
    assertThat(Told.on(data, "pack", pack, data.resolve("a.zip")).refusal())
        .isEqualTo("1 model-archive-unlisted");
  }

  @Test
  void sizesAndHashesAreFilledInAndAnOldSignatureGoes() throws Exception {
    Path pack = SamplePack.unfinished(data);
    Files.writeString(pack.resolve("model.sig"), "{}");
    Told told = Told.on(data, "pack", pack, data.resolve("a.zip"));
    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.out()).contains("Filled in: head.json", "sign the pack again");
    assertThat(Files.readString(pack.resolve("model.json"))).contains(SamplePack.sha256(), "0.10");
    assertThat(pack.resolve("model.sig")).doesNotExist();
  }

  @Test
  void thePackThatIsTheSameGivesTheSameBytes() throws Exception {
    Path one = SamplePack.write(Files.createDirectory(data.resolve("one")));
    Path two = SamplePack.write(Files.createDirectory(data.resolve("two")));
    Told.on(data, "pack", one, data.resolve("1.zip"));
    Told.on(data, "pack", two, data.resolve("2.zip"));
    assertThat(data.resolve("2.zip")).hasSameBinaryContentAs(data.resolve("1.zip"));
  }

  @Test
  void aDifferenceIsToldByKeyAndASameOneAsNone() throws Exception {
    Path one = SamplePack.write(Files.createDirectory(data.resolve("models")));
    Path two = SamplePack.write(Files.createDirectory(data.resolve("two")));
    assertThat(Told.on(data, "diff", one, two).out()).contains("No difference");
    Path manifest = two.resolve("model.json");
    Files.writeString(
        manifest,
        Files.readString(manifest)
            .replace("\"MIT\"", "\"GPL-3.0-only\"")
            .replace("1.0.0", "1.1.0")
            .replace(SamplePack.sha256(), "0".repeat(64)));
    Told told = Told.on(data, "diff", "sample-head", two);
    assertThat(told.exit()).as(told.err()).isZero();
    assertThat(told.out())
        .contains("licence.spdx", "GPL-3.0-only", "files[head.json].sha256", "sample-head@1.1.0")
        .doesNotContain("family");
    assertThat(Told.on(data, "diff", one, two, "--json").json().path("lines")).hasSize(3);
    assertThat(Told.on(data, "diff", "sample-head@9.9.9", two).refusal())
        .isEqualTo("1 model-missing");
  }

  @Test
  void aPackRecordsWhatItGivesAndPassesItsOwnTest() throws Exception {
    Path laidOut = PACKS.resolve("silero-vad");
    Assumptions.assumeTrue(
        Files.exists(laidOut.resolve("model.json")), "run ./vestibule models first");
    Path pack = Files.createDirectory(data.resolve("silero-vad"));
    for (String file : new String[] {"model.json", "silero_vad_v6.onnx"}) {
      Files.copy(laidOut.resolve(file), pack.resolve(file));
    }
    Path key = data.resolve("builder.key");
    Told.on(data, "key", "new", key);
    Told.on(data, "trust", "add", "builder", "--key", key);
    Told recorded = Told.on(data, "golden", pack);
    assertThat(recorded.exit()).as(recorded.err()).isZero();
    assertThat(Files.readString(pack.resolve("model.json"))).contains("\"selfTest\"");
    Told.on(data, "sign", pack, "--key", key);
    Told passed = Told.on(data, "verify", pack, "--run");
    assertThat(passed.exit()).as(passed.err()).isZero();
    assertThat(passed.out()).contains("self-test passed");

    Path manifest = pack.resolve("model.json");
    String text = Files.readString(manifest);
    Files.writeString(
        manifest, text.replaceFirst("(\"values\"\\s*:\\s*\\[\\s*)-?[0-9.E-]+", "$112345.0"));
    assertThat(Files.readString(manifest)).isNotEqualTo(text);
    Told.on(data, "sign", pack, "--key", key);
    assertThat(Told.on(data, "verify", pack, "--run").refusal())
        .isEqualTo("1 model-golden-mismatch");
  }
}
