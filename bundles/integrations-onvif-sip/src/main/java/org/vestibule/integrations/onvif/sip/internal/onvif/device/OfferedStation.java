// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import java.time.Instant;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.station.StationInfo;
import org.vestibule.integrations.onvif.sip.internal.area.MaskedStation;

/**
 * A station as an ONVIF device. Thread-safe.
 *
 * @param station the station itself
 * @param info what it is
 * @param board its events
 * @param frames the numbers of what it sees
 */
record OfferedStation(DoorStation station, StationInfo info, EventBoard board, SceneFrames frames) {
  /** The token of the one input: the bell's button. */
  static final String BELL = "bell";

  /** The token of the one source of pictures. */
  static final String SOURCE = "camera";

  /** The token of the one profile. */
  static final String PROFILE = "main";

  static OfferedStation of(DoorStation station, Instant now) {
    EventBoard board = new EventBoard();
    board.initial(Topic.BELL, BELL, "false", now);
    if (station.info().video()) {
      board.initial(Topic.MOTION, SOURCE, "false", now);
    }
    return new OfferedStation(station, station.info(), board, new SceneFrames());
  }

  /** Returns whether a part of its picture is hidden now. */
  boolean masked() {
    return station instanceof MaskedStation known && known.masked();
  }
}
