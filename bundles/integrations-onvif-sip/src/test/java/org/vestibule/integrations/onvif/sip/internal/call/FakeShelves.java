// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.call;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.SealedShelves;

/** Shelves in memory that can be locked and run full. */
final class FakeShelves implements SealedShelves {
  private final Map<String, byte[]> values = new TreeMap<>();
  volatile boolean locked;
  volatile boolean full;

  @Override
  public synchronized void put(String shelf, String key, byte[] value) throws VestibuleException {
    refuse(locked, "vault-locked");
    refuse(full, "storage-full");
    values.put(shelf + "/" + key, value.clone());
  }

  @Override
  public synchronized Optional<byte[]> get(String shelf, String key) throws VestibuleException {
    refuse(locked, "vault-locked");
    return Optional.ofNullable(values.get(shelf + "/" + key)).map(byte[]::clone);
  }

  @Override
  public synchronized List<String> keys(String shelf) {
    return values.keySet().stream()
        .filter(key -> key.startsWith(shelf + "/"))
        .map(key -> key.substring(shelf.length() + 1))
        .toList();
  }

  @Override
  public synchronized boolean remove(String shelf, String key) {
    return values.remove(shelf + "/" + key) != null;
  }

  private static void refuse(boolean so, String code) throws VestibuleException {
    if (so) {
      throw new VestibuleException(code, "store", code, "-", "-");
    }
  }
}
