// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.vestibule.api.model.ModelException;
import org.vestibule.models.internal.pack.CanonicalManifest;
import org.vestibule.models.internal.pack.PackSignature;
import org.vestibule.models.internal.pack.SigningKeys;

/**
 * The packs between which a benchmark swaps: each installed one, and its next release with the same
 * weights, so that every answer before and after a swap must be the same.
 */
final class SwapPacks {
  private static final List<String> SWAPPED =
      List.of("silero-vad", "fr-liveness", "fr-detect", "fr-feature");
  private static final String MANIFEST = "model.json";

  private final ObjectMapper json = new ObjectMapper();
  private final Path folder;
  private final KeyPair keys;

  /**
   * @param folder the gateway's folder of packs
   * @param key the key of the machine that laid them out; the gateway trusts it
   */
  SwapPacks(Path folder, Path key) throws ModelException {
    this.folder = folder;
    this.keys = SigningKeys.read(key);
  }

  /**
   * Lays the next releases out.
   *
   * @return what to activate, one after the other and round again: first the next release of each
   *     pack, then the installed one of each
   */
  List<String> prepare() throws IOException, ModelException, InvalidKeyException {
    List<String> installed = new ArrayList<>();
    List<String> turns = new ArrayList<>();
    for (String name : SWAPPED) {
      ObjectNode manifest =
          (ObjectNode) json.readTree(folder.resolve(name).resolve(MANIFEST).toFile());
      String version = manifest.path("version").asText();
      installed.add(name + "@" + version);
      manifest.put("version", after(version));
      manifest.put("release", manifest.path("release").asInt() + 1);
      turns.add(layOut(name, manifest));
    }
    turns.addAll(installed);
    return turns;
  }

  private String layOut(String name, ObjectNode manifest)
      throws IOException, ModelException, InvalidKeyException {
    String id = name + "@" + manifest.path("version").asText();
    Path target = Files.createDirectories(folder.resolve(id));
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, target.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.write(
        target.resolve(MANIFEST),
        json.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
    PackSignature.sign(
            CanonicalManifest.read(target), keys.getPrivate(), SigningKeys.keyId(keys.getPublic()))
        .write(target);
    return id;
  }

  /** Returns the version whose last number is one higher, for example 6.0.1 after 6.0.0. */
  static String after(String version) {
    int dot = version.lastIndexOf('.');
    return version.substring(0, dot + 1) + (Integer.parseInt(version.substring(dot + 1)) + 1);
  }
}
