// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Permission;
import org.vestibule.api.station.DoorStation;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationInfo;

/**
 * A look at a door, whether somebody visits or not: whoever may hear visitors there may see them.
 * The audit is written before the first picture is shown, once for each session, station and hour.
 * Thread-safe.
 */
final class LookResource {
  private final House house;
  private final StationLooks looks;
  private final LookNotes notes = new LookNotes(System::nanoTime);

  LookResource(House house) {
    this.house = house;
    this.looks = new StationLooks(house);
  }

  void routes(Router router) {
    router.within(Permission.LISTEN, "GET", "/stations/{id}/picture", this::picture);
  }

  void close() {
    looks.close();
  }

  private Reply picture(Request request) throws VestibuleException {
    DoorStation station = station(request);
    if (!station.info().video()) {
      throw new Problem(
          409,
          "no-video",
          "station " + station.info().id(),
          "sends no pictures",
          "a station with a camera",
          "Look at another one.");
    }
    // What cannot be written down is not shown.
    notes.note(
        request.session().orElse("bearer " + request.who()),
        request.who(),
        station.info(),
        House.need(house.audit, "audit"));
    Optional<Frame> frame = looks.latest(station);
    return frame.isEmpty() ? Reply.noContent() : VisitorPicture.answer(request, frame.get());
  }

  private DoorStation station(Request request) throws Problem {
    String id = request.part("id");
    return house.stations.stream()
        .filter(station -> station.info().id().value().equals(id))
        .filter(station -> reaches(request, station.info()))
        .findFirst()
        .orElseThrow(() -> StationPictures.unknown(id));
  }

  private static boolean reaches(Request request, StationInfo info) {
    return Sight.at(request.caller(), Permission.LISTEN, info.door(), info.id());
  }
}
