// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.vestibule.api.VestibuleException;
import org.vestibule.models.internal.pack.ManifestReader;
import org.vestibule.models.internal.pack.Pack;
import org.vestibule.models.internal.pack.PackSignature;

/**
 * A pack's {@code model.json} as its author edits it. Whether it is sound is for {@link
 * ManifestReader} to say. Not thread-safe.
 */
final class ManifestFile {
  // Numbers keep their digits: 0.10 must not become 0.1 only because a size was filled in.
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final Path folder;
  private final ObjectNode root;

  private ManifestFile(Path folder, ObjectNode root) {
    this.folder = folder;
    this.root = root;
  }

  /**
   * Reads it.
   *
   * @throws VestibuleException {@code model-missing} or {@code model-manifest-invalid}
   */
  static ManifestFile read(Path folder) throws VestibuleException {
    Path file = folder.resolve("model.json");
    try (InputStream in = Files.newInputStream(file)) {
      return new ManifestFile(folder, parse(file, in.readNBytes(ManifestReader.MOST_BYTES + 1)));
    } catch (JsonProcessingException e) {
      throw invalid(file, "no sound JSON at line " + line(e), "one JSON object");
    } catch (IOException e) {
      throw new VestibuleException(
          "model-missing",
          "file " + file,
          "it cannot be read (" + e.getClass().getSimpleName() + ")",
          "a folder with model.json and the files that it lists",
          "Name the folder of a pack; docs/models.md has an example.");
    }
  }

  static ObjectNode parse(Path file, byte[] bytes) throws IOException, VestibuleException {
    if (bytes.length > ManifestReader.MOST_BYTES) {
      throw invalid(file, "too large", "at most " + ManifestReader.MOST_BYTES + " bytes");
    }
    JsonNode root = JSON.readTree(bytes);
    if (!(root instanceof ObjectNode object)) {
      throw invalid(file, "no JSON object", "one JSON object");
    }
    return object;
  }

  /**
   * Writes size and hash of every listed file that has none yet; what stands there is left alone.
   *
   * @return the paths that were filled in
   */
  List<String> fillIn() throws IOException {
    List<String> filled = new ArrayList<>();
    for (JsonNode file : root.path("files")) {
      String path = file.path("path").asText();
      Path found = folder.resolve(path).normalize();
      boolean lacks = !file.has("bytes") || !file.has("sha256");
      boolean inside = found.startsWith(folder) && !found.equals(folder);
      if (lacks && inside && Files.isRegularFile(found, LinkOption.NOFOLLOW_LINKS)) {
        ObjectNode entry = (ObjectNode) file;
        if (!file.has("bytes")) {
          entry.put("bytes", Files.size(found));
        }
        if (!file.has("sha256")) {
          entry.put("sha256", Pack.sha256(found));
        }
        filled.add(path);
      }
    }
    return filled;
  }

  /** Puts a value, given as JSON, under a key. */
  void put(String key, String json) throws IOException {
    root.set(key, JSON.readTree(json));
  }

  /**
   * Writes it in one step. A signature over what it said before goes.
   *
   * @return whether there was a signature
   */
  boolean save() throws IOException {
    AtomicFile.write(
        folder.resolve("model.json"),
        JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(root));
    return Files.deleteIfExists(folder.resolve(PackSignature.FILE));
  }

  private static Object line(JsonProcessingException e) {
    return e.getLocation() == null ? "?" : e.getLocation().getLineNr();
  }

  private static VestibuleException invalid(Path file, String found, String allowed) {
    return new VestibuleException(
        "model-manifest-invalid", "file " + file, found, allowed, "Correct model.json.");
  }
}
