// SPDX-License-Identifier: Apache-2.0
package org.vestibule.broker.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.Secrets;

/** Secrets in memory, which can be locked. */
final class HeldSecrets implements Secrets {
  private final Map<String, byte[]> held = new TreeMap<>();
  private boolean locked;

  synchronized void lock(boolean now) {
    locked = now;
  }

  @Override
  public synchronized Optional<byte[]> get(String name) throws VestibuleException {
    refuseLocked();
    return Optional.ofNullable(held.get(name)).map(byte[]::clone);
  }

  @Override
  public synchronized void put(String name, byte[] value) throws VestibuleException {
    refuseLocked();
    held.put(name, value.clone());
  }

  @Override
  public synchronized boolean remove(String name) {
    return held.remove(name) != null;
  }

  @Override
  public synchronized List<String> names() {
    return List.copyOf(held.keySet());
  }

  private void refuseLocked() throws VestibuleException {
    if (locked) {
      throw new VestibuleException("vault-locked", "the vault", "locked", "open", "Unlock it.");
    }
  }
}
