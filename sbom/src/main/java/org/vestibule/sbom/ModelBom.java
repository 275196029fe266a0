// SPDX-License-Identifier: Apache-2.0
package org.vestibule.sbom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The bill of the model packs, from their manifests. */
final class ModelBom {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ModelBom() {}

  static ObjectNode of(String version, Path packs) throws IOException {
    ObjectNode root = BomWriter.frame(version);
    try (Stream<Path> folders = Files.list(packs)) {
      List<Path> manifests =
          folders
              .map(folder -> folder.resolve("model.json"))
              .filter(Files::exists)
              .sorted()
              .toList();
      for (Path manifest : manifests) {
        add((ArrayNode) root.get("components"), JSON.readTree(manifest.toFile()));
      }
    }
    return root;
  }

  private static void add(ArrayNode to, JsonNode pack) {
    String name = pack.path("name").asText();
    ObjectNode node = to.addObject().put("type", "machine-learning-model").put("bom-ref", name);
    node.put("name", name).put("version", pack.path("version").asText());
    node.put("description", pack.path("task").asText());
    BomWriter.licence(node, pack.path("licence").path("spdx").asText(Licences.UNKNOWN));
    node.putObject("modelCard")
        .putObject("modelParameters")
        .put("task", pack.path("slot").asText());
    String use = pack.path("licence").path("commercialUse").asText("unknown");
    BomWriter.property(node, "vestibule:commercialUse", use);
    String notice = pack.path("licence").path("notice").asText();
    if (!notice.isEmpty()) {
      BomWriter.property(node, "vestibule:notice", notice);
    }
    ArrayNode files = node.putArray("components");
    for (JsonNode file : pack.path("files")) {
      String path = file.path("path").asText();
      ObjectNode part = files.addObject().put("type", "file").put("bom-ref", name + "/" + path);
      part.put("name", path);
      // What is trained on this machine has a hash when it is made, and none before.
      if (file.path("sha256").asText().matches("[0-9a-f]{64}")) {
        BomWriter.hash(part, file.path("sha256").asText());
      }
      file.path("source")
          .fields()
          .forEachRemaining(
              source ->
                  BomWriter.property(
                      part, "vestibule:source:" + source.getKey(), source.getValue().asText()));
    }
  }
}
