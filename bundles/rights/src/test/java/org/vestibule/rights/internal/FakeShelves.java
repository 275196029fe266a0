// SPDX-License-Identifier: Apache-2.0
package org.vestibule.rights.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.Identifier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.SealedShelves;

/** Shelves in memory that can be locked, run full, hang, and lose the power. */
final class FakeShelves implements SealedShelves {
  private final Map<String, byte[]> values;
  volatile boolean locked;
  volatile boolean full;

  /** While it is above zero a write hangs, as on a disk that spins up. */
  volatile CountDownLatch hanging = new CountDownLatch(0);

  FakeShelves() {
    this(new TreeMap<>());
  }

  private FakeShelves(Map<String, byte[]> values) {
    this.values = values;
  }

  /** Returns what another start finds when the power goes now. */
  synchronized FakeShelves afterPowerCut() {
    return new FakeShelves(new TreeMap<>(values));
  }

  synchronized Map<String, byte[]> content() {
    return new TreeMap<>(values);
  }

  /** Puts back what was there, as a restored backup does. */
  synchronized void restore(Map<String, byte[]> backup) {
    values.clear();
    values.putAll(backup);
  }

  @Override
  public void put(String shelf, String key, byte[] value) throws VestibuleException {
    await();
    requireOpen();
    if (full) {
      throw failure("storage-full");
    }
    synchronized (this) {
      values.put(name(shelf, key), value.clone());
    }
  }

  @Override
  public synchronized Optional<byte[]> get(String shelf, String key) throws VestibuleException {
    requireOpen();
    return Optional.ofNullable(values.get(name(shelf, key))).map(byte[]::clone);
  }

  @Override
  public synchronized List<String> keys(String shelf) {
    String prefix = Identifier.require("shelf", shelf) + "/";
    return values.keySet().stream()
        .filter(key -> key.startsWith(prefix))
        .map(key -> key.substring(prefix.length()))
        .toList();
  }

  @Override
  public boolean remove(String shelf, String key) throws VestibuleException {
    await();
    if (full) {
      throw failure("storage-full");
    }
    synchronized (this) {
      return values.remove(name(shelf, key)) != null;
    }
  }

  private void await() {
    try {
      if (!hanging.await(120, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody let the disk go on");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
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
