// SPDX-License-Identifier: Apache-2.0
package org.vestibule.sbom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small distribution and what its bill says. */
class BomTest {
  @TempDir Path folder;
  private Path distribution;
  private Path root;

  @BeforeEach
  void lay() throws IOException {
    distribution = folder.resolve("distribution");
    root = folder.resolve("root");
    Files.createDirectories(root.resolve("models/nose"));
    Files.writeString(root.resolve("pom.xml"), "<concentus.version>1.0.2</concentus.version>");
    Files.writeString(
        root.resolve("models/nose/model.json"),
        "{\"name\":\"nose\",\"version\":\"1\",\"slot\":\"noses\",\"task\":\"Finds noses\","
            + "\"licence\":{\"spdx\":\"LicenseRef-unknown\",\"commercialUse\":\"unknown\","
            + "\"notice\":\"Nobody knows\"},\"files\":[{\"path\":\"nose.onnx\",\"sha256\":\""
            + "a".repeat(64)
            + "\",\"source\":{\"npm\":\"nose@1\",\"entry\":\"n.onnx\"}}]}");
    jar(
        "system/org/vestibule/audio/0.1.0/audio-0.1.0.jar",
        Map.of(
            "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nBundle-License: Apache-2.0\n",
            "META-INF/maven/org.vestibule/audio/pom.properties",
                "groupId=org.vestibule\nartifactId=audio\nversion=0.1.0\n",
            "io/github/jaredmdobson/concentus/A.class", ""));
    jar("lib/boot/mystery-7.jar", Map.of("a", ""));
  }

  @Test
  void whatNobodyKnowsIsShownAndNotGuessed() throws IOException {
    MakeBom.main(new String[] {distribution.toString(), root.toString(), "0.1.0"});
    assertThat(shown("bom.json"))
        .contains("mystery", "LicenseRef-unknown  (unclear)")
        .contains("3 components, 1 with an unclear licence or use");
    assertThat(shown("models.json")).contains("commercial use: unknown  (unclear)");
  }

  @Test
  void whatAPageIsBundledWithIsOfNpm() throws Exception {
    jar(
        "system/org/vestibule/console/0.1.0/console-0.1.0.jar",
        Map.of(
            "META-INF/maven/org.vestibule/console/pom.properties",
                "groupId=org.vestibule\nartifactId=console\nversion=0.1.0\n",
            "console/licence-preact-signals.txt", "@preact/signals 2.11.4 (MIT)\n\n2022"));
    MakeBom.main(new String[] {distribution.toString(), root.toString(), "0.1.0"});
    assertThat(read("bom.json").findValuesAsText("purl"))
        .contains("pkg:npm/%40preact/signals@2.11.4");
    Path file = distribution.resolve("sbom/bom.json");
    assertThat(new JsonParser().validate(file.toFile(), Version.VERSION_16)).isEmpty();
  }

  @Test
  void everyJarStandsInItWithItsHashAndWhatTravelsInIt() throws Exception {
    MakeBom.main(new String[] {distribution.toString(), root.toString(), "0.1.0"});
    JsonNode components = read("bom.json").path("components");
    assertThat(components).hasSize(2);
    JsonNode audio = components.get(1);
    Path jar = distribution.resolve("system/org/vestibule/audio/0.1.0/audio-0.1.0.jar");
    assertThat(audio.path("hashes").path(0).path("content").asText())
        .isEqualTo(Hash.sha256(Files.readAllBytes(jar)));
    assertThat(audio.path("purl").asText()).isEqualTo("pkg:maven/org.vestibule/audio@0.1.0");
    assertThat(audio.path("components").path(0).path("purl").asText())
        .isEqualTo("pkg:maven/io.github.jaredmdobson/concentus@1.0.2");
    for (String bill : new String[] {"bom.json", "models.json"}) {
      Path file = distribution.resolve("sbom").resolve(bill);
      assertThat(new JsonParser().validate(file.toFile(), Version.VERSION_16)).isEmpty();
    }
  }

  @Test
  void theSameDistributionHasTheSameBill() throws IOException {
    MakeBom.main(new String[] {distribution.toString(), root.toString(), "0.1.0"});
    byte[] first = Files.readAllBytes(distribution.resolve("sbom/bom.json"));
    MakeBom.main(new String[] {distribution.toString(), root.toString(), "0.1.0"});
    assertThat(Files.readAllBytes(distribution.resolve("sbom/bom.json"))).isEqualTo(first);
  }

  @Test
  void aVersionThatStandsNowhereStopsTheBuild() throws IOException {
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    assertThatThrownBy(
            () -> MakeBom.main(new String[] {distribution.toString(), root.toString(), "0.1.0"}))
        .hasMessageContaining("concentus.version");
  }

  @Test
  void licencesAreTakenFromTheTableWhereAJarSaysNothingOrTooMuch() throws IOException {
    Licences licences = new Licences();
    assertThat(licences.of("org.apache.karaf.specs", "x", Optional.empty()))
        .isEqualTo("Apache-2.0");
    assertThat(licences.of("org.apachefake", "x", Optional.empty())).isEqualTo(Licences.UNKNOWN);
    assertThat(licences.of("com.h2database", "h2", Optional.of("MPL 2.0 or EPL 1.0")))
        .isEqualTo("MPL-2.0 OR EPL-1.0");
    assertThat(licences.of("x", "y", Optional.of("GPL-3.0"))).isEqualTo(Licences.UNKNOWN);
  }

  private JsonNode read(String bill) throws IOException {
    return new ObjectMapper().readTree(distribution.resolve("sbom").resolve(bill).toFile());
  }

  private String shown(String bill) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ShowBom.show(distribution.resolve("sbom").resolve(bill), new PrintStream(out, true));
    return out.toString(StandardCharsets.UTF_8);
  }

  private void jar(String path, Map<String, String> entries) throws IOException {
    Path file = distribution.resolve(path);
    Files.createDirectories(file.getParent());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (Map.Entry<String, String> entry : new TreeMap<>(entries).entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
      }
    }
  }
}
