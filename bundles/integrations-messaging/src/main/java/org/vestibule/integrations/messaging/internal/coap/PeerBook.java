// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.security.Principal;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.eclipse.californium.elements.auth.PreSharedKeyIdentity;
import org.eclipse.californium.elements.auth.RawPublicKeyIdentity;
import org.eclipse.californium.elements.auth.X509CertPath;
import org.vestibule.integrations.messaging.internal.coap.PeerSettings.Proof;

/** Who is who, by what is shown in a handshake. Immutable. */
final class PeerBook {
  private final Map<String, PeerSettings> byIdentity = new HashMap<>();
  private final Map<PublicKey, PeerSettings> byKey = new HashMap<>();
  private final Map<X500Principal, PeerSettings> bySubject = new HashMap<>();

  PeerBook(Collection<PeerSettings> peers) {
    for (PeerSettings peer : peers) {
      if (peer.proof() instanceof Proof.SharedKey shared) {
        byIdentity.put(shared.identity(), peer);
      } else if (peer.proof() instanceof Proof.RawKey raw) {
        byKey.put(raw.key(), peer);
      } else if (peer.proof() instanceof Proof.Certified certified) {
        bySubject.put(certified.subject(), peer);
      }
    }
  }

  int size() {
    return byIdentity.size() + byKey.size() + bySubject.size();
  }

  /** Returns whether somebody proves who it is by a public key or a certificate. */
  boolean needsOwnCertificate() {
    return !byKey.isEmpty() || !bySubject.isEmpty();
  }

  Optional<PeerSettings> identity(String identity) {
    return Optional.ofNullable(byIdentity.get(identity));
  }

  Optional<PeerSettings> key(PublicKey key) {
    return Optional.ofNullable(byKey.get(key));
  }

  Optional<PeerSettings> subject(X500Principal subject) {
    return Optional.ofNullable(bySubject.get(subject));
  }

  /**
   * Returns who a session belongs to as things are now: whoever was removed since the handshake, or
   * whose certificate has run out since, is nobody any more.
   */
  Optional<PeerSettings> find(Principal principal) {
    if (principal instanceof PreSharedKeyIdentity shared) {
      return identity(shared.getIdentity());
    }
    if (principal instanceof RawPublicKeyIdentity raw) {
      return key(raw.getKey());
    }
    if (principal instanceof X509CertPath path) {
      try {
        path.getTarget().checkValidity();
        return subject(path.getTarget().getSubjectX500Principal());
      } catch (CertificateException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
