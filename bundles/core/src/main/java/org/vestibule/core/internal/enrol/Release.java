// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.enrol;

import org.vestibule.api.VestibuleException;
import org.vestibule.api.consent.ConsentWish;
import org.vestibule.api.consent.Purpose;
import org.vestibule.api.consent.SiteProfile;
import org.vestibule.api.people.Enrolment;

/**
 * What must be there before anybody's face is looked at for an enrolment: consent in the ledger, or
 * a note of consent on paper at a site that takes paper (GDPR Art. 9(2)(a); BIPA section 15(b): the
 * release comes before the capture). The store asks the same again when it writes. Thread-safe.
 */
final class Release {
  private final EnrolmentRooms rooms;

  Release(EnrolmentRooms rooms) {
    this.rooms = rooms;
  }

  /**
   * Refuses an enrolment without it.
   *
   * @throws VestibuleException {@code consent-missing}, {@code release-missing}, {@code room-empty}
   *     where nobody can say
   */
  void require(Enrolment enrolment) throws VestibuleException {
    boolean allowed =
        EnrolmentRooms.through(rooms.consents, gate -> gate.allows(enrolment.id(), Purpose.UNLOCK));
    if (allowed) {
      return;
    }
    if (enrolment.consent() == null || enrolment.consent().isBlank()) {
      throw refused(
          "consent-missing",
          enrolment,
          "no consent to unlock",
          "consent in the ledger, or a note how it was given on paper",
          "Ask the person");
    }
    SiteProfile profile = EnrolmentRooms.through(rooms.law, law -> law.profile());
    if (!profile.releaseChannels().contains(ConsentWish.Channel.PAPER)) {
      throw refused(
          "release-missing",
          enrolment,
          "a note of consent on paper",
          "a release in the ledger by "
              + profile.releaseChannels().stream().map(ConsentWish.Channel::label).sorted().toList()
              + ", which the profile "
              + profile.name()
              + " asks for",
          "Let the person sign first; then begin again");
    }
  }

  private static VestibuleException refused(
      String code, Enrolment enrolment, String found, String allowed, String remedy) {
    return new VestibuleException(code, "person " + enrolment.id(), found, allowed, remedy);
  }
}
