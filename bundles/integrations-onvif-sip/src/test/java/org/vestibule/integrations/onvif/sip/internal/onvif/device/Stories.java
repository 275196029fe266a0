// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.onvif.device;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;

/** Visits that just began. */
final class Stories {
  private Stories() {}

  static VisitStory open(VisitId id, String station) {
    return new VisitStory(
        id,
        new StationId(station),
        new DoorId("front-door"),
        Instant.now(),
        Optional.empty(),
        1,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }
}
