// SPDX-License-Identifier: Apache-2.0
package org.vestibule.network.internal;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * What the listener proves who it is with: a private key, and its certificate followed by its
 * chain. Immutable.
 */
final class Identity {
  /**
   * Guards a store that never leaves the memory: Jetty wants one, and a secret would add nothing.
   */
  static final String MEMORY_PASSWORD = "in-memory";

  private final PrivateKey key;
  private final List<X509Certificate> chain;

  Identity(PrivateKey key, List<X509Certificate> chain) {
    this.key = key;
    this.chain = List.copyOf(chain);
  }

  X509Certificate certificate() {
    return chain.get(0);
  }

  Instant end() {
    return certificate().getNotAfter().toInstant();
  }

  boolean sameAs(Identity other) {
    return other != null && certificate().equals(other.certificate());
  }

  /** Returns it as a key store in memory. */
  KeyStore store() throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "gateway", key, MEMORY_PASSWORD.toCharArray(), chain.toArray(X509Certificate[]::new));
      return store;
    } catch (IOException e) {
      throw new GeneralSecurityException("an empty key store can be made", e);
    }
  }
}
