// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.Frame;
import org.vestibule.api.visit.StageTiming;
import org.vestibule.vision.internal.picture.Pictures;

/** An embedding model serves in whose space a person may have no template yet. */
class TemplatesFollowTheModelTest {
  private static final PersonId ANNA = new PersonId("anna");
  private static final String OLD = "scripted-embed@1";
  private static final String NEW = "scripted-embed@2";

  private final ScriptedStore store = new ScriptedStore();
  private final FaceRoom room = new FaceRoom(Settings.DEFAULTS);

  @BeforeEach
  void swap() {
    store.manifests.put(ModelSlots.FACE_EMBEDDING, ScriptedStore.embedding("2"));
    store.companions.put(OLD, ScriptedStore.embedding("1"));
    store.outputs.put(OLD + " embed", new float[] {1, 0});
    store.outputs.put(NEW + " embed", new float[] {0, 0, 1});
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
    FaceAnswer.Known answer = (FaceAnswer.Known) verify(template(OLD, 1, 0));

    assertThat(answer.reason())
        .isEqualTo(
            "similarity 1.000 is above 0.500, liveness 0.987 by scripted-embed@1, which keeps the"
                + " older templates");
    assertThat(answer.renewal())
        .hasValueSatisfying(
            renewed ->
                assertThat(renewed.similarity(FaceTemplate.of(NEW, new float[] {0, 0, 2})))
                    .isEqualTo(1));
    assertThat(answer.timings())
        .extracting(StageTiming::stage)
        .endsWith("align", "embed", "compare", "renew");
  }

  @Test
  void whoHasATemplateOfTheModelThatServesIsComparedThereAndNowhereElse() throws Exception {
    // The old template would match: the new one, which does not, decides.
    FaceAnswer answer = verify(template(OLD, 1, 0), template(NEW, 1, 0, 0));

    assertThat(answer).isInstanceOf(FaceAnswer.Unknown.class);
    assertThat(answer.reason()).isEqualTo("similarity 0.000 is not above 0.500");
    FaceAnswer.Known known = (FaceAnswer.Known) verify(template(OLD, 0, 1), template(NEW, 0, 0, 1));
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
  void aConfiguredBoundMakesTheCompanionStricterAndNeverLaxer() throws Exception {
    store.companions.put(OLD, ScriptedStore.embedding("1", 0.9));
    FaceTemplate close = template(OLD, 0.8f, 0.6f);

    room.configure(Settings.of(Map.of("similarityThreshold", "0.3")));
    assertThat(verify(close).reason()).startsWith("similarity 0.800 is not above 0.900");
    room.configure(Settings.of(Map.of("similarityThreshold", "0.95")));
    assertThat(verify(close).reason()).startsWith("similarity 0.800 is not above 0.950");
    store.companions.put(OLD, ScriptedStore.embedding("1", 0.7));
    room.configure(Settings.DEFAULTS);
    assertThat(verify(close)).isInstanceOf(FaceAnswer.Known.class);
  }

  @Test
  void aModelThatCannotLearnTheFaceKeepsNobodyOut() throws Exception {
    store.outputs.put(NEW + " embed", new float[] {0, 0, 0});

    FaceAnswer.Known answer = (FaceAnswer.Known) verify(template(OLD, 1, 0));

    assertThat(answer.renewal()).isEmpty();
    assertThat(answer.reason()).endsWith("; not renewed: model-output-invalid");
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
    byte[] jpeg = Pictures.jpeg(Pictures.scene(320, 240, false));
    return room.verify(store, ANNA, List.of(enrolled), new Frame(jpeg, Instant.EPOCH, 0));
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
