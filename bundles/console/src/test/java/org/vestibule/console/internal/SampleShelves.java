// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.SealedShelves;

/** Shelves in memory, that outlive a console. */
final class SampleShelves implements SealedShelves {
  final Map<String, byte[]> kept = new ConcurrentSkipListMap<>();

  /** Whether the disk takes a value. */
  volatile boolean writable = true;

  @Override
  public void put(String shelf, String key, byte[] value) throws VestibuleException {
    requireWritable(shelf);
    kept.put(shelf + "/" + key, value);
  }

  @Override
  public Optional<byte[]> get(String shelf, String key) {
    return Optional.ofNullable(kept.get(shelf + "/" + key));
  }

  @Override
  public List<String> keys(String shelf) {
    return kept.keySet().stream()
        .filter(key -> key.startsWith(shelf + "/"))
        .map(key -> key.substring(shelf.length() + 1))
        .toList();
  }

  @Override
  public boolean remove(String shelf, String key) throws VestibuleException {
    requireWritable(shelf);
    return kept.remove(shelf + "/" + key) != null;
  }

  private void requireWritable(String shelf) throws VestibuleException {
    if (!writable) {
      throw new VestibuleException(
          "storage-full", "shelf " + shelf, "a full disk", "some room", "Make room.");
    }
  }
}
