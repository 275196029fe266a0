// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelManifest;

/**
 * A pack on disk whose manifest is sound. Its weights are not yet checked: {@link #check()} does.
 *
 * @param folder where it lies
 * @param manifest what it says of itself
 * @param files what it consists of
 * @param trials trial inputs by network and input
 * @param selfTest what it must show before it serves
 * @param rollout when it goes a step further, and when back
 * @param digest SHA-256 of the canonical manifest, 64 hexadecimal digits: the same content has the
 *     same digest
 */
public record Pack(
    Path folder,
    ModelManifest manifest,
    List<PackFile> files,
    Map<String, Map<String, Trial>> trials,
    SelfTest selfTest,
    RolloutPolicy rollout,
    String digest) {

  /** Copies the collections. */
  public Pack {
    files = List.copyOf(files);
    trials = Map.copyOf(trials);
  }

  /** Returns the file with that path or that role. */
  public Optional<Path> file(String name) {
    return files.stream()
        .filter(file -> file.path().equals(name) || (file.role().equals(name) && !name.isEmpty()))
        .map(file -> folder.resolve(file.path()))
        .findFirst();
  }

  /**
   * Compares size and SHA-256 of every file with the manifest. A file that it does not list is
   * refused too: a graph may name further files, whose content nobody vouches for.
   *
   * @throws ModelException {@code model-missing}, {@code model-hash-wrong}, {@code
   *     model-archive-unlisted} or {@code model-archive-link}, naming the file
   */
  public void check() throws ModelException {
    try (PackSource source = PackSource.of(folder)) {
      source.onlyListed(this);
    } catch (IOException e) {
      throw PackSource.unreadable(manifest.id(), folder + "", e);
    }
    for (PackFile file : files) {
      check(file);
    }
  }

  private void check(PackFile file) throws ModelException {
    Path path = folder.resolve(file.path());
    try {
      if (!Files.isRegularFile(path)) {
        throw wrong("model-missing", file, "the file is not there", file.bytes() + " bytes");
      }
      long bytes = Files.size(path);
      if (bytes != file.bytes()) {
        throw wrong("model-hash-wrong", file, bytes + " bytes", file.bytes() + " bytes");
      }
      String sha256 = sha256(path);
      if (!sha256.equals(file.sha256())) {
        throw wrong("model-hash-wrong", file, "SHA-256 " + sha256, "SHA-256 " + file.sha256());
      }
    } catch (IOException e) {
      throw new ModelException(
          "model-missing",
          "model pack " + manifest.id() + ", file " + file.path(),
          "it cannot be read (" + e.getClass().getSimpleName() + ")",
          "a readable file",
          "Check the folder's permissions and the disk.",
          e);
    }
  }

  private ModelException wrong(String code, PackFile file, String found, String allowed) {
    return new ModelException(
        code,
        "model pack " + manifest.id() + ", file " + file.path(),
        found,
        allowed,
        "Fetch the pack again: ./vestibule models.");
  }

  /** Returns the SHA-256 of a file as manifests name it, 64 hexadecimal digits in lower case. */
  public static String sha256(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
