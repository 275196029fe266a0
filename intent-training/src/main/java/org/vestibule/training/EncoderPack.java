// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;
import org.vestibule.intent.internal.SentenceEmbedding;
import org.vestibule.intent.internal.train.Embedder;
import org.vestibule.models.internal.PackStore;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;

/**
 * The sentence encoder, opened as the gateway opens it, in a folder of links to the needed packs
 * only: speech and face models would cost seconds and memory here. Remembers what it embedded. Not
 * thread-safe.
 */
final class EncoderPack implements Embedder, AutoCloseable {
  /** The pack that is used. */
  static final String NAME = "minilm";

  private final Path links;
  private final OnnxRuntime runtime = new OnnxRuntime();
  private final PackStore store;
  private final Map<String, float[]> known = new HashMap<>();

  /**
   * Opens it.
   *
   * @param more the folder of one more pack to serve, {@code null} for none
   * @throws ModelException why it cannot serve
   */
  EncoderPack(Path packs, Path more) throws ModelException, IOException {
    links = Files.createTempDirectory("vestibule-intent-");
    PackStore opened = null;
    try {
      Files.createSymbolicLink(links.resolve(NAME), packs.resolve(NAME).toAbsolutePath());
      Path language = packs.resolve("langdetect");
      if (Files.exists(language)) {
        Files.createSymbolicLink(links.resolve("langdetect"), language.toAbsolutePath());
      }
      if (more != null) {
        Files.createSymbolicLink(links.resolve(more.getFileName()), more.toAbsolutePath());
      }
      opened = PackStore.open(links, runtime);
    } finally {
      if (opened == null) {
        deleteLinks();
      }
    }
    store = opened;
  }

  /** Returns the models as a capability sees them. */
  ModelStore store() {
    return store;
  }

  @Override
  public float[] embed(String sentence) throws ModelException {
    float[] embedding = known.get(sentence);
    if (embedding == null) {
      try (ModelLease lease = store.lease(ModelSlots.SENTENCE)) {
        embedding = SentenceEmbedding.of(lease, sentence);
      }
      known.put(sentence, embedding);
    }
    return embedding;
  }

  /** Returns the encoder's id from its manifest, without loading it. */
  static String id(Path packs) throws ModelException {
    Path manifest = packs.resolve(NAME).resolve("model.json");
    try {
      JsonNode root = new ObjectMapper().readTree(manifest.toFile());
      return root.path("name").asText() + "@" + root.path("version").asText();
    } catch (IOException e) {
      throw new ModelException(
          "model-missing",
          "model pack " + NAME,
          "model.json cannot be read (" + e.getClass().getSimpleName() + ")",
          "the pack " + NAME + " in the folder of packs",
          "Fetch it: ./vestibule models.",
          e);
    }
  }

  @Override
  public void close() throws IOException {
    store.close();
    runtime.close();
    deleteLinks();
  }

  private void deleteLinks() throws IOException {
    try (Stream<Path> children = Files.list(links)) {
      for (Path link : children.toList()) {
        Files.delete(link);
      }
    }
    Files.delete(links);
  }
}
