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
        "\"languages\": [\"en\"]     | \"languages\": \"en\"             | languages"
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
        assertThat(Set.of("yes", "no", "unknown")).contains(pack.manifest().commercialUse());
      }
    }
    Pack base = reader.read(models.resolve("moonshine-base"));
    assertThat(base.manifest().network("decoder").orElseThrow().inputs()).hasSize(35);
    assertThat(base.file("vocabulary")).contains(base.folder().resolve("llama-tokenizer.js"));
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
