// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;

/** The heads of the packs seen last, by model id. Thread-safe. */
final class CommandHeads {
  /** The one that serves, the one before it, and one being tried. */
  private static final int KEPT = 3;

  private final Map<String, CommandHead> byModel =
      new LinkedHashMap<>(8, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CommandHead> eldest) {
          return size() > KEPT;
        }
      };

  /** Returns the head of the leased pack, read at its first use. */
  CommandHead of(ModelLease lease) throws ModelException {
    String id = lease.manifest().id();
    synchronized (byModel) {
      CommandHead known = byModel.get(id);
      if (known != null) {
        return known;
      }
    }
    // Read without the lock; two threads may both read a new one, with the same result.
    CommandHead read = CommandHeadFile.read(lease);
    synchronized (byModel) {
      byModel.put(id, read);
    }
    return read;
  }
}
