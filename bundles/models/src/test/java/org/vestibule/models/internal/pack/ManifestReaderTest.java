// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.api.model.ModelException;

class ManifestReaderTest {
  private final ManifestReader reader = new ManifestReader();
  @TempDir Path packs;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"version\": \"1.0.0\"      | \"version\": \"1 0\"              | version",
        "\"task\"                    | \"colour\": 1, \"task\"           | colour",
        "\"slot\": \"speech\"        | \"slot\": \"Speech!\"             | slot",
        "\"threshold\": 0.5          | \"threshold\": \"high\"           | parameters.threshold",
        "\"threshold\": 0.5          | \"threshold\": 7                  | parameters.threshold",
        "\"threshold\": 0.5          | \"threshold\": null               | parameters.threshold",
        "\"threshold\": 0.5          | \"threshold\": 0.5, \"threshold\": 0.6 | the whole file",
        "\"path\": \"net.onnx\"      | \"path\": \"../net.onnx\"         | files[0].path",
        "\"path\": \"net.onnx\"      | \"path\": \"/etc/passwd\"         | files[0].path",
        "\"file\": \"net.onnx\"      | \"file\": \"other.onnx\"          | networks[0].file",
        "\"shape\": [1]              | \"shape\": [-2]                   | networks[0].outputs[0].shape[0]",
        "\"shape\": [1]              | \"shape\": [1.5]                  | networks[0].outputs[0].shape[0]",
        "\"shape\": [1, 4]           | \"shape\": [2, 4]                 | networks[0].inputs[0].trial.shape",
        "\"shape\": [1, 4]           | \"shape\": [1, 999999999]         | networks[0].inputs[0].trial.shape",
        "\"float32\"                 | \"float16\"                       | networks[0].inputs[0].type",
        "\"commercialUse\": \"yes\"  | \"commercialUse\": \"maybe\"      | licence.commercialUse",
        "\"labels\": [\"a\", \"b\"]  | \"labels\": [3]                   | labels[0]",
        "\"labels\"                  | \"tokenizer\": \"no.json\", \"labels\" | tokenizer",
        "\"languages\": [\"en\"]     | \"languages\": \"en\"             | languages",
        "\"release\": 1            | \"release\": 0                   | release",
        "\"release\": 1            | \"release\": \"1\"                 | release",
        "\"2099-01-01T00:00:00Z\"  | \"2099-01-01\"                  | expires",
        "\"path\": \"net.onnx\"      | \"path\": \"model.json\"          | files",
        "\"path\": \"net.onnx\"      | \"path\": \"Card.MD\"             | files",
        "\"labels\" | \"rollout\": {\"shadows\": {}}, \"labels\" | rollout.shadows",
        "\"labels\" | \"rollout\": {\"canary\": {\"share\": 1.1}}, \"labels\" | rollout.canary.share",
        "\"labels\" | \"rollout\": {\"watch\": {\"seconds\": 0}}, \"labels\" | rollout.watch.seconds",
        "\"labels\" | \"selfTest\": {\"latencyMillis\": 0}, \"labels\" | selfTest.latencyMillis",
        "\"labels\" | \"selfTest\": {\"samples\": [{\"network\": \"no\"}]}, \"labels\" | selfTest.samples[0].network",
        "\"labels\" | \"selfTest\": {\"samples\": [{\"network\": \"net\", \"outputs\": {}}]}, \"labels\" | selfTest.samples[0].outputs",
        "\"labels\" | \"selfTest\": {\"samples\": [{\"network\": \"net\", \"inputs\": {\"x\": {}}, \"outputs\": {}}]}, \"labels\" | selfTest.samples[0].inputs.x",
        "\"labels\" | \"selfTest\": {\"samples\": [{\"network\": \"net\", \"inputs\": {\"in\": {\"values\": [1], \"shape\": [1, 2]}}, \"outputs\": {}}]}, \"labels\" | selfTest.samples[0].inputs.in.values",
        "\"labels\" | \"selfTest\": {\"samples\": [{\"network\": \"net\", \"inputs\": {\"in\": {\"file\": \"../x\", \"shape\": [1, 2]}}, \"outputs\": {}}]}, \"labels\" | selfTest.samples[0].inputs.in.file",
        "\"labels\" | \"selfTest\": {\"samples\": [{\"network\": \"net\", \"inputs\": {\"in\": {\"fill\": 1, \"values\": [1]}}, \"outputs\": {}}]}, \"labels\" | selfTest.samples[0].inputs.in",
        "\"labels\" | \"selfTest\": {\"samples\": [{\"network\": \"net\", \"outputs\": {\"out\": {\"shape\": [1], \"values\": [1, 2]}}}]}, \"labels\" | selfTest.samples[0].outputs.out.values",
        "\"labels\" | \"selfTest\": {\"samples\": [{\"network\": \"net\", \"outputs\": {\"out\": {\"shape\": [2], \"values\": [1]}}}]}, \"labels\" | selfTest.samples[0].outputs.out.shape"
      })
  void aBadValueIsRefusedByKey(String good, String bad, String key) throws IOException {
    String sound = PackFolder.manifest("ear", "speech", "w");
    assertThat(sound).contains(good);
    PackFolder.write(
        packs, "ear", sound.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad)), "w");

    ModelException refused = refused("ear");

    assertThat(refused.code()).isEqualTo("model-manifest-invalid");
    assertThat(refused.input()).isEqualTo("model pack ear, model.json, " + key);
    assertThat(refused.getMessage()).doesNotContain("Exception");
  }

  @Test
  void everyMissingKeyIsNamed() throws IOException {
    for (String key : List.of("name", "version", "slot", "task", "family", "licence", "files")) {
      String without =
          PackFolder.manifest("ear", "speech", "w").replace("\"" + key + "\":", "\"x-gone\":");
      PackFolder.write(packs, "ear", without, "w");
      assertThat(refused("ear").code()).isEqualTo("model-manifest-invalid");
    }
  }

  @Test
  void aManifestForAnotherFolderIsRefused() throws IOException {
    PackFolder.write(packs, "ear", PackFolder.manifest("eye", "speech", "w"), "w");

    assertThat(refused("ear").input()).endsWith("name");
  }

  @Test
  void aFolderIsNamedForItsPackWithOrWithoutVersion() throws Exception {
    String manifest = PackFolder.manifest("ear", "speech", "w");
    PackFolder.write(packs, "ear@1.0.0", manifest, "w");
    PackFolder.write(packs, "ear@1.0.1", manifest, "w");

    assertThat(reader.read(packs.resolve("ear@1.0.0")).manifest().id()).isEqualTo("ear@1.0.0");
    assertThat(refused("ear@1.0.1").input()).isEqualTo("model pack ear@1.0.1, model.json, version");
    assertThat(ManifestReader.FOLDER.matcher("ear@1.0.0").matches()).isTrue();
    assertThat(ManifestReader.FOLDER.matcher(".staging").matches()).isFalse();
  }

  @Test
  void filesThatCollideOnSomeFileSystemAreRefused() throws Exception {
    String file =
        "{\"path\": \"%s\", \"bytes\": 1, \"sha256\": \""
            + "0".repeat(64)
            + "\", \"source\": {\"built\": \"x\"}}, {\"path\"";
    for (String other : List.of("NET.onnx", "net.onnx", "net.onnx/part")) {
      PackFolder.write(
          packs,
          "ear",
          PackFolder.manifest("ear", "speech", "w").replace("{\"path\"", file.formatted(other)),
          "w");
      assertThat(refused("ear").input()).as(other).endsWith(", files");
    }
  }

  @Test
  void theSpaceChangesWithWhatMakesVectorsAndWithNothingElse() throws Exception {
    String manifest = PackFolder.manifest("ear", "speech", "w");
    String space = space(manifest);

    assertThat(space).matches("test-[0-9a-f]{12}");
    assertThat(space(manifest.replace("\"release\": 1", "\"release\": 2"))).isEqualTo(space);
    assertThat(space(manifest.replace("0.5", "0.9"))).as("a threshold").isEqualTo(space);
    assertThat(space(manifest.replace("127", "128"))).as("mean").isNotEqualTo(space);
    assertThat(space(manifest.replace("\"test\"", "\"toast\""))).as("family").isNotEqualTo(space);
    assertThat(space(manifest.replace("\"out\"", "\"other\""))).as("output").isNotEqualTo(space);
    assertThat(space(PackFolder.manifest("ear", "speech", "v"))).as("weights").isNotEqualTo(space);
  }

  @Test
  void theDigestIsThatOfTheContentNotOfItsLayout() throws Exception {
    String manifest = PackFolder.manifest("ear", "speech", "w");
    PackFolder.write(packs, "ear", manifest, "w");
    String digest = reader.read(packs.resolve("ear")).digest();

    PackFolder.write(packs, "ear", manifest.replace("\n", " ").replace("127", "1.27e2"), "w");
    assertThat(reader.read(packs.resolve("ear")).digest()).isEqualTo(digest);
    PackFolder.write(packs, "ear", manifest.replace("0.5", "0.50001"), "w");
    assertThat(reader.read(packs.resolve("ear")).digest()).isNotEqualTo(digest);
  }

  @Test
  void aRollOutPolicyTakesTheRestFromTheDefault() throws Exception {
    String rollout =
        "\"rollout\": {\"canary\": {\"share\": 0}, \"watch\": {\"seconds\": 9}}, \"labels\"";
    PackFolder.write(
        packs,
        "ear",
        PackFolder.manifest("ear", "speech", "w").replace("\"labels\"", rollout),
        "w");

    RolloutPolicy policy = reader.read(packs.resolve("ear")).rollout();

    assertThat(policy.canary().share()).isZero();
    assertThat(policy.watch().seconds()).isEqualTo(9);
    assertThat(policy.canary().minimum()).isEqualTo(RolloutPolicy.DEFAULT.canary().minimum());
    assertThat(policy.shadow()).isEqualTo(RolloutPolicy.DEFAULT.shadow());
  }

  @Test
  void noJsonNoFileAndTooMuchAreRefused() throws IOException {
    PackFolder.write(packs, "ear", "{\"name\": ", "w");
    PackFolder.write(packs, "eye", "[1]", "w");
    PackFolder.write(packs, "nose", "{\"name\": \"nose\"} {}", "w");
    PackFolder.write(packs, "big", " ".repeat(ManifestReader.MOST_BYTES + 1), "w");
    PackFolder.write(packs, "deep", "[".repeat(100_000), "w");

    for (String name : List.of("ear", "eye", "nose", "big", "deep")) {
      assertThat(refused(name).code()).as(name).isEqualTo("model-manifest-invalid");
    }
    assertThat(refused("big").found()).isEqualTo("too large");
    assertThat(refused("nowhere").code()).isEqualTo("model-missing");
  }

  @Test
  void everyPackOfTheProjectHasASoundManifestAndACard() throws IOException, ModelException {
    Path models = projectRoot().resolve("models");
    try (Stream<Path> children = Files.list(models)) {
      List<Path> folders = children.filter(Files::isDirectory).sorted().toList();
      assertThat(folders).hasSizeGreaterThanOrEqualTo(9);
      for (Path folder : folders) {
        Pack pack = reader.read(folder);
        assertThat(folder.resolve("card.md")).exists();
        // A pack of weights alone has nothing that a runtime could run.
        assertThat(pack.selfTest().samples().isEmpty())
            .as(folder + "")
            .isEqualTo(pack.manifest().networks().isEmpty());
        assertThat(Set.of("yes", "no", "unknown")).contains(pack.manifest().commercialUse());
      }
    }
    Pack base = reader.read(models.resolve("moonshine-base"));
    assertThat(base.manifest().network("decoder").orElseThrow().inputs()).hasSize(35);
    assertThat(base.file("vocabulary")).contains(base.folder().resolve("llama-tokenizer.js"));
  }

  private String space(String manifest) throws Exception {
    PackFolder.write(packs, "ear", manifest, "w");
    return reader.read(packs.resolve("ear")).manifest().space();
  }

  private ModelException refused(String name) {
    return catchThrowableOfType(ModelException.class, () -> reader.read(packs.resolve(name)));
  }

  private static Path projectRoot() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("features.xml"))) {
      folder = folder.getParent();
    }
    return folder;
  }
}
