// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal;

import java.nio.file.Path;

/** What outlives a restart. */
public final class Disk {
  public final Fuse fuse = new Fuse();
  public final MemoryDatabase database = new MemoryDatabase(fuse);
  public final PaperVault vault = new PaperVault(fuse);
  public final PaperTrail trail = new PaperTrail(fuse);
  public final PaperSeal seal = new PaperSeal();
  public final Path data;

  /**
   * @param data an empty folder
   */
  public Disk(Path data) {
    this.data = data;
  }
}
