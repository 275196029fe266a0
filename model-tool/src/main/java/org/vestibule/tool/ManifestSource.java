// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.models.internal.pack.ManifestReader;

/**
 * A manifest, wherever it stands. Weights are neither read nor unpacked.
 *
 * @param tree all that it says
 * @param manifest the same, checked
 */
record ManifestSource(ObjectNode tree, ModelManifest manifest) {

  /**
   * Reads a manifest.
   *
   * @param name a folder, an archive, or a pack's folder below {@code packs}
   */
  static ManifestSource read(String name, Path packs)
      throws WrongUse, VestibuleException, IOException {
    Path path = Arguments.path(name);
    if (!Files.exists(path) && ManifestReader.FOLDER.matcher(name).matches()) {
      path = packs.resolve(name);
    }
    byte[] bytes = Files.isRegularFile(path) ? fromArchive(path) : fromFolder(path);
    try {
      ObjectNode tree = ManifestFile.parse(path, bytes);
      return new ManifestSource(tree, checked(tree, bytes));
    } catch (JsonProcessingException e) {
      throw refused("model-manifest-invalid", path, "no sound JSON", "one JSON object");
    }
  }

  /** Reads it as the gateway does: in a folder that bears its name. */
  private static ModelManifest checked(ObjectNode tree, byte[] bytes)
      throws VestibuleException, IOException {
    Path temporary = Files.createTempDirectory("vestibule-manifest-");
    try {
      String name = tree.path("name").asText();
      boolean sound = ManifestReader.IDENTIFIER.matcher(name).matches();
      Path folder = Files.createDirectory(temporary.resolve(sound ? name : "pack"));
      Files.write(folder.resolve("model.json"), bytes);
      return new ManifestReader().read(folder).manifest();
    } finally {
      OpenPack.delete(temporary);
    }
  }

  private static byte[] fromFolder(Path folder) throws VestibuleException {
    try (InputStream in = Files.newInputStream(folder.resolve("model.json"))) {
      return in.readNBytes(ManifestReader.MOST_BYTES + 1);
    } catch (IOException e) {
      throw refused("model-missing", folder, "no model.json", "a pack");
    }
  }

  private static byte[] fromArchive(Path archive) throws VestibuleException, IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      ZipEntry entry = zip.getEntry("model.json");
      if (entry == null) {
        throw refused("model-archive-invalid", archive, "no model.json", "the archive of a pack");
      }
      try (InputStream in = zip.getInputStream(entry)) {
        return in.readNBytes(ManifestReader.MOST_BYTES + 1);
      }
    } catch (ZipException e) {
      throw refused("model-archive-invalid", archive, "no whole zip", "the archive of a pack");
    }
  }

  private static ModelException refused(String code, Path path, String found, String allowed) {
    return new ModelException(
        code, "model pack " + path, found, allowed, "Name a folder, an archive, or name@version.");
  }
}
