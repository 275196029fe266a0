// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.SealedShelves;

/** Shelves that a test can look into, and lock. */
public final class MemoryVault implements SealedShelves {
  /** By shelf and key. */
  public final Map<String, byte[]> values = new ConcurrentSkipListMap<>();

  /** Whether it is locked. */
  public volatile boolean locked;

  /** What the next calls bring, as some into a bundle that is being replaced may. */
  public final Queue<Error> failing = new ConcurrentLinkedQueue<>();

  /** Returns the keys of reader lines that lie in it. */
  public LineKeys keys() {
    LineKeys keys = new LineKeys();
    keys.setShelves(this);
    return keys;
  }

  @Override
  public void put(String shelf, String key, byte[] value) throws VestibuleException {
    check();
    values.put(shelf + "/" + key, value.clone());
  }

  @Override
  public Optional<byte[]> get(String shelf, String key) throws VestibuleException {
    check();
    return Optional.ofNullable(values.get(shelf + "/" + key)).map(byte[]::clone);
  }

  @Override
  public List<String> keys(String shelf) throws VestibuleException {
    check();
    return values.keySet().stream()
        .filter(each -> each.startsWith(shelf + "/"))
        .map(each -> each.substring(shelf.length() + 1))
        .toList();
  }

  @Override
  public boolean remove(String shelf, String key) throws VestibuleException {
    check();
    return values.remove(shelf + "/" + key) != null;
  }

  private void check() throws VestibuleException {
    Error with = failing.poll();
    if (with != null) {
      throw with;
    }
    if (locked) {
      throw new VestibuleException("vault-locked", "vault", "locked", "open", "Unlock it.");
    }
  }
}
