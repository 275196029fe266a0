// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.SealedShelves;

/** A vault in memory that can be shut. */
public final class MemoryShelves implements SealedShelves {
  private final Map<String, byte[]> values = new ConcurrentHashMap<>();
  private volatile boolean shut;
  private volatile Throwable failing;

  public void shut(boolean now) {
    shut = now;
  }

  /** The next call brings this, as one into a bundle that is being replaced may. */
  public void failOnce(Throwable with) {
    failing = with;
  }

  /** Returns whether that has not been brought yet. */
  public boolean failsYet() {
    return failing != null;
  }

  @Override
  public void put(String shelf, String key, byte[] value) throws VestibuleException {
    look();
    values.put(shelf + "/" + key, value.clone());
  }

  @Override
  public Optional<byte[]> get(String shelf, String key) throws VestibuleException {
    look();
    return Optional.ofNullable(values.get(shelf + "/" + key)).map(byte[]::clone);
  }

  @Override
  public List<String> keys(String shelf) throws VestibuleException {
    look();
    return values.keySet().stream()
        .filter(key -> key.startsWith(shelf + "/"))
        .map(key -> key.substring(shelf.length() + 1))
        .sorted()
        .toList();
  }

  @Override
  public boolean remove(String shelf, String key) throws VestibuleException {
    look();
    return values.remove(shelf + "/" + key) != null;
  }

  private void look() throws VestibuleException {
    Throwable with = failing;
    failing = null;
    if (with instanceof Error error) {
      throw error;
    } else if (with instanceof RuntimeException exception) {
      throw exception;
    }
    if (shut) {
      throw new VestibuleException("vault-locked", "vault", "shut", "open", "Open it.");
    }
  }

  /** Returns what a bundle gets when this is its vault. */
  public LineKeys lineKeys() {
    LineKeys keys = new LineKeys();
    keys.setShelves(this);
    return keys;
  }
}
