// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.face.FaceAnswer;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelTrial;
import org.vestibule.api.model.Verdict;

/** What a second model is told and asked after a visitor has had their answer. */
class FaceTrialsTest {
  private static final FaceTemplate TEMPLATE =
      FaceTemplate.of("scripted-embed@1", new float[] {1, 0});

  private final ScriptedStore store = new ScriptedStore();

  /** Another model serves one of its slots. */
  private final ScriptedStore other = new ScriptedStore();

  private Visit visit;
  private Verdict decided;
  private ModelTrial.Again again;

  @BeforeEach
  void arrive() throws Exception {
    visit = new Visit(store);
  }

  @AfterEach
  void everyLeaseIsReturned() {
    assertThat(store.leases).hasValue(0);
    assertThat(other.leases).hasValue(0);
  }

  @Test
  void whatGoesWrongWithATrialDoesNotReachTheVisitor() throws Exception {
    store.trial =
        (verdict, work) -> {
          throw new IllegalStateException("the bundle models is stopped");
        };
    assertThat(verify(TEMPLATE)).isInstanceOf(FaceAnswer.Known.class);
  }

  @Test
  void aFailureOfTheSecondModelIsTheTrialsToCount() throws Exception {
    offered(TEMPLATE);
    other.outputs.put("embed", new float[] {0, 0});
    assertThatThrownBy(() -> again.with(other))
        .hasFieldOrPropertyWithValue("code", "model-output-invalid");
  }

  @Test
  void everyAnswerHasItsVerdict() throws Exception {
    offered(TEMPLATE);
    assertThat(decided).isEqualTo(new Verdict("known", true, 1));
    offered(FaceTemplate.of("scripted-embed@1", new float[] {0, 1}));
    assertThat(decided).isEqualTo(new Verdict("unknown", false, 0));
    store.outputs.put("liveness", new float[] {0, 5, 0});
    offered(TEMPLATE);
    assertThat(decided).isEqualTo(new Verdict("spoof", false, Double.NaN));
    store.outputs.put("boxes", new float[] {0.48f, 0.48f, 0.52f, 0.52f});
    offered(TEMPLATE);
    assertThat(decided).isEqualTo(new Verdict("poor-quality", false, Double.NaN));
    store.outputs.put("scores", new float[] {0.9f, 0.1f});
    offered(TEMPLATE);
    assertThat(decided).isEqualTo(new Verdict("no-face", false, Double.NaN));
  }

  @Test
  void aModelIsOnlyTriedOnWhatItHadAPartIn() throws Exception {
    verify(TEMPLATE);
    store.manifests.put(ModelSlots.FACE_EMBEDDING, ScriptedStore.embedding("2"));
    store.companions.put("scripted-embed@1", ScriptedStore.embedding("1"));
    verify(TEMPLATE);
    store.outputs.put("liveness", new float[] {0, 5, 0});
    verify(TEMPLATE);
    store.outputs.put("scores", new float[] {0.9f, 0.1f});
    verify(TEMPLATE);
    List<String> withoutEmbedding = List.of(ModelSlots.FACE_DETECTION, ModelSlots.FACE_LIVENESS);
    assertThat(store.asked)
        .containsExactly(
            List.of(ModelSlots.FACE_DETECTION, ModelSlots.FACE_LIVENESS, ModelSlots.FACE_EMBEDDING),
            withoutEmbedding,
            withoutEmbedding,
            List.of(ModelSlots.FACE_DETECTION));
  }

  @Test
  void aSecondModelOfTheSameSpaceIsComparedByItsScore() throws Exception {
    offered(TEMPLATE);
    other.outputs.put("embed", new float[] {0.6f, 0.8f});
    Verdict second = again.with(other);
    assertThat(second.decision()).isEqualTo("known");
    assertThat(second.score()).isCloseTo(0.6, org.assertj.core.data.Offset.offset(1e-6));
  }

  @Test
  void aSecondModelOfAnotherSpaceHasNoComparableScore() throws Exception {
    offered(TEMPLATE, FaceTemplate.of("scripted-embed@2", new float[] {0, 1}));
    other.manifests.put(ModelSlots.FACE_EMBEDDING, ScriptedStore.embedding("2"));
    assertThat(again.with(other)).isEqualTo(new Verdict("unknown", false, Double.NaN));
  }

  @Test
  void aSecondModelThatHasNoTemplateOfThePersonSaysNothingWhateverItSees() throws Exception {
    offered(TEMPLATE);
    other.manifests.put(ModelSlots.FACE_EMBEDDING, ScriptedStore.embedding("2"));
    // Not even through a companion, which is the model that decided.
    other.companions.put("scripted-embed@1", ScriptedStore.embedding("1"));
    assertThat(again.with(other)).isEqualTo(Verdict.NONE);
    other.outputs.put("scores", new float[] {0.9f, 0.1f});
    assertThat(again.with(other)).isEqualTo(Verdict.NONE);
  }

  @Test
  void aTrialTakesNoTurnFromTheDoor() throws Exception {
    visit.configure("maxConcurrent", "1");
    offered(TEMPLATE);
    ExecutorService door = Executors.newSingleThreadExecutor();
    try {
      // The trial's own store lets a visitor in while the trial is in the middle of its work.
      ScriptedStore busy = new ScriptedStore();
      FaceAnswer[] answers = new FaceAnswer[1];
      Verdict second =
          again.with(
              slot -> {
                if (answers[0] == null) {
                  Future<FaceAnswer> visitor = door.submit(() -> verify(TEMPLATE));
                  try {
                    answers[0] = visitor.get(60, TimeUnit.SECONDS);
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                }
                return busy.lease(slot);
              });
      assertThat(answers[0]).isInstanceOf(FaceAnswer.Known.class);
      assertThat(second.decision()).isEqualTo("known");
      assertThat(busy.leases).hasValue(0);
    } finally {
      door.shutdown();
    }
  }

  private void offered(FaceTemplate... enrolled) throws Exception {
    store.trial =
        (verdict, work) -> {
          decided = verdict;
          again = work;
        };
    verify(enrolled);
  }

  private FaceAnswer verify(FaceTemplate... enrolled) throws Exception {
    visit.begin(1, 1);
    return visit.look(enrolled).answer();
  }
}
