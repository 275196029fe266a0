// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.store.internal.vault.SubjectVault.Follower;

/** Whoever is told that the vault was opened or locked; one that fails keeps nobody from it. */
final class Followers {
  private static final Logger LOG = LoggerFactory.getLogger(Followers.class);

  private final List<Follower> all = new CopyOnWriteArrayList<>();

  void add(Follower follower, boolean open) {
    all.add(follower);
    tell(follower, open ? Follower::vaultOpened : Follower::vaultLocked);
  }

  void remove(Follower follower) {
    all.remove(follower);
  }

  void opened() {
    all.forEach(follower -> tell(follower, Follower::vaultOpened));
  }

  void locked() {
    all.forEach(follower -> tell(follower, Follower::vaultLocked));
  }

  private static void tell(Follower follower, Consumer<Follower> what) {
    try {
      what.accept(follower);
    } catch (RuntimeException e) {
      LOG.error("{} failed when the vault was opened or locked", follower.getClass().getName(), e);
    }
  }
}
