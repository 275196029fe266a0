// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.Secrets;

/** Secrets in memory. */
final class SampleSecrets implements Secrets {
  final Map<String, byte[]> kept = new ConcurrentSkipListMap<>();
  volatile boolean locked;

  @Override
  public Optional<byte[]> get(String name) {
    throw new UnsupportedOperationException("nobody reads a secret by REST");
  }

  @Override
  public void put(String name, byte[] value) throws VestibuleException {
    if (locked) {
      throw SampleAccess.refused("vault-locked");
    }
    kept.put(name, value.clone());
  }

  @Override
  public boolean remove(String name) {
    return kept.remove(name) != null;
  }

  @Override
  public List<String> names() {
    return List.copyOf(kept.keySet());
  }
}
