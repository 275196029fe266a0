// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media.sdp;

import java.net.InetSocketAddress;
import org.vestibule.api.VestibuleException;

/** Is asked before sound goes to an address that is not of a private network. Thread-safe. */
@FunctionalInterface
public interface SoundWay {
  /**
   * Lets sound go there, or not.
   *
   * @throws VestibuleException {@code egress-denied} where the site's rules do not name the host
   */
  void require(InetSocketAddress peer) throws VestibuleException;
}
