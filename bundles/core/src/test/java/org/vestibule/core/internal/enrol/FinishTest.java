// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vestibule.core.internal.enrol.EnrolmentFixture.ADA;
import static org.vestibule.core.internal.enrol.EnrolmentFixture.COUSIN;
import static org.vestibule.core.internal.enrol.EnrolmentFixture.STRANGER;
import static org.vestibule.core.internal.enrol.EnrolmentFixture.TWIN;
import static org.vestibule.core.internal.enrol.EnrolmentFixture.assertCode;
import static org.vestibule.core.internal.enrol.EnrolmentFixture.enrolment;
import static org.vestibule.core.internal.enrol.EnrolmentFixture.face;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.Frame;

/** Whose face it is, and whether it may be entered. */
class FinishTest {
  private final EnrolmentFixture house = new EnrolmentFixture();

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void twoPeopleAmongTheShotsAreRefusedAndTheOddOneIsNamed() throws Exception {
    String ticket = house.open("ada", "4711");
    house.look(ticket, face(ADA, 0));
    house.look(ticket, face(STRANGER, 0));
    house.look(ticket, face(ADA, 8));
    assertThatThrownBy(() -> house.desk.finish(ticket, true))
        .hasMessageContaining("picture 2 of 3")
        .hasMessageNotContaining("0.");
    assertCode("shots-differ", () -> house.desk.finish(ticket, true));
    assertThat(house.people.people()).isEmpty();
  }

  @Test
  void aFaceIsEnrolledUnderOneNameOnlyAndTheOtherIsTold() throws Exception {
    house.enrol("ada", "4711", ADA);
    String ticket = house.open("bo", "4712");
    house.showThree(ticket, TWIN);
    assertCode("face-enrolled", () -> house.desk.finish(ticket, false));
    assertThatThrownBy(() -> house.desk.finish(ticket, true)).hasMessageContaining("ada");
    assertThat(house.people.people()).hasSize(1);
    house.people.forget(new PersonId("ada"));
    assertThat(house.desk.finish(ticket, false).id().value()).isEqualTo("bo");
  }

  @Test
  void aLookAlikeNeedsSomebodyWhoHasLookedAndThatIsAudited() throws Exception {
    house.enrol("ada", "4711", ADA);
    String ticket = house.open("cousin", "4712");
    house.showThree(ticket, COUSIN);
    assertCode("look-alike", () -> house.desk.finish(ticket, false));
    assertThat(house.people.people()).hasSize(1);
    assertThat(house.trail).hasSize(1);
    house.desk.finish(ticket, true);
    AuditEntry accepted = house.trail.get(1);
    assertThat(accepted.action()).isEqualTo("look-alike-accepted");
    assertThat(accepted.details())
        .containsOnly(Map.entry("person", "cousin"), Map.entry("resembles", "ada"));
    assertThat(house.people.people()).hasSize(2);
  }

  @Test
  void whoIsUnlikeEverybodyIsNotAskedAbout() throws Exception {
    house.enrol("ada", "4711", ADA);
    house.enrol("bo", "4712", STRANGER);
    assertThat(house.trail)
        .extracting(AuditEntry::action)
        .containsExactly("person-enrolled", "person-enrolled");
  }

  @Test
  void whoIsEnrolledAlreadyMayBeEnrolledAnew() throws Exception {
    house.enrol("ada", "4711", ADA);
    house.enrol("ada", "4713", ADA);
    assertThat(house.people.people()).hasSize(1);
  }

  @Test
  void facesOfAnotherModelAreNotCompared() throws Exception {
    house.enrol("ada", "4711", ADA);
    house.rooms.unbindFaces(house.eye);
    house.rooms.bindFaces(new EnrolmentFixture.Eye("n"));
    house.enrol("bo", "4712", ADA);
    assertThat(house.people.spaces()).containsOnly(Map.entry("m", 1), Map.entry("n", 1));
  }

  @Test
  void aFinishedEnrolmentIsGone() throws Exception {
    String ticket = house.open("ada", "4711");
    house.showThree(ticket, ADA);
    assertThat(house.desk.finish(ticket, false).name()).isEqualTo("ada");
    assertThat(house.desk.progress(ticket)).isEmpty();
    assertCode("unknown-enrolment", () -> house.desk.finish(ticket, false));
  }

  @Test
  void withoutAThresholdNobodyIsEnrolled() throws Exception {
    EnrolmentRooms bare = new EnrolmentRooms();
    bare.bindPeople(house.people);
    bare.bindFaces(house.eye);
    MemoryEnrolments desk = new MemoryEnrolments(bare, house.nanos::get, Clock.systemUTC());
    assertCode(
        "room-empty", () -> desk.enrol(enrolment("ada", "4711"), List.of(face(ADA, 0)), false));
    desk.deactivate();
    assertThat(house.people.people()).isEmpty();
  }

  @Test
  void picturesThatExistAlreadyAreEachNamedWhenTheyAreBad() throws Exception {
    assertThatThrownBy(
            () ->
                house.desk.enrol(
                    enrolment("ada", "4711"),
                    List.of(face(ADA, 0), EnrolmentFixture.frame("poor-quality", 0)),
                    false))
        .hasMessageStartingWith("picture 2 of 2");
    assertCode("picture-count", () -> enrolAtOnce(List.of()));
    assertCode("picture-count", () -> enrolAtOnce(Collections.nCopies(11, face(ADA, 0))));
    assertThat(house.people.people()).isEmpty();
  }

  @Test
  void picturesThatExistAlreadyPassTheSameChecksWhateverTheirNumber() throws Exception {
    assertCode("shots-differ", () -> enrolAtOnce(List.of(face(ADA, 0), face(STRANGER, 0))));
    enrolAtOnce(List.of(face(ADA, 0), face(ADA, 0)));
    assertThat(house.people.templates(new PersonId("ada"))).hasSize(2);
    assertCode(
        "face-enrolled",
        () -> house.desk.enrol(enrolment("bo", "4712"), List.of(face(TWIN, 0)), true));
  }

  @Test
  void twoOfOneFaceCannotPassEachOther() throws Exception {
    List<String> codes = new ArrayList<>();
    house.enrol("ada", "4711", ADA);
    String cousin = house.open("cousin", "4712");
    house.showThree(cousin, COUSIN);
    String other = house.open("other", "4713");
    house.showThree(other, COUSIN);
    house.onRecord =
        () -> {
          house.onRecord = () -> {};
          assertCode("enrolments-busy", () -> house.desk.finish(other, true));
          codes.add("refused");
        };
    house.desk.finish(cousin, true);
    assertThat(codes).containsExactly("refused");
    assertCode("face-enrolled", () -> house.desk.finish(other, true));
  }

  private void enrolAtOnce(List<Frame> pictures) throws Exception {
    house.desk.enrol(enrolment("ada", "4711"), pictures, false);
  }
}
