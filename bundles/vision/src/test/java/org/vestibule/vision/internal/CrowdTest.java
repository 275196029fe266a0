// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import static java.util.Comparator.reverseOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.vestibule.vision.internal.Visit.claim;
import static org.vestibule.vision.internal.Visit.template;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceBox;
import org.vestibule.api.face.FaceEvidence;
import org.vestibule.api.face.FaceSighting;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.StationId;

/** Several people before one camera, with networks that say what the test wants. */
class CrowdTest {
  private static final float[] ANNA = {1, 0, 0};
  private static final float[] STRANGER = {0, 1, 0};
  private static final FaceTemplate OWN = template(ANNA);

  private final ScriptedStore store = new ScriptedStore();
  private Visit visit;

  @BeforeEach
  void arrive() throws Exception {
    visit = new Visit(store);
    visit.begin(2, 2);
    store.faces(0.5, 0.5);
    store.outputs.put("embed", ANNA);
  }

  @AfterEach
  void everyLeaseIsReturned() {
    assertThat(store.leases).hasValue(0);
  }

  @Test
  void theClaimedPersonMayBeTheSmallerOfTwo() throws Exception {
    store.outputs.put("scores", new float[] {0, 0.9f, 0, 0.9f});
    store.outputs.put("boxes", new float[] {0.1f, 0.2f, 0.5f, 0.8f, 0.7f, 0.4f, 0.9f, 0.7f});
    for (int i = 0; i < 2; i++) {
      store.once("embed", STRANGER);
      store.once("embed", ANNA);
    }

    assertThat(visit.look(OWN).answer()).isInstanceOf(FaceAnswer.Unknown.class);
    FaceSighting second = visit.look(OWN);

    assertThat(second.answer()).isInstanceOf(FaceAnswer.Known.class);
    assertThat(second.evidence().orElseThrow().track()).isEqualTo("t2");
    assertThat(second.face().orElseThrow().left()).isCloseTo(0.7, within(0.02));
  }

  @Test
  void whereEverybodyIsIsToldInSharesOfThePicture() throws Exception {
    store.outputs.put("scores", new float[] {0, 0.8f, 0, 0.9f});
    store.outputs.put("boxes", new float[] {0.1f, 0.2f, 0.5f, 0.8f, 0.7f, 0.4f, 0.9f, 0.7f});

    List<FaceBox> boxes = visit.look(OWN).boxes();

    assertThat(boxes).extracting(FaceBox::likelihood).isSortedAccordingTo(reverseOrder());
    assertThat(boxes).extracting(FaceBox::track).containsExactlyInAnyOrder("t1", "t2");
    assertThat(boxes)
        .anySatisfy(
            box -> {
              assertThat(box.left()).isCloseTo(0.7, within(0.02));
              assertThat(box.top()).isCloseTo(0.4, within(0.02));
              assertThat(box.width()).isCloseTo(0.2, within(0.02));
              assertThat(box.height()).isCloseTo(0.3, within(0.02));
            });
    store.faces();
    FaceSighting without = visit.look(OWN);
    assertThat(without.boxes()).isEmpty();
    assertThat(without.face()).isEmpty();
  }

  @Test
  void aFaceThatLeavesBeforeTheAnswerIsNotKnown() throws Exception {
    visit.look(OWN);
    store.faces();
    FaceSighting sighting = null;
    for (int i = 0; i < 11; i++) {
      sighting = visit.look(OWN);
      assertThat(sighting.answer()).isNotInstanceOf(FaceAnswer.Known.class);
    }

    assertThat(sighting.answer()).isInstanceOf(FaceAnswer.NoFace.class);
    store.faces(0.5, 0.5);
    assertThat(visit.look(OWN).answer().reason()).contains("in 1 of 2 pictures");
  }

  @Test
  void aPersonWhoIsHiddenForAMomentKeepsTheirTrackAndTheirVote() throws Exception {
    visit.look(OWN);
    store.faces();
    visit.look(OWN);
    store.faces(0.52, 0.5);

    FaceSighting back = visit.look(OWN);

    assertThat(back.answer()).isInstanceOf(FaceAnswer.Known.class);
    assertThat(back.evidence().orElseThrow().track()).isEqualTo("t1");
  }

  @Test
  void aStrangerBehindAnOcclusionInheritsNothing() throws Exception {
    visit.look(OWN);
    store.faces();
    visit.look(OWN);
    store.faces(0.5, 0.5);
    store.once("embed", STRANGER);

    assertThat(visit.look(OWN).answer()).isInstanceOf(FaceAnswer.Unknown.class);
    FaceSighting back = visit.look(OWN);

    assertThat(back.answer()).isInstanceOf(FaceAnswer.Known.class);
    assertThat(back.evidence().orElseThrow().track()).isEqualTo("t1");
  }

  @Test
  void aPersonWhoTakesTheStrangersPlaceBeginsAnew() throws Exception {
    store.once("embed", STRANGER);
    visit.look(OWN);

    FaceSighting first = visit.look(OWN);
    FaceSighting second = visit.look(OWN);

    assertThat(first.answer().reason()).contains("in 1 of 2 pictures");
    assertThat(second.evidence().orElseThrow().track()).isEqualTo("t2");
  }

  @Test
  void theLivenessOfOnePersonSaysNothingOfAnother() throws Exception {
    store.outputs.put("liveness", new float[] {0, 5, 0});
    store.once("embed", STRANGER);
    assertThat(visit.look(OWN).answer()).isInstanceOf(FaceAnswer.Spoof.class);

    FaceSighting other = visit.look(OWN);

    assertThat(other.answer()).isInstanceOf(FaceAnswer.Spoof.class);
    assertThat(other.decided()).as("one picture of each is not two of one").isFalse();
  }

  @Test
  void twoPeopleWhoCrossKeepTheirTracks() throws Exception {
    visit.begin(4, 2);
    store.faces(0.3, 0.5, 0.7, 0.5);
    // The nearer to the middle, the more prominent: here the one on the right by a little.
    double[][] paths = {{0.30, 0.69}, {0.42, 0.57}, {0.57, 0.42}, {0.69, 0.30}};
    FaceSighting sighting = null;
    for (double[] x : paths) {
      store.faces(x[0], 0.5, x[1], 0.5);
      boolean annaFirst = Math.abs(x[0] - 0.5) < Math.abs(x[1] - 0.5);
      store.once("embed", annaFirst ? ANNA : STRANGER);
      store.once("embed", annaFirst ? STRANGER : ANNA);
      sighting = visit.look(OWN);
    }

    assertThat(sighting.answer())
        .as(sighting.answer().reason())
        .isInstanceOf(FaceAnswer.Known.class);
    assertThat(sighting.evidence().orElseThrow().pictures()).isEqualTo(4);
  }

  @Test
  void ofThirtyFacesTheMostProminentAreJudgedAndAllAreFollowed() throws Exception {
    double[] centres = new double[60];
    for (int i = 0; i < 30; i++) {
      centres[2 * i] = 0.1 + 0.16 * (i % 6);
      centres[2 * i + 1] = 0.16 + 0.17 * (i / 6);
    }
    store.faces(centres);
    // What overlaps is one face to the detector: make them small and distinct.
    float[] boxes = store.outputs.get("boxes");
    for (int i = 0; i < 30; i++) {
      boxes[4 * i] = (float) (centres[2 * i] - 0.07);
      boxes[4 * i + 2] = (float) (centres[2 * i] + 0.07);
      boxes[4 * i + 1] = (float) (centres[2 * i + 1] - 0.08);
      boxes[4 * i + 3] = (float) (centres[2 * i + 1] + 0.08);
    }
    store.outputs.put("embed", STRANGER);

    FaceSighting sighting = visit.look(OWN);

    assertThat(sighting.answer()).isInstanceOf(FaceAnswer.Unknown.class);
    assertThat(
            sighting.answer().timings().stream()
                .filter(stage -> stage.stage().equals("embed"))
                .count())
        .isEqualTo(2);
    Set<String> there = new HashSet<>();
    for (int i = 1; i <= 30; i++) {
      FaceEvidence evidence = new FaceEvidence("t" + i, 1, Instant.EPOCH, visit.now.get());
      if (visit.watch.follow(evidence, visit.next())) {
        there.add("t" + i);
      }
    }
    assertThat(there).hasSize(30);
  }

  @Test
  void whoIsFollowedIsThereUntilTheyLeave() throws Exception {
    visit.look(OWN);
    FaceEvidence evidence = visit.look(OWN).evidence().orElseThrow();

    assertThat(visit.watch.follow(evidence, visit.next())).isTrue();
    store.faces();
    assertThat(visit.watch.follow(evidence, visit.next())).as("one picture missed").isTrue();
    assertThat(visit.watch.follow(evidence, visit.next())).isFalse();
    store.faces(0.5, 0.5);
    assertThat(visit.watch.follow(evidence, visit.next())).isTrue();
  }

  @Test
  void whoIsNotWhereTheyWereAndLooksLikeSomebodyElseIsNotBorneWith() throws Exception {
    visit.look(OWN);
    FaceEvidence evidence = visit.look(OWN).evidence().orElseThrow();
    store.faces(0.62, 0.55);
    store.outputs.put("embed", STRANGER);

    assertThat(visit.watch.follow(evidence, visit.next())).isFalse();
  }

  @Test
  void afterTwoSecondsUnseenTheTrackHasEnded() throws Exception {
    visit.look(OWN);
    FaceEvidence evidence = visit.look(OWN).evidence().orElseThrow();
    store.faces();
    for (int i = 0; i < 11; i++) {
      visit.watch.follow(evidence, visit.next());
    }
    store.faces(0.5, 0.5);

    assertThat(visit.watch.follow(evidence, visit.next())).isFalse();
  }

  @Test
  void aStrangerWhoStepsIntoAFollowedPlaceIsNotThatPerson() throws Exception {
    visit.look(OWN);
    FaceEvidence evidence = visit.look(OWN).evidence().orElseThrow();
    store.faces();
    visit.watch.follow(evidence, visit.next());
    store.faces(0.5, 0.5);
    store.outputs.put("embed", STRANGER);

    assertThat(visit.watch.follow(evidence, visit.next())).isFalse();
  }

  @Test
  void aFollowedPersonOfWhomOnlyOldPicturesComeIsNotThere() throws Exception {
    visit.look(OWN);
    FaceEvidence evidence = visit.look(OWN).evidence().orElseThrow();
    Frame frame = visit.next();
    visit.now.addAndGet(1_600_000_000);

    assertThat(visit.watch.follow(evidence, frame)).isFalse();
  }

  @Test
  void whatAnAttemptCameToIsNotedOnceAndOnlyOfTheLiving() throws Exception {
    List<Float> noted = new ArrayList<>();
    visit =
        new Visit(
            store,
            new Neighbours() {
              @Override
              public void attempt(StationId camera, float similarity) {
                noted.add(similarity);
              }
            });
    visit.begin(2, 2);
    visit.look(OWN);
    visit.look(OWN);
    visit.watch.close();
    visit.watch.close();
    assertThat(noted).containsExactly(1f);
    visit.begin(1, 1);
    store.outputs.put("liveness", new float[] {0, 5, 0});
    visit.watch.look(claim(OWN), visit.next());
    visit.watch.close();

    assertThat(noted).hasSize(1);
  }
}
