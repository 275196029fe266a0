// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.visit;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.event.SceneObserved;
import org.vestibule.api.event.SceneObserved.Thing;
import org.vestibule.api.face.FaceBox;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;
import org.vestibule.api.station.Zone;

/**
 * Tells where faces are in the pictures that are looked at, a few times a second, and once when
 * there are none any more. Used by one thread.
 */
final class Scenery {
  private static final Duration PACE = Duration.ofMillis(200);
  private static final String FACE = "face";

  private final Rooms rooms;
  private final StationId station;
  private Optional<Long> toldNanos = Optional.empty();
  private boolean faces;
  private Frame latest;

  Scenery(Rooms rooms, StationId station) {
    this.rooms = rooms;
    this.station = station;
  }

  /** A picture was looked at. */
  void seen(Frame frame, List<FaceBox> boxes) {
    latest = frame;
    long now = System.nanoTime();
    boolean soon = toldNanos.filter(told -> now - told < PACE.toNanos()).isPresent();
    if (soon || boxes.isEmpty() && !faces) {
      return;
    }
    List<Thing> things = things(boxes);
    if (things.isEmpty() && !faces) {
      return;
    }
    toldNanos = Optional.of(now);
    tell(frame, things);
  }

  /** Nobody looks any more. */
  void end() {
    if (faces) {
      tell(latest, List.of());
    }
  }

  private void tell(Frame frame, List<Thing> things) {
    faces = !things.isEmpty();
    rooms
        .events
        .now()
        .ifPresent(
            events -> events.publish(new SceneObserved(frame.capturedAt(), station, things)));
  }

  /** What is outside every zone is not told, where the station has zones. */
  private List<Thing> things(List<FaceBox> boxes) {
    List<Zone> zones = rooms.station(station).map(DoorStation::zones).orElse(List.of());
    return boxes.stream()
        .map(box -> thing(box, zone(zones, box)))
        .filter(thing -> zones.isEmpty() || !thing.zone().isEmpty())
        .toList();
  }

  private static String zone(List<Zone> zones, FaceBox box) {
    double x = box.left() + box.width() / 2;
    double y = box.top() + box.height() / 2;
    return zones.stream()
        .filter(zone -> zone.outline().contains(x, y))
        .map(Zone::name)
        .findFirst()
        .orElse("");
  }

  private static Thing thing(FaceBox box, String zone) {
    return new Thing(
        box.track(),
        FACE,
        box.likelihood(),
        box.left(),
        box.top(),
        box.width(),
        box.height(),
        zone);
  }
}
