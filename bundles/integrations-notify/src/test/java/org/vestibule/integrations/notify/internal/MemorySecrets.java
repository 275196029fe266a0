// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vestibule.api.store.Secrets;

/** Secrets that lie open in a test. */
public final class MemorySecrets implements Secrets {
  private final Map<String, byte[]> values = new TreeMap<>();

  /** Puts a text. */
  public MemorySecrets with(String name, String value) {
    put(name, value.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  @Override
  public synchronized Optional<byte[]> get(String name) {
    return Optional.ofNullable(values.get(name)).map(byte[]::clone);
  }

  @Override
  public synchronized void put(String name, byte[] value) {
    values.put(name, value.clone());
  }

  @Override
  public synchronized boolean remove(String name) {
    return values.remove(name) != null;
  }

  @Override
  public synchronized List<String> names() {
    return List.copyOf(values.keySet());
  }
}
