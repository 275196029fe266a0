// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.californium.core.coap.Request;
import org.vestibule.api.access.Caller;
import org.vestibule.api.access.Grant;

/**
 * Finds out who asks, anew for each request and each notification, so that what a peer loses it
 * loses at once. Thread-safe.
 */
final class Callers {
  private final Supplier<PeerBook> book;
  private final Supplier<Set<Grant>> plain;

  /**
   * @param plain what whoever comes by plain CoAP on this machine holds
   */
  Callers(Supplier<PeerBook> book, Supplier<Set<Grant>> plain) {
    this.book = book;
    this.plain = plain;
  }

  Asking of(Request request) {
    Principal principal = request.getSourceContext().getPeerIdentity();
    boolean outside = !request.getSourceContext().getPeerAddress().getAddress().isLoopbackAddress();
    if (principal == null) {
      Set<Grant> grants = outside ? Set.of() : plain.get();
      return new Asking(caller("plain-coap", grants), Optional.empty(), false, outside);
    }
    Optional<PeerSettings> peer = book.get().find(principal);
    Caller caller =
        peer.map(one -> caller(one.name(), one.grants()))
            .orElseGet(() -> caller("removed-peer", Set.of()));
    return new Asking(caller, peer, true, outside);
  }

  private static Caller caller(String subject, Set<Grant> grants) {
    return new Caller(subject, Caller.Kind.MACHINE, Caller.Through.COAP, grants, Optional.empty());
  }
}
