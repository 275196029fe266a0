// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.vestibule.api.model.ModelException;

/**
 * Writes a pack from a source into a folder, of each file no more than is allowed: what an archive
 * claims of its sizes is never relied on. Not thread-safe.
 */
final class PackWriter {
  private static final int BLOCK = 1 << 16;

  private final PackSource from;
  private final Path into;

  PackWriter(PackSource from, Path into) {
    this.from = from;
    this.into = into;
  }

  /** Writes manifest and signature, as far as they are there. */
  void manifest() throws ModelException, IOException {
    copy("model.json", ManifestReader.MOST_BYTES, step -> {});
    copy(PackSignature.FILE, PackSignature.MOST_BYTES, step -> {});
  }

  /** Writes all other files. */
  void files(Pack pack, Consumer<Step> progress) throws ModelException, IOException {
    copy("card.md", PackFiles.most(pack, "card.md"), step -> {});
    for (PackFile file : pack.files()) {
      copy(file.path(), file.bytes(), progress);
    }
  }

  private void copy(String path, long most, Consumer<Step> progress)
      throws ModelException, IOException {
    if (!from.files().containsKey(path)) {
      return;
    }
    Path target = into.resolve(path);
    Files.createDirectories(target.getParent());
    try (InputStream in = open(path);
        OutputStream out =
            Files.newOutputStream(
                target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] block = new byte[BLOCK];
      long written = 0;
      for (int read = read(path, in, block); read >= 0; read = read(path, in, block)) {
        written += read;
        if (written > most) {
          throw PackSource.tooLarge(from.label(), path + ", which goes on", most);
        }
        out.write(block, 0, read);
        if (written == read) {
          progress.accept(Step.WRITING);
        }
      }
    }
  }

  private InputStream open(String path) throws ModelException {
    try {
      return from.open(path);
    } catch (IOException e) {
      throw PackSource.unreadable(from.label(), path, e);
    }
  }

  private int read(String path, InputStream in, byte[] block) throws ModelException {
    try {
      return in.read(block);
    } catch (IOException e) {
      throw PackSource.unreadable(from.label(), path, e);
    }
  }
}
