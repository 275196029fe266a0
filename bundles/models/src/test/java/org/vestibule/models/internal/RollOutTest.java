// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelState;
import org.vestibule.api.model.Verdict;
import org.vestibule.api.status.Status;

/** A candidate goes from shadow to canary to a watched activation, or out, with a sentence. */
class RollOutTest extends StoreFixture {
  private static final String POLICY =
      """
      "rollout": {
        "shadow": {"share": 1, "minimum": 40, "maxDisagreement": 0.1, "maxScoreShift": 0.05},
        "canary": {"share": 0.5, "minimum": 10, "maxErrorRate": 0.1, "maxLatencyRatio": 2}},
      """;

  private static final Verdict YES = new Verdict("known", true, 0.8);
  private static final Verdict NO = new Verdict("unknown", false, 0.8);

  @BeforeEach
  void aCandidate() throws IOException {
    staged("small", "2.0.0", 2, "speech", POLICY);
  }

  @Test
  void whatDisagreesTooOftenIsRefusedWithValueBoundAndCount() throws Exception {
    PackStore store = store("large");
    store.rollOut("small", "operator:anna");
    judge(store, 35, YES);
    judge(store, 5, NO);
    awaitThat(() -> state(store, "small@2.0.0") == ModelState.REFUSED);
    settle(store);

    assertThat(info(store, "small@2.0.0").problem())
        .contains("5 of 40 decisions differ", "26.11 %", "95 % confidence", "allowed are 10 %");
    assertThat(newest(store).outcome()).isEqualTo("refused");
    assertThat(newest(store).onlyServing()).isEqualTo(5);
    assertThat(newest(store).mcnemarP()).isCloseTo(2 / 32.0, within(1e-12));
    assertThat(audit.told())
        .containsSubsequence(
            "operator:anna model-shadowed small@2.0.0", "models model-refused small@2.0.0");
    assertThat(serving(store, "speech")).isEqualTo("large@1.0.0");
    assertThat(runtime.open).hasValue(1);
  }

  @Test
  void whatScoresOtherwiseIsRefused() throws Exception {
    PackStore store = store("large");
    store.rollOut("small", "test");
    judge(store, 40, new Verdict("known", true, 0.7));
    awaitThat(() -> newest(store).outcome().equals("refused"));

    assertThat(newest(store).sentence())
        .contains("scores moved by -0.1000", "n = 40", "allowed is 0.05");
    assertThat(newest(store).outcome()).isEqualTo("refused");
  }

  @Test
  void whatFailsInShadowIsRefusedAndNobodyNoticed() throws Exception {
    PackStore store = store("large");
    store.rollOut("small", "test");
    runtime.scripts.put("small@2.0.0", RollOutTest::fail);
    for (int i = 0; i < 5; i++) {
      int before = i;
      store
          .trial("speech")
          .orElseThrow()
          .compare(
              YES,
              view -> {
                try (ModelLease lease = view.lease("speech")) {
                  lease.run("net", Map.of()).close();
                  return YES;
                }
              });
      awaitThat(() -> newest(store).errors() > before);
    }
    awaitThat(() -> newest(store).outcome().equals("refused"));

    assertThat(newest(store).sentence()).contains("5 of 5 runs failed", "10 % of at least 40");
    assertThat(request(store)).isEqualTo("large@1.0.0");
  }

  @Test
  void whatCanNeverBeComparedSaysSoInsteadOfWaitingForEver() throws Exception {
    PackStore store = store("large");
    store.rollOut("small", "test");
    for (int i = 0; i < 40; i++) {
      int before = i;
      store.trial("speech").orElseThrow().compare(YES, view -> Verdict.NONE);
      awaitThat(() -> newest(store).incomparable() > before);
    }
    awaitThat(() -> newest(store).outcome().equals("refused"));

    assertThat(newest(store).sentence()).contains("none of 40 requests", "cannot promote");
  }

  @Test
  void aGoodCandidateTakesEachStepByItself() throws Exception {
    PackStore store = store("large");
    store.rollOut("small@2.0.0", "test");
    assertThat(state(store, "small@2.0.0")).isEqualTo(ModelState.SHADOW);
    assertThat(store.progress()).contains("small@2.0.0 is in shadow: 0 of 40");
    judge(store, 40, YES);
    awaitThat(() -> state(store, "small@2.0.0") == ModelState.CANARY);

    assertThat(List.of(request(store), request(store), request(store), request(store)))
        .containsExactly("large@1.0.0", "small@2.0.0", "large@1.0.0", "small@2.0.0");
    assertThat(store.trial("speech")).isEmpty();
    for (int i = 0; i < 16; i++) {
      request(store);
    }
    store.engine().tick();
    settle(store);

    assertThat(state(store, "small@2.0.0")).isEqualTo(ModelState.WATCHED);
    assertThat(request(store)).isEqualTo("small@2.0.0");
    watchEnds(store);
    assertThat(state(store, "small@2.0.0")).isEqualTo(ModelState.ACTIVE);
    assertThat(runtime.opened).hasValue(2);
    assertThat(store.comparisons())
        .extracting("phase", "outcome")
        .containsExactly(
            tuple("watch", "passed"), tuple("canary", "promoted"), tuple("shadow", "promoted"));
    assertThat(audit.told())
        .containsExactly(
            "test model-shadowed small@2.0.0",
            "models model-canaried small@2.0.0",
            "models model-promoted small@2.0.0");
    assertThat(store.rollBack("speech", "test").id()).isEqualTo("large@1.0.0");
  }

  @Test
  void aCanaryThatFailsIsOutAfterItsSecondFailedRun() throws Exception {
    PackStore store = canary();
    runtime.scripts.put("small@2.0.0", RollOutTest::fail);

    assertThat(List.of(request(store), request(store), request(store), request(store)))
        .containsExactly("large@1.0.0", "model-run-failed", "large@1.0.0", "model-run-failed");
    for (int i = 0; i < 10; i++) {
      assertThat(request(store)).isEqualTo("large@1.0.0");
    }
    settle(store);
    assertThat(info(store, "small@2.0.0").problem()).contains("as canary: 2 of 2 runs failed");
  }

  @Test
  void aCanaryThatIsSlowIsOut() throws Exception {
    PackStore store = canary();
    runtime.scripts.put("large@1.0.0", () -> clock.addAndGet(1_000_000));
    runtime.scripts.put("small@2.0.0", () -> clock.addAndGet(2_500_000));
    for (int i = 0; i < 20; i++) {
      request(store);
    }
    store.engine().tick();

    assertThat(newest(store).sentence()).contains("2.50 times", "allowed is 2");
    assertThat(newest(store).outcome()).isEqualTo("refused");
  }

  @Test
  void twoEmbeddingsNeverServeSideBySide() throws Exception {
    release(packs, "old-face", "old-face", "1.0.0", 1, "face-embedding", "");
    staged("new-face", "1.0.0", 1, "face-embedding", POLICY);
    PackStore store = store("old-face");
    store.rollOut("new-face", "test");
    for (int i = 0; i < 40; i++) {
      store.trial("face-embedding").orElseThrow().compare(YES, view -> YES);
      awaitCompared(store, i + 1);
    }
    awaitThat(() -> state(store, "new-face") == ModelState.WATCHED);

    assertThat(audit.told()).doesNotContain("models model-canaried new-face@1.0.0");
  }

  @Test
  void anUnwritableAuditHoldsAPromotionUp() throws Exception {
    PackStore store = store("large");
    store.rollOut("small", "test");
    audit.full = true;
    judge(store, 40, YES);
    store.engine().tick();
    settle(store);
    assertThat(state(store, "small@2.0.0")).isEqualTo(ModelState.SHADOW);

    audit.full = false;
    store.engine().tick();
    awaitThat(() -> state(store, "small@2.0.0") == ModelState.CANARY);
  }

  @Test
  void aPersonEndsARollOutByRollingBack() throws Exception {
    PackStore store = canary();

    assertThat(store.rollBack("speech", "test").id()).isEqualTo("large@1.0.0");

    assertThat(state(store, "small@2.0.0")).isEqualTo(ModelState.STAGED);
    assertThat(newest(store).outcome()).isEqualTo("ended");
    assertThat(runtime.open).hasValue(1);
    for (int i = 0; i < 4; i++) {
      assertThat(request(store)).isEqualTo("large@1.0.0");
    }
  }

  @Test
  void aRollOutEndsWithARestartAndTheStatusSaysSo() throws Exception {
    PackStore before = store("large");
    before.rollOut("small", "test");
    before.close();

    PackStore after = store("large");

    assertThat(state(after, "small@2.0.0")).isEqualTo(ModelState.STAGED);
    assertThat(after.status().state()).isEqualTo(Status.State.READY);
    assertThat(after.status().sentence())
        .contains("The roll-out of small@2.0.0 ended with the restart");
    assertThat(after.trial("speech")).isEmpty();
  }

  @Test
  void nothingServingIsNothingToCompareWith() throws Exception {
    PackStore store = store();

    assertThatThrownBy(() -> store.rollOut("small", "test"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("nothing to be compared with");
    assertThat(runtime.open).hasValue(0);
  }

  @Test
  void onlyItsShareIsCompared() throws Exception {
    staged("small", "3.0.0", 3, "speech", POLICY.replace("\"share\": 1,", "\"share\": 0.25,"));
    PackStore store = store("large");
    store.rollOut("small", "test");

    int asked = 0;
    for (int i = 0; i < 40; i++) {
      asked += store.trial("face-detection", "speech").isPresent() ? 1 : 0;
    }
    assertThat(asked).isEqualTo(10);
    assertThat(store.trial("face-detection")).isEmpty();
  }

  private PackStore canary() throws ModelException {
    PackStore store = store("large");
    store.rollOut("small", "test");
    judge(store, 40, YES);
    awaitThat(() -> state(store, "small@2.0.0") == ModelState.CANARY);
    return store;
  }

  private static void judge(PackStore store, int count, Verdict other) {
    long done = newest(store).compared();
    for (int i = 1; i <= count; i++) {
      store.trial("speech").orElseThrow().compare(YES, view -> other);
      awaitCompared(store, done + i);
    }
  }

  private static void fail() throws ModelException {
    throw failed();
  }
}
