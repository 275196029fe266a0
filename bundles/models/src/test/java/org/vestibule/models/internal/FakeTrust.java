// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.vestibule.api.model.ModelException;
import org.vestibule.models.internal.pack.Pack;
import org.vestibule.models.internal.pack.TrustStore;

/** Trusts every pack but those of which it was told what is wrong with their signer. */
final class FakeTrust implements TrustStore {
  /** A code by pack id, and by pack id and use, for example {@code small@2.0.0 SERVE}. */
  private final Map<String, String> wrong = new ConcurrentHashMap<>();

  private final AtomicInteger version = new AtomicInteger();

  void refuse(String packAndUse, String code) {
    wrong.put(packAndUse, code);
    version.incrementAndGet();
  }

  @Override
  public Signer check(Pack pack, Use use) throws ModelException {
    String id = pack.manifest().id();
    String code = wrong.getOrDefault(id, wrong.get(id + " " + use));
    if (code != null) {
      throw new ModelException(code, "model pack " + id, "its signer", "another", "Ask it.");
    }
    return new Signer("factory", "0123456789abcdef", "release");
  }

  @Override
  public String version() {
    return version.toString();
  }
}
