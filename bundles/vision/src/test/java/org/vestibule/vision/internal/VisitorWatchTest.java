// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.vestibule.vision.internal.Visit.claim;
import static org.vestibule.vision.internal.Visit.template;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceBox;
import org.vestibule.api.face.FaceIdentifier;
import org.vestibule.api.face.FaceIdentifier.Candidate;
import org.vestibule.api.face.FaceReference;
import org.vestibule.api.face.FaceSighting;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.Frame;
import org.vestibule.api.visit.StageTiming;
import org.vestibule.vision.internal.vote.Points;

/** One visitor, with networks that say what the test wants. */
class VisitorWatchTest {
  private static final FaceTemplate OWN = template(1, 0);

  private final ScriptedStore store = new ScriptedStore();
  private Visit visit;

  @BeforeEach
  void arrive() throws Exception {
    visit = new Visit(store);
  }

  @AfterEach
  void everyLeaseIsReturned() {
    assertThat(store.leases).hasValue(0);
  }

  @Test
  void ofAGreyPictureTheNetworksAreNotBelievedAlone() throws Exception {
    FaceSighting sighting = visit.watch.look(Visit.claim(OWN), visit.next(Visit.grey()));

    assertThat(sighting.answer()).isInstanceOf(FaceAnswer.Unproven.class);
    assertThat(sighting.answer().reason()).contains("grey or infrared");
    assertThat(sighting.decided()).isFalse();
  }

  @Test
  void theClaimedPersonIsKnownAndTheEvidenceSaysWhen() throws Exception {
    FaceSighting sighting = visit.look(OWN, template(0.9f, 0.1f));

    assertThat(sighting.answer()).isInstanceOf(FaceAnswer.Known.class);
    assertThat(sighting.answer().reason())
        .isEqualTo("similarity 1.000 is above 0.500 in 1 of 1 pictures, liveness 0.987");
    assertThat(sighting.decided()).isTrue();
    assertThat(sighting.evidence().orElseThrow().track()).isEqualTo("t1");
    assertThat(sighting.evidence().orElseThrow().pictures()).isEqualTo(1);
    assertThat(sighting.evidence().orElseThrow().capturedNanos()).isEqualTo(visit.now.get());
    assertThat(sighting.probe().orElseThrow().similarity(OWN)).isEqualTo(1);
    assertThat(sighting.answer().timings())
        .extracting(StageTiming::stage)
        .containsExactly(
            "decode",
            "detect",
            "window",
            "landmark",
            "quality",
            "align",
            "embed",
            "liveness",
            "compare");
  }

  @Test
  void onePictureIsNotEnoughWhereTwoMustShowThePerson() throws Exception {
    visit.begin(2, 1);

    FaceSighting first = visit.look(OWN);
    FaceSighting second = visit.look(OWN);

    assertThat(first.answer()).isInstanceOf(FaceAnswer.Unknown.class);
    assertThat(first.answer().reason()).contains("in 1 of 2 pictures");
    assertThat(first.decided()).isFalse();
    assertThat(first.evidence()).isEmpty();
    assertThat(second.answer()).isInstanceOf(FaceAnswer.Known.class);
    assertThat(second.evidence().orElseThrow().pictures()).isEqualTo(2);
    assertThat(second.evidence().orElseThrow().capturedNanos()).isEqualTo(visit.now.get());
  }

  @Test
  void tenPicturesMayBeWanted() throws Exception {
    visit.begin(10, 1);
    for (int i = 1; i < 10; i++) {
      assertThat(visit.look(OWN).answer().reason()).contains("in " + i + " of 10 pictures");
    }

    assertThat(visit.look(OWN).evidence().orElseThrow().pictures()).isEqualTo(10);
  }

  @Test
  void aSpoofIsASpoofEvenWhenNobodyIsEnrolledAndStaysOne() throws Exception {
    visit.begin(1, 2);
    store.outputs.put("liveness", new float[] {0, 5, 0});

    assertThat(visit.look().decided()).isFalse();
    FaceSighting second = visit.look();
    store.outputs.put("liveness", new float[] {5, 0, 0});
    FaceSighting third = visit.look(OWN);

    assertThat(second.answer()).isInstanceOf(FaceAnswer.Spoof.class);
    assertThat(second.face()).map(FaceBox::track).contains("t1");
    assertThat(second.answer().reason()).isEqualTo("liveness 0.007 is not above 0.500");
    assertThat(second.decided()).isTrue();
    assertThat(third.answer()).isInstanceOf(FaceAnswer.Spoof.class);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY})
  void anUnreadableLivenessIsASpoof(float logit) throws Exception {
    store.outputs.put("liveness", new float[] {logit, 0, 0});

    assertThat(visit.look(OWN).answer()).isInstanceOf(FaceAnswer.Spoof.class);
  }

  @Test
  void aSimilarityOnTheBoundIsUnknown() throws Exception {
    store.outputs.put("embed", new float[] {0.5f, (float) Math.sqrt(0.75)});

    FaceAnswer answer = visit.look(OWN).answer();

    assertThat(answer).isInstanceOf(FaceAnswer.Unknown.class);
    assertThat(answer.reason()).isEqualTo("similarity 0.500 is not above 0.500");
  }

  @Test
  void aFaceThatIsNearerToANegativeIsUnknown() throws Exception {
    store.outputs.put("embed", new float[] {0.9f, 0.1f});
    FaceReference reference =
        new FaceReference.Claimed(Visit.ANNA, List.of(OWN), List.of(template(0.9f, 0.1f)));

    FaceSighting sighting = visit.watch.look(reference, visit.next());

    assertThat(sighting.answer()).isInstanceOf(FaceAnswer.Unknown.class);
    assertThat(sighting.answer().reason()).contains("somebody said that it is not this person");
  }

  @Test
  void aNegativeThatIsAsNearAsTheTemplateWins() throws Exception {
    FaceReference reference =
        new FaceReference.Claimed(Visit.ANNA, List.of(OWN), List.of(template(1, 0)));

    assertThat(visit.watch.look(reference, visit.next()).answer())
        .isInstanceOf(FaceAnswer.Unknown.class);
  }

  @Test
  void whoMakesNoClaimIsSearchedAndTwinsStayUnknown() throws Exception {
    Candidate anna = new Candidate(Visit.ANNA, 0.9f);
    Candidate twin = new Candidate(new PersonId("berta"), 0.86f);
    Candidate other = new Candidate(new PersonId("carla"), 0.3f);

    FaceSighting twins = visit.watch.look(gallery(anna, twin), visit.next());
    visit.begin(1, 1);
    FaceSighting alone = visit.watch.look(gallery(anna, other), visit.next());

    assertThat(twins.answer()).isInstanceOf(FaceAnswer.Unknown.class);
    assertThat(twins.answer().reason()).contains("two people are alike");
    assertThat(alone.answer()).isInstanceOf(FaceAnswer.Known.class);
    assertThat(((FaceAnswer.Known) alone.answer()).person()).isEqualTo(Visit.ANNA);
    assertThat(store.asked).as("a gallery is of one space").isEmpty();
  }

  private static FaceReference gallery(Candidate... nearest) {
    return new FaceReference.Gallery(
        probe -> new FaceIdentifier.Candidates(List.of(nearest), 2, Points.at(0.5)));
  }

  @Test
  void templatesOfAnotherModelAreNeverCompared() throws Exception {
    store.manifests.put(ModelSlots.FACE_EMBEDDING, ScriptedStore.embedding("2"));

    FaceAnswer.Unknown answer = (FaceAnswer.Unknown) visit.look(OWN).answer();

    assertThat(answer.similarity()).isNaN();
    assertThat(answer.reason())
        .isEqualTo("no enrolled template in scripted-embed@2 among 1: enrol again");
  }

  @Test
  void aTemplateOfAnotherLengthIsUnknown() throws Exception {
    assertThat(((FaceAnswer.Unknown) visit.look(template(1, 0, 0)).answer()).similarity()).isNaN();
  }

  @Test
  void whoIsForgottenBetweenTwoPicturesIsUnknownAtOnce() throws Exception {
    visit.begin(2, 1);
    visit.look(OWN);

    assertThat(visit.look().answer()).isInstanceOf(FaceAnswer.Unknown.class);
  }

  @Test
  void noFaceIsNoFace() throws Exception {
    store.faces();

    assertThat(visit.look(OWN).answer()).isInstanceOf(FaceAnswer.NoFace.class);
  }

  @ParameterizedTest
  @CsvSource({
    "0.45, 0.45, 0.55, 0.55, 48 pixels high",
    "-0.2, 0.2, 0.4, 0.8, of the face is in the picture"
  })
  void aFaceInTheWrongPlaceIsPoorQuality(float x1, float y1, float x2, float y2, String reason)
      throws Exception {
    store.outputs.put("boxes", new float[] {x1, y1, x2, y2});

    FaceAnswer answer = visit.look(OWN).answer();

    assertThat(answer).isInstanceOf(FaceAnswer.PoorQuality.class);
    assertThat(answer.reason()).contains(reason);
  }

  @Test
  void aFaceSeenFromTheSideIsPoorQuality() throws Exception {
    store.outputs.get("landmark")[60] = 0.75f;

    assertThat(visit.look(OWN).answer().reason()).contains("looks aside");
  }

  @Test
  void pointsThatFallTogetherArePoorQuality() throws Exception {
    Arrays.fill(store.outputs.get("landmark"), 0.5f);

    assertThat(visit.look(OWN).answer()).isInstanceOf(FaceAnswer.PoorQuality.class);
  }

  @Test
  void aClipThatIsPlayedAgainHasNoVote() throws Exception {
    visit.begin(2, 1);
    Frame frame = visit.next();
    visit.watch.look(claim(OWN), frame);

    long later = visit.now.addAndGet(Visit.PICTURE_NANOS);
    FaceSighting again = visit.watch.look(claim(OWN), Visit.at(frame.bytes(), later));

    assertThat(again.answer()).isInstanceOf(FaceAnswer.Unknown.class);
    assertThat(again.answer().reason()).contains("seen before: it has no vote");
    assertThat(again.face()).as("what has no vote decided nothing").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void aPictureThatWasNotCapturedAfterTheOneBeforeHasNoVote(long nanos) throws Exception {
    visit.begin(2, 1);
    long first = visit.next().capturedNanos();
    visit.watch.look(claim(OWN), Visit.at(visit.next().bytes(), first));

    FaceSighting again =
        visit.watch.look(claim(OWN), Visit.at(visit.next().bytes(), first + nanos));

    assertThat(again.answer()).isInstanceOf(FaceAnswer.Unknown.class);
    assertThat(again.answer().reason()).contains("not captured after the one before");
  }

  @Test
  void aPictureThatIsTooOldHasNoVote() throws Exception {
    Frame frame = visit.next();
    visit.now.addAndGet(1_600_000_000);

    FaceSighting sighting = visit.watch.look(claim(OWN), frame);

    assertThat(sighting.answer()).isInstanceOf(FaceAnswer.PoorQuality.class);
    assertThat(sighting.answer().reason())
        .isEqualTo("the picture is 1600 ms old, at most 1500 ms are allowed: it has no vote");
    assertThat(visit.watch.look(claim(OWN), visit.next()).answer())
        .isInstanceOf(FaceAnswer.Known.class);
  }

  @Test
  void aPictureOfTheFutureHasNoVote() throws Exception {
    Frame frame = visit.next();

    FaceSighting sighting =
        visit.watch.look(claim(OWN), Visit.at(frame.bytes(), frame.capturedNanos() + 200_000_000));

    assertThat(sighting.answer().reason()).contains("will be captured");
  }

  @Test
  void theCapEndsAVisitOfAStranger() throws Exception {
    visit.configure("maxPictures", 3);

    assertThat(visit.look(template(0, 1)).decided()).isFalse();
    assertThat(visit.look(template(0, 1)).decided()).isFalse();
    FaceSighting third = visit.look(template(0, 1));

    assertThat(third.decided()).isTrue();
    assertThat(third.answer()).isInstanceOf(FaceAnswer.Unknown.class);
    assertThat(third.answer().reason()).endsWith("no more pictures of this visit are judged");
    assertThat(visit.look(OWN).answer()).isSameAs(third.answer());
  }

  @Test
  void oneTrackHasSoManyAttemptsAndNoMore() throws Exception {
    visit.configure("maxEmbeddings", 2);
    visit.look(template(0, 1));

    assertThat(visit.look(template(0, 1)).decided()).isTrue();
  }

  @Test
  void aModelThatFailsIsATypedError() {
    store.outputs.put("embed", new float[] {0, 0});

    assertThatThrownBy(() -> visit.look(OWN))
        .isInstanceOf(ModelException.class)
        .hasFieldOrPropertyWithValue("code", "model-output-invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {ModelSlots.FACE_DETECTION, ModelSlots.FACE_LIVENESS, ModelSlots.FACE_EMBEDDING})
  void anUnknownFamilyIsATypedError(String slot) {
    store.manifests.put(
        slot, ScriptedStore.manifest("odd", slot, "retina-2030", List.of(), Map.of()));

    assertThatThrownBy(() -> visit.look(OWN))
        .isInstanceOf(ModelException.class)
        .hasFieldOrPropertyWithValue("code", "model-manifest-invalid")
        .hasMessageContaining("unknown family")
        .hasMessageContaining("retina-2030");
  }

  @Test
  void aMissingParameterIsATypedError() {
    store.manifests.compute(
        ModelSlots.FACE_LIVENESS,
        (slot, good) ->
            ScriptedStore.manifest("bare", slot, good.family(), good.networks(), Map.of()));

    assertThatThrownBy(() -> visit.look(OWN))
        .hasFieldOrPropertyWithValue("code", "model-manifest-invalid")
        .hasMessageContaining("cropScale");
  }

  @Test
  void whatIsClosedSeesNothing() throws Exception {
    visit.look(OWN);
    visit.watch.close();

    assertThatThrownBy(() -> visit.look(OWN)).isInstanceOf(IllegalStateException.class);
  }
}
