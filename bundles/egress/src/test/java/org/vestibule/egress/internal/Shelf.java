// SPDX-License-Identifier: Apache-2.0
package org.vestibule.egress.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.SealedShelves;

/** Shelves in memory, which can be locked. */
final class Shelf implements SealedShelves {
  private final Map<String, byte[]> values = new TreeMap<>();
  boolean locked;

  @Override
  public void put(String shelf, String key, byte[] value) throws VestibuleException {
    open();
    values.put(shelf + "/" + key, value.clone());
  }

  @Override
  public Optional<byte[]> get(String shelf, String key) throws VestibuleException {
    open();
    return Optional.ofNullable(values.get(shelf + "/" + key));
  }

  @Override
  public List<String> keys(String shelf) {
    return List.copyOf(values.keySet());
  }

  @Override
  public boolean remove(String shelf, String key) {
    return values.remove(shelf + "/" + key) != null;
  }

  private void open() throws VestibuleException {
    if (locked) {
      throw new VestibuleException("vault-locked", "vault", "locked", "open", "Open it.");
    }
  }
}
