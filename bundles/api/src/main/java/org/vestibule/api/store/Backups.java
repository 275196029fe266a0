// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;
import org.vestibule.api.VestibuleException;

/**
 * Backup and restore while the gateway runs. A backup holds rows as they are sealed, and no key:
 * the wrapped keys are copied apart ({@code keyring}), so that an old backup opens only what the
 * current keys open. Thread-safe; one at a time.
 */
@ProviderType
public interface Backups {
  /**
   * Makes a backup into the folder {@code backups} of the data folder.
   *
   * @throws VestibuleException {@code backup-running}, {@code storage-full}, {@code storage-failed}
   */
  Backup make() throws VestibuleException;

  /** Returns those that lie in the folder, newest first. */
  List<Backup> list();

  /**
   * Checks a backup: its manifest's signature, every hash, and that its database opens.
   *
   * @throws VestibuleException {@code backup-broken}, {@code backup-not-ours}, {@code
   *     unknown-backup}
   */
  Backup check(Path file) throws VestibuleException;

  /**
   * Puts a backup in the place of what is there, after checking it. Whoever was erased since stays
   * erased: tombstones are applied again before anybody can read. What is there now is kept as a
   * backup first.
   *
   * @return how many people were in it, and how many of them stay erased
   * @throws VestibuleException as {@link #check}, {@code backup-newer} for a schema that this
   *     version does not know, {@code storage-full}
   */
  Restored restore(Path file) throws VestibuleException;

  /** A backup. */
  record Backup(Path file, Instant madeAt, long bytes, int schema, long people) {}

  /** What a restore did. */
  record Restored(Backup from, Path kept, long people, long stayErased) {}
}
