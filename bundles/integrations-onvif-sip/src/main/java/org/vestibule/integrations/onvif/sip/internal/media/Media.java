// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.media;

import java.net.InetAddress;
import org.vestibule.api.VestibuleException;

/** Opens the media of calls: one pair of UDP ports each. Thread-safe. */
public interface Media {
  /**
   * Opens media at an address of this machine.
   *
   * @param local the address that the other end is told, and at which packets are taken
   * @throws VestibuleException {@code ports-busy}, {@code codecs-missing} (the bundle audio is
   *     being replaced)
   */
  MediaSession open(InetAddress local, MediaWish wish) throws VestibuleException;
}
