// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.vestibule.store.internal.database.StoreFolder;

/** Opens the files that are written to: what a test replaces by a disk that fails. */
@FunctionalInterface
interface OutboxDisk {
  /** Returns a new file of its owner's only, or an empty one in the place of the old, to write. */
  FileChannel create(Path file) throws IOException;

  /** The disk as it is. */
  OutboxDisk REAL =
      file -> {
        StoreFolder.own(file);
        return FileChannel.open(
            file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
      };
}
