// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.backup;

import java.io.IOException;
import java.nio.file.Path;
import org.vestibule.api.VestibuleException;

/** What is said when a backup cannot be made or used. */
final class Refusals {
  private Refusals() {}

  static VestibuleException unknown(Path file) {
    return refusal(
        "unknown-backup", file, "no such file", "a file in the folder backups", "List them");
  }

  static VestibuleException broken(Path file, String found) {
    return refusal("backup-broken", file, found, "a backup as it was made", "Take another one");
  }

  static VestibuleException notOurs(Path file) {
    return refusal(
        "backup-not-ours",
        file,
        "another signature",
        "backups that this house signed",
        "Take one of this house; after a loss of the disk, bring its keys back first");
  }

  static VestibuleException newer(Path file, int schema, int known) {
    return refusal(
        "backup-newer",
        file,
        "version " + schema,
        "at most version " + known,
        "Install the version that made it");
  }

  static VestibuleException running() {
    return new VestibuleException(
        "backup-running", "backups", "one that is being made or restored", "one at a time", "Wait");
  }

  static VestibuleException failed(IOException e) {
    return new VestibuleException(
        "storage-failed",
        "the folder backups",
        e.getClass().getSimpleName() + ": " + e.getMessage(),
        "a folder that can be read and written",
        "Look at the disk",
        e);
  }

  private static VestibuleException refusal(
      String code, Path file, String found, String allowed, String remedy) {
    return new VestibuleException(
        code, "backup " + file.getFileName(), found, allowed, remedy + ".");
  }
}
