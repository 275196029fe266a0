// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.event;

import java.time.Instant;
import java.util.List;
import org.vestibule.api.egress.Classified;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.station.StationId;

/**
 * What a picture of a station shows, as boxes and classes: nothing of who it is. At most a few a
 * second for each station.
 *
 * @param at when light fell on the sensor (wall clock)
 * @param station whose picture it was
 * @param things what was found, the surest first, and in a zone where the station has zones; empty:
 *     nothing any more
 */
@Classified(DataClass.EVENT)
public record SceneObserved(Instant at, StationId station, List<Thing> things)
    implements VestibuleEvent {
  /** Copies the list. */
  public SceneObserved {
    things = List.copyOf(things);
  }

  @Override
  public String topic() {
    return "scene/observed";
  }

  /**
   * One thing in the picture.
   *
   * @param track names it from picture to picture while it is there, for example {@code t3}
   * @param label what it is: {@code face}, {@code person}, {@code vehicle}, {@code animal}, {@code
   *     parcel}
   * @param likelihood 0 to 1
   * @param left where its box begins, as a share of the picture's width, 0 to 1
   * @param top as a share of the picture's height, 0 at the top, 1 at the bottom
   * @param width as a share of the picture's width
   * @param height as a share of the picture's height
   * @param zone the station's zone in which its middle lies; empty where the station has none
   */
  @Classified(DataClass.EVENT)
  public record Thing(
      @Classified(DataClass.EVENT) String track,
      @Classified(DataClass.EVENT) String label,
      double likelihood,
      double left,
      double top,
      double width,
      double height,
      @Classified(DataClass.EVENT) String zone) {}
}
