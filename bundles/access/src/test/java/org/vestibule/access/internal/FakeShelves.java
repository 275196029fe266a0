// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vestibule.api.Identifier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.SealedShelves;

/** Shelves in memory that can be locked and can run full. */
final class FakeShelves implements SealedShelves {
  final Map<String, byte[]> values = new TreeMap<>();
  final List<String> reads = new ArrayList<>();
  boolean locked;
  boolean full;

  @Override
  public synchronized void put(String shelf, String key, byte[] value) throws VestibuleException {
    if (full) {
      throw failure("storage-full");
    }
    requireOpen();
    values.put(name(shelf, key), value.clone());
  }

  @Override
  public synchronized Optional<byte[]> get(String shelf, String key) throws VestibuleException {
    // As a store may do it: what is not there needs no key to be missed.
    reads.add(name(shelf, key));
    Optional<byte[]> found = Optional.ofNullable(values.get(name(shelf, key))).map(byte[]::clone);
    if (found.isPresent()) {
      requireOpen();
    }
    return found;
  }

  @Override
  public synchronized List<String> keys(String shelf) {
    reads.add(shelf);
    String prefix = Identifier.require("shelf", shelf) + "/";
    return values.keySet().stream()
        .filter(key -> key.startsWith(prefix))
        .map(key -> key.substring(prefix.length()))
        .toList();
  }

  @Override
  public synchronized boolean remove(String shelf, String key) {
    return values.remove(name(shelf, key)) != null;
  }

  private void requireOpen() throws VestibuleException {
    if (locked) {
      throw failure("vault-locked");
    }
  }

  private static String name(String shelf, String key) {
    return Identifier.require("shelf", shelf) + "/" + Identifier.require("key", key);
  }

  private static VestibuleException failure(String code) {
    return new VestibuleException(code, "store", code, "-", "-");
  }
}
