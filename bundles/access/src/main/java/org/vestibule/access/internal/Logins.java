// SPDX-License-Identifier: Apache-2.0
package org.vestibule.access.internal;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vestibule.api.access.Caller;

/**
 * What each caller that was let in rests on, for as long as somebody holds that very object. Two
 * log-ins of one account look the same and may rest on different passwords, so callers are told
 * apart by identity. Thread-safe.
 */
final class Logins {
  /** What a caller rests on. */
  @FunctionalInterface
  interface Basis {
    /** Returns the caller as it is now; empty when what it rested on is gone. */
    Optional<Caller> now(Caller before);
  }

  private final ReferenceQueue<Caller> gone = new ReferenceQueue<>();
  private final Map<Key, Basis> bases = new ConcurrentHashMap<>();

  Caller remember(Caller caller, Basis basis) {
    forgetGone();
    bases.put(new Key(caller, gone), basis);
    return caller;
  }

  /** Returns the caller as it is now, and remembers that one, too. */
  Optional<Caller> still(Caller caller) {
    forgetGone();
    Basis basis = bases.get(new Key(caller, null));
    if (basis == null) {
      return Optional.empty();
    }
    return basis.now(caller).map(now -> now.equals(caller) ? caller : remember(now, basis));
  }

  private void forgetGone() {
    for (Reference<?> key = gone.poll(); key != null; key = gone.poll()) {
      bases.remove(key);
    }
  }

  /** Equal by identity, and to itself when the caller is gone. */
  private static final class Key extends WeakReference<Caller> {
    private final int hash;

    Key(Caller caller, ReferenceQueue<Caller> queue) {
      super(caller, queue);
      hash = System.identityHashCode(caller);
    }

    @Override
    public int hashCode() {
      return hash;
    }

    @Override
    public boolean equals(Object other) {
      if (this == other) {
        return true;
      }
      Caller mine = get();
      return mine != null && other instanceof Key key && mine == key.get();
    }
  }
}
