// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.integrations.access.control.internal.osdp.LineKeys;

/**
 * One reader's key between the vault and the bus: read from the vault as soon as that is open, and
 * kept there when the panel set another one, which is noted at once and written later. Thread-safe.
 */
final class VaultKey {
  private static final Logger LOG = LoggerFactory.getLogger(VaultKey.class);

  private final String reader;
  private final LineKeys vault;
  private final PdKeys keys;
  private final AtomicReference<byte[]> unsaved = new AtomicReference<>();
  private volatile String problem = "";

  VaultKey(String reader, LineKeys vault, PdKeys keys) {
    this.reader = reader;
    this.vault = vault;
    this.keys = keys;
  }

  /** Returns why the vault could not be read or written, empty when it could. */
  String problem() {
    return problem;
  }

  /** Notes a key of the panel's; returns at once. */
  void note(byte[] key) {
    wipe(unsaved.getAndSet(key));
  }

  /**
   * Reads the key where the vault was shut before, and keeps one that the panel set.
   *
   * @return whether a key of the panel's was kept just now
   */
  boolean sweep() {
    try {
      if (!keys.known()) {
        load();
      }
      byte[] key = unsaved.getAndSet(null);
      if (key != null) {
        keep(key);
      }
      return key != null;
    } catch (VestibuleException e) {
      problem = e.getMessage();
      return false;
    }
  }

  /** Reads the key anew: a person changed it. */
  void changed() {
    wipe(unsaved.getAndSet(null));
    try {
      load();
    } catch (VestibuleException e) {
      problem = e.getMessage();
    }
  }

  /** Keeps what was not kept yet, then overwrites what it has. */
  void close() {
    try {
      sweep();
    } catch (RuntimeException | LinkageError e) {
      problem = "the vault failed: " + e.getMessage();
    }
    if (unsaved.get() != null) {
      LOG.error("Reader {} has lost the key that its panel set: {}", reader, problem);
    }
    keys.replace(null);
    wipe(unsaved.getAndSet(null));
  }

  private void load() throws VestibuleException {
    byte[] key = vault.get(reader).orElse(null);
    keys.replace(key);
    wipe(key);
    problem = "";
  }

  private void keep(byte[] key) throws VestibuleException {
    try {
      vault.put(reader, key);
      problem = "";
      wipe(key);
    } catch (VestibuleException | RuntimeException | LinkageError e) {
      // It is tried again, unless a newer one came meanwhile.
      if (!unsaved.compareAndSet(null, key)) {
        wipe(key);
      }
      throw e;
    }
  }

  private static void wipe(byte[] key) {
    if (key != null) {
      Arrays.fill(key, (byte) 0);
    }
  }
}
