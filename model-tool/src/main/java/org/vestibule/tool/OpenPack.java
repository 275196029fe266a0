// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelException;
import org.vestibule.models.internal.pack.ManifestReader;
import org.vestibule.models.internal.pack.Pack;
import org.vestibule.models.internal.pack.Staging;
import org.vestibule.models.internal.pack.TrustStore;

/**
 * A pack to be read, from a folder where it lies or from an archive. An archive is unpacked by the
 * gateway's own code into a folder that goes when this is closed: what it refuses, the gateway
 * refuses.
 */
final class OpenPack implements AutoCloseable {
  private final Pack pack;
  private final Path temporary;

  private OpenPack(Pack pack, Path temporary) {
    this.pack = pack;
    this.temporary = temporary;
  }

  /**
   * Opens it and compares every file with the manifest.
   *
   * @param trust who may have signed an archive
   */
  static OpenPack of(Path source, TrustStore trust, Screen screen)
      throws VestibuleException, IOException {
    screen.progress("Checking " + source.getFileName());
    if (Files.isDirectory(source)) {
      Pack pack = new ManifestReader().read(source);
      pack.check();
      return new OpenPack(pack, null);
    }
    if (!Files.isRegularFile(source)) {
      throw new ModelException(
          "model-missing",
          "model pack " + source,
          "nothing is there",
          "a folder or a zip archive",
          "Check the path.");
    }
    Path temporary = Files.createTempDirectory("vestibule-pack-");
    try {
      Staging staging = new Staging(temporary, trust, name -> Optional.empty());
      return new OpenPack(staging.receive(source, false, step -> {}), temporary);
    } catch (VestibuleException | RuntimeException e) {
      delete(temporary);
      throw e;
    }
  }

  Pack pack() {
    return pack;
  }

  /** Returns whether it came from an archive. */
  boolean unpacked() {
    return temporary != null;
  }

  @Override
  public void close() throws IOException {
    if (temporary != null) {
      delete(temporary);
    }
  }

  /** Deletes a folder; a link in it is deleted, not followed. */
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> tree = Files.walk(folder)) {
      all = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
