// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.vestibule.api.model.ModelException;

/**
 * Packs as zip archives. Weights hardly shrink, so files are stored as they are: the same pack
 * gives the same bytes on every machine, whatever its zlib, and a slow box unpacks nothing.
 */
public final class PackArchive {
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);
  private static final long MOST_BYTES = 0xfffffffeL - (1 << 20);

  private PackArchive() {}

  /**
   * Writes a pack's folder as an archive.
   *
   * @param archive the file to write; one that is there is replaced when the new one is whole
   * @throws ModelException what is wrong with the pack, {@code model-archive-too-large} above 4
   *     GiB, or {@code storage-failed}
   */
  public static void write(Path folder, Path archive) throws ModelException {
    String label = folder.getFileName() + "";
    Pack pack = new ManifestReader().read(folder, label);
    pack.check();
    List<String> paths = new ArrayList<>(List.of("model.json", PackSignature.FILE, "card.md"));
    pack.files().forEach(file -> paths.add(file.path()));
    paths.removeIf(path -> !Files.exists(folder.resolve(path)));
    long bytes = pack.files().stream().mapToLong(PackFile::bytes).sum();
    if (bytes > MOST_BYTES) {
      throw PackSource.tooLarge(label, bytes + " bytes", MOST_BYTES);
    }
    Path part = archive.resolveSibling(archive.getFileName() + ".part");
    try {
      try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(part))) {
        for (String path : paths) {
          zip.putNextEntry(entry(path, folder.resolve(path)));
          Files.copy(folder.resolve(path), zip);
          zip.closeEntry();
        }
      }
      Disk.sync(part);
      Files.move(
          part, archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ModelException(
          "storage-failed",
          "archive " + archive.getFileName(),
          "it cannot be written (" + e.getClass().getSimpleName() + ")",
          "a folder that can be written, with " + bytes + " bytes free",
          "Check the disk and the folder's permissions; delete " + part + " if it is there.",
          e);
    }
  }

  private static ZipEntry entry(String path, Path file) throws IOException {
    CRC32 crc = new CRC32();
    long bytes = 0;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] block = new byte[1 << 16];
      for (int read = in.read(block); read >= 0; read = in.read(block)) {
        crc.update(block, 0, read);
        bytes += read;
      }
    }
    ZipEntry entry = new ZipEntry(path);
    entry.setMethod(ZipEntry.STORED);
    entry.setTimeLocal(TIME);
    entry.setSize(bytes);
    entry.setCrc(crc.getValue());
    return entry;
  }
}
