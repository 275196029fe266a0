// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceSighting;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.face.FaceThresholds;
import org.vestibule.api.face.OperatingPoint;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.station.StationId;
import org.vestibule.api.visit.StageTiming;
import org.vestibule.vision.internal.camera.CameraProfile;
import org.vestibule.vision.internal.picture.Lens;
import org.vestibule.vision.internal.vote.Points;

/** An embedding model serves in whose space a person may have no template yet. */
class TemplatesFollowTheModelTest {
  private static final String OLD = "scripted-embed@1";
  private static final String NEW = "scripted-embed@2";

  private final ScriptedStore store = new ScriptedStore();
  private Visit visit;

  @BeforeEach
  void swap() throws Exception {
    store.manifests.put(ModelSlots.FACE_EMBEDDING, ScriptedStore.embedding("2"));
    store.companions.put(OLD, ScriptedStore.embedding("1"));
    store.outputs.put(OLD + " embed", new float[] {1, 0});
    store.outputs.put(NEW + " embed", new float[] {0, 0, 1});
    visit = new Visit(store);
  }

  @AfterEach
  void everyLeaseIsReturned() {
    assertThat(store.leases).hasValue(0);
  }

  @Test
  void aStrangerIsUnknownToTheCompanionAndNotRenewed() throws Exception {
    FaceAnswer.Unknown answer = (FaceAnswer.Unknown) verify(template(OLD, 0, 1));

    assertThat(answer.similarity()).isZero();
    assertThat(answer.reason())
        .isEqualTo(
            "similarity 0.000 is not above 0.500 by scripted-embed@1, which keeps the older"
                + " templates");
    assertThat(answer.timings()).extracting(StageTiming::stage).doesNotContain("renew");
  }

  @Test
  void anArtefactIsNeitherComparedNorRenewed() throws Exception {
    store.outputs.put("liveness", new float[] {0, 5, 0});

    assertThat(verify(template(OLD, 1, 0))).isInstanceOf(FaceAnswer.Spoof.class);
  }

  @Test
  void whoIsKnownToTheCompanionIsKnownAndGetsATemplateOfTheModelThatServes() throws Exception {
    FaceSighting sighting = visit.look(template(OLD, 1, 0));
    FaceAnswer answer = sighting.answer();

    assertThat(answer.reason())
        .isEqualTo(
            "similarity 1.000 is above 0.500 in 1 of 1 pictures by scripted-embed@1, which keeps the"
                + " older templates, liveness 0.987");
    assertThat(sighting.probe())
        .hasValueSatisfying(probe -> assertThat(probe.space()).isEqualTo(OLD));
    assertThat(sighting.renewal())
        .hasValueSatisfying(
            renewed ->
                assertThat(renewed.similarity(FaceTemplate.of(NEW, new float[] {0, 0, 2})))
                    .isEqualTo(1));
    assertThat(answer.timings())
        .extracting(StageTiming::stage)
        .endsWith("align", "embed", "liveness", "compare", "renew");
  }

  @Test
  void whoHasATemplateOfTheModelThatServesIsComparedThereAndNowhereElse() throws Exception {
    // The old template would match: the new one, which does not, decides.
    FaceAnswer answer = verify(template(OLD, 1, 0), template(NEW, 1, 0, 0));

    assertThat(answer).isInstanceOf(FaceAnswer.Unknown.class);
    assertThat(answer.reason()).isEqualTo("similarity 0.000 is not above 0.500");
    FaceSighting known = visit.look(template(OLD, 0, 1), template(NEW, 0, 0, 1));
    assertThat(known.answer()).isInstanceOf(FaceAnswer.Known.class);
    assertThat(known.renewal()).isEmpty();
  }

  @Test
  void ofSeveralOlderSpacesTheNewestThatIsKeptDecidesAlone() throws Exception {
    store.companions.put("older", withSpace(ScriptedStore.embedding("0"), "older"));
    store.outputs.put("scripted-embed@0 embed", new float[] {1, 0});

    assertThat(verify(template("older", 1, 0), template(OLD, 0, 1)))
        .isInstanceOf(FaceAnswer.Unknown.class);
    store.companions.remove(OLD);
    assertThat(verify(template("older", 1, 0), template(OLD, 0, 1)).reason())
        .contains("by scripted-embed@0");
  }

  @Test
  void withoutACompanionTheAnswerIsUnknownAndSaysWhatToDo() throws Exception {
    store.companions.clear();

    FaceAnswer.Unknown answer = (FaceAnswer.Unknown) verify(template(OLD, 1, 0));

    assertThat(answer.similarity()).isNaN();
    assertThat(answer.reason())
        .isEqualTo("no enrolled template in scripted-embed@2 among 1: enrol again");
  }

  @Test
  void theBoundInForceIsAskedForInTheSpaceThatDecides() throws Exception {
    List<String> asked = new ArrayList<>();
    FaceThresholds thresholds =
        new FaceThresholds() {
          @Override
          public OperatingPoint point(String space, int comparisons) {
            asked.add(space + " " + comparisons);
            return Points.at(0.9);
          }

          @Override
          public List<OperatingPoint> inForce() {
            return List.of();
          }
        };
    visit =
        new Visit(
            store,
            new Neighbours() {
              @Override
              public Optional<FaceThresholds> thresholds() {
                return Optional.of(thresholds);
              }

              @Override
              public CameraProfile camera(Optional<StationId> camera) {
                return new CameraProfile(Lens.NONE, CameraProfile.Infrared.FALSE, Double.NaN, 0.03);
              }
            });

    assertThat(visit.look(template(OLD, 0.8f, 0.6f)).answer().reason())
        .startsWith("similarity 0.800 is not above 0.930");
    assertThat(asked).containsExactly(OLD + " 1");
  }

  @Test
  void aSwapInTheMiddleOfAVisitBeginsTheVoteAnewInTheNewSpace() throws Exception {
    visit.begin(2, 1);
    store.manifests.put(ModelSlots.FACE_EMBEDDING, ScriptedStore.embedding("1"));
    FaceTemplate old = template(OLD, 1, 0);
    FaceTemplate renewed = template(NEW, 0, 0, 1);
    visit.look(old, renewed);

    store.manifests.put(ModelSlots.FACE_EMBEDDING, ScriptedStore.embedding("2"));
    FaceSighting first = visit.look(old, renewed);
    FaceSighting second = visit.look(old, renewed);

    assertThat(first.answer().reason()).contains("in 1 of 2 pictures");
    assertThat(second.answer()).isInstanceOf(FaceAnswer.Known.class);
    assertThat(second.evidence().orElseThrow().track()).isEqualTo("t1");
    assertThat(second.evidence().orElseThrow().pictures()).isEqualTo(2);
  }

  @Test
  void aModelThatCannotLearnTheFaceKeepsNobodyOut() throws Exception {
    store.outputs.put(NEW + " embed", new float[] {0, 0, 0});

    FaceSighting sighting = visit.look(template(OLD, 1, 0));

    assertThat(sighting.renewal()).isEmpty();
    assertThat(sighting.answer()).isInstanceOf(FaceAnswer.Known.class);
    assertThat(sighting.answer().reason()).endsWith("; not renewed: model-output-invalid");
  }

  @Test
  void aCompanionThatCannotBeUsedIsATypedError() {
    store.companions.put(
        OLD, ScriptedStore.manifest("odd", ModelSlots.FACE_EMBEDDING, "ring", List.of(), Map.of()));

    assertThatThrownBy(() -> verify(template(OLD, 1, 0)))
        .isInstanceOf(ModelException.class)
        .hasFieldOrPropertyWithValue("code", "model-manifest-invalid");
  }

  private FaceAnswer verify(FaceTemplate... enrolled) throws Exception {
    visit.begin(1, 1);
    return visit.look(enrolled).answer();
  }

  private static FaceTemplate template(String space, float... values) {
    return FaceTemplate.of(space, values);
  }

  private static ModelManifest withSpace(ModelManifest manifest, String space) {
    return new ModelManifest(
        manifest.name(),
        manifest.version(),
        manifest.release(),
        manifest.expires(),
        manifest.slot(),
        manifest.task(),
        manifest.family(),
        manifest.languages(),
        manifest.licence(),
        manifest.commercialUse(),
        manifest.notice(),
        space,
        manifest.networks(),
        manifest.tokenizer(),
        manifest.labels(),
        manifest.parameters());
  }
}
