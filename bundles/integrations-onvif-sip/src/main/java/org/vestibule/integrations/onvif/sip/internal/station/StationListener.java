// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.station;

import java.util.Optional;
import org.vestibule.api.door.DoorSignal;

/** Is told what happens at a device. Returns at once; thread-safe. */
public interface StationListener {
  /**
   * Somebody pressed the bell.
   *
   * @param unit the flat whose button it was, or the number that was dialled; empty: the one bell
   */
  void pressed(Optional<String> unit);

  /**
   * Keys were pressed.
   *
   * @param keys 1 to 32 of 0-9, '*' and '#'
   */
  void keyed(String keys);

  /** Something moves before the camera, or nothing any more, as the device says. */
  void moved(boolean moving);

  /** An input changed, or is as it was. */
  void input(DoorSignal signal, boolean active);

  /** The connection is gone: nothing is known of its inputs. */
  void lost();
}
