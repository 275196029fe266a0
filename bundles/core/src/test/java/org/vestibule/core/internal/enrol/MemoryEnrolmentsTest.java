// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vestibule.core.internal.enrol.EnrolmentFixture.ADA;
import static org.vestibule.core.internal.enrol.EnrolmentFixture.assertCode;
import static org.vestibule.core.internal.enrol.EnrolmentFixture.enrolment;
import static org.vestibule.core.internal.enrol.EnrolmentFixture.face;
import static org.vestibule.core.internal.enrol.EnrolmentFixture.frame;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.EnrolmentDesk.EnrolmentProgress;
import org.vestibule.api.people.PersonId;

/** How an enrolment begins, goes on and ends. */
class MemoryEnrolmentsTest {
  private final EnrolmentFixture house = new EnrolmentFixture();

  @AfterEach
  void close() {
    house.close();
  }

  @Test
  void nothingBeginsWithoutConsentANameAndACodeOfOnesOwn() throws Exception {
    house.enrol("ada", "4711", ADA);
    Enrolment good = enrolment("bo", "4712");
    assertCode("consent-missing", () -> house.desk.open(with(good, "Bo", " ", "4712")));
    assertCode("name-invalid", () -> house.desk.open(with(good, "", "form", "4712")));
    assertCode("name-invalid", () -> house.desk.open(with(good, "x".repeat(81), "form", "1")));
    assertCode("code-taken", () -> house.desk.open(with(good, "Bo", "form", "4711")));
    assertThat(house.desk.open(enrolment("ada", "4711")).kept()).isZero();
  }

  @Test
  void whatIsWrongWithAPictureIsAdviceInTheVerifiersWords() throws Exception {
    String ticket = house.open("ada", "4711");
    for (String code :
        List.of("no-face", "several-faces", "poor-quality", "spoof-suspected", "image-truncated")) {
      EnrolmentProgress progress = house.look(ticket, frame(code, 0));
      assertThat(progress.last().orElseThrow().code()).isEqualTo(code);
      assertThat(progress.last().orElseThrow().sentence()).isEqualTo("Do " + code);
      assertThat(progress.last().orElseThrow().kept()).isFalse();
      assertThat(progress.kept()).isZero();
    }
    assertCode("enrolment-incomplete", () -> house.desk.finish(ticket, false));
    assertThat(house.people.people()).isEmpty();
  }

  @Test
  void aMissingModelIsAnErrorAndTheEnrolmentGoesOnAfterIt() throws Exception {
    String ticket = house.open("ada", "4711");
    house.look(ticket, face(ADA, 0));
    assertCode("model-invalid", () -> house.look(ticket, frame("model-invalid", 0)));
    assertCode("vision-busy", () -> house.look(ticket, frame("vision-busy", 0)));
    assertThat(house.look(ticket, face(ADA, 8)).kept()).isEqualTo(2);
  }

  @Test
  void theSameViewTwiceCountsOnceAndTheMissingOneIsAskedFor() throws Exception {
    String ticket = house.open("ada", "4711");
    assertThat(house.look(ticket, face(ADA, 0)).last().orElseThrow().code()).isEqualTo("kept");
    EnrolmentProgress again = house.look(ticket, face(ADA, 2));
    assertThat(again.kept()).isEqualTo(1);
    assertThat(again.last().orElseThrow().code()).isEqualTo("turn-a-little");
    assertThat(again.last().orElseThrow().sentence()).contains("left");
    house.look(ticket, face(ADA, 8));
    assertThat(house.look(ticket, face(ADA, 9)).last().orElseThrow().sentence()).contains("right");
    assertThat(house.look(ticket, face(ADA + 20, 0)).kept()).isEqualTo(2);
    // The same pose, and yet another view: the cosine to all others is below the bound.
    assertThat(house.look(ticket, face(ADA + 25, 0)).kept()).isEqualTo(3);
  }

  @Test
  void aCameraBesideThePersonIsNoReasonToSkipAView() throws Exception {
    String ticket = house.open("ada", "4711");
    assertThat(house.look(ticket, face(ADA, 12)).last().orElseThrow().sentence()).contains("left");
    assertThat(house.look(ticket, face(ADA, 18)).last().orElseThrow().sentence()).contains("right");
    assertThat(house.look(ticket, face(ADA, 6)).last().orElseThrow().sentence()).contains("chin");
  }

  @Test
  void aCameraIsNotHurriedAndAnUploadIsNotSlowed() throws Exception {
    String ticket = house.open("ada", "4711");
    house.lookLive(ticket, frame("face 0 0", 1_000_000_000L));
    EnrolmentProgress hurried = house.lookLive(ticket, frame("face 0 9", 1_100_000_000L));
    assertThat(hurried.last().orElseThrow().code()).isEqualTo("too-soon");
    assertThat(hurried.kept()).isEqualTo(1);
    assertThat(house.lookLive(ticket, frame("face 0 9", 1_300_000_000L)).kept()).isEqualTo(2);
    assertThat(house.look(ticket, frame("face 0 -9", 1_300_000_001L)).kept()).isEqualTo(3);
  }

  @Test
  void noMoreThanFiveAreKept() throws Exception {
    String ticket = house.open("ada", "4711");
    for (int yaw : new int[] {0, 6, 12, -6, -12}) {
      house.look(ticket, face(ADA, yaw));
    }
    EnrolmentProgress sixth = house.look(ticket, face(ADA, 18));
    assertThat(sixth.kept()).isEqualTo(sixth.most()).isEqualTo(5);
    assertThat(sixth.last().orElseThrow().code()).isEqualTo("enough");
    house.desk.finish(ticket, false);
    assertThat(house.people.templates(new PersonId("ada"))).hasSize(5);
  }

  @Test
  void ticketsCannotBeGuessedAndAreNotRepeated() throws Exception {
    String first = house.open("ada", "4711");
    String second = house.open("bo", "4712");
    assertThat(first).isNotEqualTo(second).matches("[A-Za-z0-9_-]{32}");
    String wrong = second.substring(0, 31) + (second.endsWith("A") ? "B" : "A");
    assertThat(house.desk.progress(wrong)).isEmpty();
    assertThat(house.desk.cancel(wrong)).isFalse();
    assertCode("unknown-enrolment", () -> house.desk.finish(wrong, false));
    try {
      house.look(wrong, face(ADA, 0));
    } catch (VestibuleException e) {
      assertThat(e.code()).isEqualTo("unknown-enrolment");
      assertThat(e.getMessage()).doesNotContain(wrong);
    }
  }

  @Test
  void afterFiveIdleMinutesItIsForgottenAndItsPlaceIsFree() throws Exception {
    String ticket = house.open("ada", "4711");
    for (int i = 2; i <= MemoryEnrolments.MOST_OPEN; i++) {
      house.open("person-" + i, "code-" + i);
    }
    assertCode("enrolments-busy", () -> house.open("late", "4799"));
    pass(Duration.ofMinutes(4));
    EnrolmentProgress alive = house.look(ticket, face(ADA, 0));
    assertThat(alive.expiresAt()).isEqualTo(Instant.parse("2026-01-01T00:05:00Z"));
    pass(Duration.ofMinutes(1));
    assertThat(house.desk.progress(ticket)).isPresent();
    house.open("late", "4799");
    pass(Duration.ofMinutes(4));
    house.desk.sweep();
    assertThat(house.desk.progress(ticket)).isEmpty();
    assertCode("unknown-enrolment", () -> house.look(ticket, face(ADA, 8)));
  }

  @Test
  void cancellingWhileAPictureIsLookedAtKeepsNothingOfIt() throws Exception {
    String ticket = house.open("ada", "4711");
    house.eye.before = () -> house.desk.cancel(ticket);
    assertCode("unknown-enrolment", () -> house.look(ticket, face(ADA, 0)));
    assertThat(house.desk.cancel(ticket)).isFalse();
    assertThat(house.people.people()).isEmpty();
  }

  @Test
  void oneEnrolmentLooksAtOnePictureAtATime() throws Exception {
    String ticket = house.open("ada", "4711");
    List<String> codes = new ArrayList<>();
    house.eye.before =
        () -> {
          house.eye.before = () -> {};
          try {
            house.look(ticket, face(ADA, 8));
          } catch (VestibuleException e) {
            codes.add(e.code());
          }
        };
    assertThat(house.look(ticket, face(ADA, 0)).kept()).isEqualTo(1);
    assertThat(codes).containsExactly("enrolment-in-use");
  }

  @Test
  void aVerifierThatIsReplacedInTheMiddleIsWaitedFor() throws Exception {
    String ticket = house.open("ada", "4711");
    house.look(ticket, face(ADA, 0));
    house.eye.before =
        () -> {
          house.rooms.unbindFaces(house.eye);
          house.rooms.bindFaces(new EnrolmentFixture.Eye("m"));
          throw new IllegalStateException("the bundle is stopped");
        };
    assertThat(house.look(ticket, face(ADA, 8)).kept()).isEqualTo(2);
  }

  @Test
  void aVerifierThatNeverWorkedIsNotWaitedFor() throws Exception {
    String ticket = house.open("ada", "4711");
    house.eye.before =
        () -> {
          throw new IllegalStateException("the bundle is stopped");
        };
    assertThatThrownBy(() -> house.look(ticket, face(ADA, 0)))
        .isInstanceOf(IllegalStateException.class);
    house.eye.before = () -> {};
    assertThat(house.look(ticket, face(ADA, 0)).kept()).isEqualTo(1);
  }

  @Test
  void anotherModelInTheMiddleStartsTheCountAnew() throws Exception {
    String ticket = house.open("ada", "4711");
    house.look(ticket, face(ADA, 0));
    house.look(ticket, face(ADA, 8));
    house.rooms.unbindFaces(house.eye);
    house.rooms.bindFaces(new EnrolmentFixture.Eye("n"));
    EnrolmentProgress anew = house.look(ticket, face(ADA, 0));
    assertThat(anew.kept()).isEqualTo(1);
    assertThat(anew.last().orElseThrow().code()).isEqualTo("model-changed");
  }

  @Test
  void nothingBehindTheGateIsSaidAtOnce() throws Exception {
    String ticket = house.open("ada", "4711");
    EnrolmentRooms bare = new EnrolmentRooms();
    bare.bindPeople(house.people);
    bare.bindConsents(house.consents);
    bare.bindLaw(house.consents);
    MemoryEnrolments desk = new MemoryEnrolments(bare, house.nanos::get, Clock.systemUTC());
    String without = desk.open(enrolment("bo", "4712")).ticket();
    assertCode("room-empty", () -> desk.look(without, Optional.empty(), face(ADA, 0)));
    desk.deactivate();
    assertThat(house.look(ticket, face(ADA, 0)).kept()).isEqualTo(1);
  }

  private void pass(Duration time) {
    house.nanos.addAndGet(time.toNanos());
  }

  private static Enrolment with(Enrolment like, String name, String consent, String code) {
    return new Enrolment(like.id(), name, "1", new Claim(code), Set.of(), consent);
  }
}
