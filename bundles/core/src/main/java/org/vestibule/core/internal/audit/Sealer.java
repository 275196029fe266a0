// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditTrail.Sealed;
import org.vestibule.api.store.HouseSeal;
import org.vestibule.api.store.SealedShelves;

/**
 * Has the house sign what was written since the last time, all of it by one signature. While the
 * vault is locked nothing is signed; the next seal covers it. Called by one thread.
 */
final class Sealer {
  private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
  private static final String SHELF = "audit";
  private static final String ITEM = "sealed";

  private final ChainedAudit trail;
  private final SealFile file;

  Sealer(ChainedAudit trail, Path data) {
    this.trail = trail;
    this.file = new SealFile(data);
  }

  /** Signs, if there is something to sign and somebody who signs. */
  void seal(Optional<HouseSeal> house, Optional<SealedShelves> shelves) {
    Optional<Sealed> open = trail.unsealed();
    if (open.isEmpty() || house.isEmpty() || house.get().publicKey().isEmpty()) {
      return;
    }
    try {
      Seal seal = Seal.over(open.get(), house.get());
      trail.record(Fact.of(Seal.ACTION, seal.fields()));
      file.write(seal);
      if (shelves.isPresent()) {
        shelves.get().put(SHELF, ITEM, SealFile.encode(seal));
      }
    } catch (VestibuleException e) {
      LOG.info("The audit is not signed for now: {}", e.getMessage());
    } catch (IOException e) {
      LOG.warn("The newest seal of the audit is not beside it: {}", e.toString());
    }
  }

  /**
   * Returns the newest seal that the store holds, which nobody can forge without its key.
   *
   * @throws VestibuleException {@code audit-broken} if what it holds is no seal
   */
  static Optional<Sealed> kept(Optional<SealedShelves> shelves) throws VestibuleException {
    if (shelves.isEmpty()) {
      return Optional.empty();
    }
    Optional<byte[]> bytes;
    try {
      bytes = shelves.get().get(SHELF, ITEM);
    } catch (VestibuleException e) {
      // A locked vault is told elsewhere; the seal beside the trail still counts.
      LOG.info("The audit is checked without the store: {}", e.getMessage());
      return Optional.empty();
    }
    return bytes.isEmpty() ? Optional.empty() : Optional.of(SealFile.decode(bytes.get()).upTo());
  }
}
