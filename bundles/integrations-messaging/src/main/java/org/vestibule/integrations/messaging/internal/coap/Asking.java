// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.coap;

import java.util.Optional;
import org.vestibule.api.access.Caller;

/**
 * Who asks.
 *
 * @param caller for the permissions; with plain CoAP anybody
 * @param peer whose key or certificate it is; empty for plain CoAP, and for a session whose peer
 *     was removed since
 * @param encrypted whether it came by DTLS
 * @param outside whether it came from another machine
 */
record Asking(Caller caller, Optional<PeerSettings> peer, boolean encrypted, boolean outside) {
  /** Returns how the audit and the counters call it. */
  String who() {
    return peer.map(PeerSettings::name).orElse(encrypted ? "removed peer" : "plain CoAP");
  }
}
