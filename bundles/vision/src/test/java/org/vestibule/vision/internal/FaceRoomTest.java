// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.Frame;
import org.vestibule.api.visit.StageTiming;
import org.vestibule.vision.internal.picture.Pictures;

/** The order of the answers, with networks that say what the test wants. */
class FaceRoomTest {
  private static final PersonId ANNA = new PersonId("anna");

  private final ScriptedStore store = new ScriptedStore();
  private final FaceRoom room = new FaceRoom(Settings.DEFAULTS);

  @AfterEach
  void everyLeaseIsReturned() {
    assertThat(store.leases).hasValue(0);
  }

  @Test
  void theClaimedPersonIsKnown() throws Exception {
    FaceAnswer answer = verify(template(1, 0), template(0.9f, 0.1f));

    assertThat(answer).asInstanceOf(type(FaceAnswer.Known.class));
    assertThat(answer.reason()).isEqualTo("similarity 1.000 is above 0.500, liveness 0.987");
    assertThat(answer.timings())
        .extracting(StageTiming::stage)
        .containsExactly(
            "decode",
            "detect",
            "window",
            "landmark",
            "quality",
            "liveness",
            "align",
            "embed",
            "compare");
  }

  @Test
  void aSpoofOfTheClaimedPersonIsASpoof() throws Exception {
    store.outputs.put("liveness", new float[] {0, 5, 0});

    FaceAnswer answer = verify(template(1, 0));

    assertThat(answer).isInstanceOf(FaceAnswer.Spoof.class);
    assertThat(answer.reason()).isEqualTo("liveness 0.007 is not above 0.500");
  }

  @Test
  void aSpoofIsASpoofEvenWhenNobodyIsEnrolled() throws Exception {
    store.outputs.put("liveness", new float[] {0, 5, 0});

    assertThat(verify()).isInstanceOf(FaceAnswer.Spoof.class);
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY})
  void anUnreadableLivenessIsASpoof(float logit) throws Exception {
    store.outputs.put("liveness", new float[] {logit, 0, 0});

    assertThat(verify(template(1, 0))).isInstanceOf(FaceAnswer.Spoof.class);
  }

  @Test
  void aSimilarityOnTheBoundIsUnknown() throws Exception {
    room.configure(Settings.of(Map.of("similarityThreshold", "1")));

    FaceAnswer answer = verify(template(1, 0));

    assertThat(answer).isInstanceOf(FaceAnswer.Unknown.class);
    assertThat(answer.reason()).isEqualTo("similarity 1.000 is not above 1.000");
  }

  @Test
  void templatesOfAnotherModelAreNeverCompared() throws Exception {
    FaceTemplate old = template(1, 0);
    store.manifests.put(ModelSlots.FACE_EMBEDDING, ScriptedStore.embedding("2"));

    FaceAnswer.Unknown answer = (FaceAnswer.Unknown) verify(old);

    assertThat(answer.similarity()).isNaN();
    assertThat(answer.reason())
        .isEqualTo("no enrolled template in scripted-embed@2 among 1: enrol again");
  }

  @Test
  void aTemplateOfAnotherLengthIsUnknown() throws Exception {
    FaceTemplate other = FaceTemplate.of("scripted-embed@1", new float[] {1, 0, 0});

    assertThat(((FaceAnswer.Unknown) verify(other)).similarity()).isNaN();
  }

  @Test
  void noFaceIsNoFace() throws Exception {
    store.outputs.put("scores", new float[] {0.9f, 0.1f});

    assertThat(verify(template(1, 0))).isInstanceOf(FaceAnswer.NoFace.class);
    assertThatThrownBy(() -> room.enrol(store, frame()))
        .isInstanceOf(VestibuleException.class)
        .hasFieldOrPropertyWithValue("code", "no-face");
  }

  @ParameterizedTest
  @CsvSource({
    "0.45, 0.45, 0.55, 0.55, 24 pixels high",
    "-0.2, 0.2, 0.4, 0.8, of the face is in the picture"
  })
  void aFaceInTheWrongPlaceIsPoorQuality(float x1, float y1, float x2, float y2, String reason)
      throws Exception {
    store.outputs.put("boxes", new float[] {x1, y1, x2, y2});

    assertThat(verify(template(1, 0)))
        .isInstanceOf(FaceAnswer.PoorQuality.class)
        .extracting(FaceAnswer::reason)
        .asString()
        .contains(reason);
    assertThatThrownBy(() -> room.enrol(store, frame()))
        .hasFieldOrPropertyWithValue("code", "poor-quality");
  }

  @Test
  void aFaceSeenFromTheSideIsPoorQuality() throws Exception {
    float[] points = store.outputs.get("landmark");
    points[60] = 0.75f;

    assertThat(verify(template(1, 0)).reason()).contains("looks aside");
  }

  @Test
  void pointsThatFallTogetherArePoorQuality() throws Exception {
    java.util.Arrays.fill(store.outputs.get("landmark"), 0.5f);

    assertThat(verify(template(1, 0))).isInstanceOf(FaceAnswer.PoorQuality.class);
  }

  @Test
  void aSpoofIsNotEnrolled() {
    store.outputs.put("liveness", new float[] {0, 5, 0});

    assertThatThrownBy(() -> room.enrol(store, frame()))
        .hasFieldOrPropertyWithValue("code", "spoof-suspected");
  }

  @Test
  void twoFacesAreNotEnrolled() {
    store.outputs.put("scores", new float[] {0, 0.9f, 0, 0.8f});
    store.outputs.put("boxes", new float[] {0.1f, 0.2f, 0.4f, 0.8f, 0.6f, 0.2f, 0.9f, 0.8f});

    assertThatThrownBy(() -> room.enrol(store, frame()))
        .hasFieldOrPropertyWithValue("code", "several-faces")
        .hasMessageContaining("2 faces");
  }

  @Test
  void aVectorOfNothingIsTheModelsFault() {
    store.outputs.put("embed", new float[] {0, 0});

    assertThatThrownBy(() -> room.enrol(store, frame()))
        .isInstanceOf(ModelException.class)
        .hasFieldOrPropertyWithValue("code", "model-output-invalid");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {ModelSlots.FACE_DETECTION, ModelSlots.FACE_LIVENESS, ModelSlots.FACE_EMBEDDING})
  void anUnknownFamilyIsATypedError(String slot) {
    store.manifests.put(
        slot, ScriptedStore.manifest("odd", slot, "retina-2030", List.of(), Map.of()));

    assertThatThrownBy(() -> verify(template(1, 0)))
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

    assertThatThrownBy(() -> verify(template(1, 0)))
        .hasFieldOrPropertyWithValue("code", "model-manifest-invalid")
        .hasMessageContaining("cropScale");
  }

  @Test
  void theTemplateSaysNothingOfTheFace() throws Exception {
    assertThat(room.enrol(store, frame()).toString()).isEqualTo("FaceTemplate[scripted-embed@1]");
  }

  private FaceAnswer verify(FaceTemplate... enrolled) throws Exception {
    return room.verify(store, ANNA, List.of(enrolled), frame());
  }

  private static FaceTemplate template(float x, float y) {
    return FaceTemplate.of("scripted-embed@1", new float[] {x, y});
  }

  private static Frame frame() throws Exception {
    byte[] jpeg = Pictures.jpeg(Pictures.scene(320, 240, false));
    return new Frame(jpeg, Instant.EPOCH, 0);
  }
}
