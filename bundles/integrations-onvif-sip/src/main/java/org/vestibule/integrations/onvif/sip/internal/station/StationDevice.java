// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station;

import java.util.Optional;
import org.vestibule.api.status.Status;

/**
 * The device, or one of the devices, of a station, as its protocol or maker speaks to it. Made from
 * a configuration; connects by itself and again after each failure; nothing here waits for it.
 * Thread-safe.
 */
public interface StationDevice extends AutoCloseable {
  /** Begins to connect; tells {@code listener} from then on, on threads of its own. */
  void start(StationListener listener);

  /** Returns how it is: ready only after a real exchange with the device; never blocks. */
  Status status();

  /** Returns its camera, if it has one; the same each time. May only be known after a while. */
  Optional<VideoSource> video();

  /** Returns its microphone and loudspeaker, if it has them; the same each time. */
  Optional<SoundSource> sound();

  /** Ends everything; returns within 2 s. */
  @Override
  void close();
}
