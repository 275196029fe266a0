// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

/**
 * How far taking in, or removing, a pack has come. A process may end after each of them: what is on
 * disk is then still only whole packs, and leftovers that {@link Staging#sweep()} deletes.
 */
public enum Step {
  /** The source is open and holds nothing that leads outside. */
  RECEIVED,
  /** The manifest is sound. */
  MANIFEST_READ,
  /** Its signer may be taken in. */
  SIGNATURE_CHECKED,
  /** A file is half written; reported for each file. */
  WRITING,
  /** All files are written. */
  FILES_WRITTEN,
  /** Every file is the one that the manifest names. */
  HASHES_CHECKED,
  /** Every file and folder is on the disk. */
  SYNCED,
  /** The pack lies under its name. */
  MOVED,
  /** And so it does after a power cut. */
  FOLDER_SYNCED,
  /** A pack that is removed or replaced no longer lies under its name. */
  SET_ASIDE,
  /** It is deleted. */
  DELETED
}
