// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.notice;

import java.util.Optional;
import org.vestibule.api.egress.Classified;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.VisitId;

/**
 * Something that a person should know now.
 *
 * @param visit the visit
 * @param station where
 * @param urgent whether somebody may be in danger
 * @param text one sentence
 * @param audience whom it is for
 * @param quiet whether nobody is called: it is noted, and makes no sound
 * @param unit whom the visitor wants, as the house numbers its flats and offices, if that is known
 */
@Classified(DataClass.EVENT)
public record Notice(
    VisitId visit,
    StationId station,
    boolean urgent,
    @Classified(DataClass.PERSONAL) String text,
    @Classified(DataClass.PERSONAL) Audience audience,
    boolean quiet,
    @Classified(DataClass.PERSONAL) Optional<String> unit) {
  /** A call of whoever lives here. */
  public Notice(VisitId visit, StationId station, boolean urgent, String text) {
    this(visit, station, urgent, text, urgent ? Audience.EVERYBODY : Audience.RESIDENTS, false);
  }

  /** For whoever is there. */
  public Notice(
      VisitId visit,
      StationId station,
      boolean urgent,
      String text,
      Audience audience,
      boolean quiet) {
    this(visit, station, urgent, text, audience, quiet, Optional.empty());
  }
}
