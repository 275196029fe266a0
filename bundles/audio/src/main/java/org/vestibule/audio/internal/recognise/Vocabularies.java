// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;

/** The vocabularies of the models seen last, by model id. Thread-safe. */
public final class Vocabularies {
  /** The one that serves, the one before it, and one being tried. */
  private static final int KEPT = 3;

  private final Map<String, Vocabulary> byModel =
      new LinkedHashMap<>(8, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Vocabulary> eldest) {
          return size() > KEPT;
        }
      };

  /** Returns the vocabulary of the leased model, read at its first use. */
  public Vocabulary of(ModelLease lease) throws ModelException {
    String id = lease.manifest().id();
    synchronized (byModel) {
      Vocabulary known = byModel.get(id);
      if (known != null) {
        return known;
      }
    }
    // Read without the lock; two threads may both read a new one, with the same result.
    Vocabulary read = Vocabulary.read(file(lease), id);
    synchronized (byModel) {
      byModel.put(id, read);
    }
    return read;
  }

  /** A pack of either form is known by the file that its manifest lists. */
  private static Path file(ModelLease lease) throws ModelException {
    try {
      return lease.file(Vocabulary.FILE);
    } catch (ModelException e) {
      return lease.file(Vocabulary.BYTE_PAIRS);
    }
  }
}
