// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.vestibule.core.internal.enrol.EnrolmentFixture.ADA;
import static org.vestibule.core.internal.enrol.EnrolmentFixture.assertCode;
import static org.vestibule.core.internal.enrol.EnrolmentFixture.enrolment;
import static org.vestibule.core.internal.enrol.EnrolmentFixture.face;

import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.consent.ConsentWish.Channel;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.PersonId;

/** Nobody's face is looked at before they have agreed to that. */
class ReleaseTest {
  private final EnrolmentFixture house = new EnrolmentFixture();
  private int looks;

  @BeforeEach
  void count() {
    house.eye.before = () -> looks++;
  }

  @AfterEach
  void leave() {
    house.close();
  }

  @Test
  void withoutConsentNoPictureIsLookedAt() {
    Enrolment none = new Enrolment(new PersonId("ada"), "Ada", "1", new Claim("1"), Set.of(), " ");
    assertCode("consent-missing", () -> house.desk.open(none));
    assertCode("consent-missing", () -> house.desk.enrol(none, List.of(face(ADA, 0)), false));
    assertThat(looks).isZero();
  }

  @Test
  void whereAReleaseIsNeededANoteOnPaperIsNone() throws Exception {
    house.consents.channels = EnumSet.of(Channel.E_SIGNATURE);
    Enrolment ada = enrolment("ada", "1");
    assertCode("release-missing", () -> house.desk.open(ada));
    assertCode("release-missing", () -> house.desk.enrol(ada, List.of(face(ADA, 0)), false));
    assertThat(looks).isZero();
    house.consents.agreed.add(ada.id());
    house.desk.enrol(ada, List.of(face(ADA, 0)), false);
    assertThat(house.people.person(ada.id())).isPresent();
  }

  @Test
  void whoTakesTheirConsentBackBeforeTheCameraIsNotLookedAtAgain() throws Exception {
    house.consents.channels = EnumSet.of(Channel.E_SIGNATURE);
    house.consents.agreed.add(new PersonId("ada"));
    String ticket = house.open("ada", "1");
    house.look(ticket, face(ADA, 0));
    house.consents.agreed.clear();
    assertCode("release-missing", () -> house.look(ticket, face(ADA, 8)));
    assertThat(looks).isEqualTo(1);
  }

  @Test
  void withoutAStoreNobodyIsEnrolledAndTheErrorSaysWhatIsMissing() {
    MemoryEnrolments alone =
        new MemoryEnrolments(new EnrolmentRooms(), System::nanoTime, Clock.systemUTC());
    assertCode("room-empty", () -> alone.open(enrolment("ada", "1")));
    alone.deactivate();
  }
}
