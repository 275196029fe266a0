// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.erasure;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.privacy.ErasureReceipt;

/** Receipts as files, for whoever is to be shown one; the database has the same. */
final class ReceiptFolder {
  private final Path folder;

  ReceiptFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Writes one, whole or not at all; one that is there is replaced by the same.
   *
   * @throws VestibuleException {@code storage-failed}
   */
  void write(ErasureReceipt receipt) throws VestibuleException {
    try {
      Files.createDirectories(folder);
      Path draft = folder.resolve(receipt.id() + ".part");
      try (FileChannel out =
          FileChannel.open(
              draft,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer bytes =
            ByteBuffer.wrap((ReceiptCodec.text(receipt) + "\n").getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(
          draft,
          folder.resolve(receipt.id() + ".json"),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new VestibuleException(
          "storage-failed",
          "receipt " + receipt.id(),
          "it could not be written as a file",
          "a folder 'receipts' in the data folder that can be written",
          "Free space or mend the disk; the erasure goes on by itself",
          e);
    }
  }
}
