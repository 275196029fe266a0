// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.model.ModelComparison;
import org.vestibule.api.model.ModelInfo;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.model.ModelManifest;

/** A library that keeps what is laid out and lets a store serve what is activated. */
final class SiteLibrary implements ModelLibrary {
  final List<Long> laidOut = new ArrayList<>();
  final List<String> ordered = new ArrayList<>();
  private final Path folder;
  private final WordModels store;

  SiteLibrary(Path folder, WordModels store) {
    this.folder = folder;
    this.store = store;
  }

  byte[] bytes(String file) throws IOException {
    return Files.readAllBytes(store.head.resolve(file));
  }

  @Override
  public ModelManifest layOut(Path made, String who) {
    ordered.add("layOut");
    try {
      JsonNode manifest = new ObjectMapper().readTree(made.resolve("model.json").toFile());
      Path kept = Files.createDirectories(folder.resolve(manifest.path("version").asText()));
      for (String file : List.of("model.json", "head.json", "examples.bin")) {
        Files.copy(made.resolve(file), kept.resolve(file));
      }
      laidOut.add(manifest.path("release").asLong());
      return manifest(manifest.path("name").asText(), manifest.path("version").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public ModelManifest activate(String pack, String who) {
    ordered.add("activate");
    store.head = folder.resolve(pack.substring(pack.indexOf('@') + 1));
    return manifest(pack, "");
  }

  private static ModelManifest manifest(String name, String version) {
    return new ModelManifest(
        name,
        version,
        1,
        Instant.MAX,
        "visitor-intent",
        "toy",
        "softmax-head",
        List.of("en"),
        "Apache-2.0",
        "yes",
        "",
        "",
        List.of(),
        Optional.empty(),
        List.of(),
        Map.of());
  }

  @Override
  public List<ModelInfo> models() {
    return List.of();
  }

  @Override
  public List<ModelComparison> comparisons() {
    return List.of();
  }

  @Override
  public String progress() {
    return "";
  }

  @Override
  public ModelManifest stage(Path source, boolean downgrade, String who) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ModelManifest rollOut(String pack, String who) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ModelManifest rollBack(String slot, String who) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> prunable() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> prune(String who) {
    throw new UnsupportedOperationException();
  }
}
