// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelState;
import org.vestibule.api.model.Verdict;

/** A model that does badly after its activation goes back by itself. */
class WatchTest extends StoreFixture {
  @Test
  void failedRunsBringTheModelBeforeBackInTheSameMoment() throws Exception {
    PackStore store = store("large");
    store.activate("small", "test");
    int opened = runtime.opened.get();
    runtime.scripts.put("small@1.0.0", WatchTest::fail);

    // Of at least 20 runs 5 % may fail: the second one is one too many. Nothing else looks.
    assertThat(request(store)).isEqualTo("model-run-failed");
    assertThat(request(store)).isEqualTo("model-run-failed");
    assertThat(request(store)).isEqualTo("large@1.0.0");

    settle(store);
    assertThat(runtime.opened).hasValue(opened);
    assertThat(runtime.open).hasValue(1);
    assertThat(state(store, "large")).isEqualTo(ModelState.ACTIVE);
    assertThat(state(store, "small")).isEqualTo(ModelState.REFUSED);
    assertThat(info(store, "small").problem()).contains("2 of 2 runs failed", "5 %");
    assertThat(changes())
        .containsExactly(
            "large@1.0.0 started",
            "small@1.0.0 activated",
            "large@1.0.0 rolled-back-automatically");
    assertThat(audit.told()).endsWith("models model-rolled-back small@1.0.0");
    assertThat(newest(store).outcome()).isEqualTo("rolled-back");
  }

  @Test
  void itGoesBackEvenWhenTheAuditCannotBeWrittenAndStaysBackAfterARestart() throws Exception {
    PackStore store = store("large");
    store.activate("small", "test");
    audit.full = true;
    runtime.scripts.put("small@1.0.0", WatchTest::fail);
    request(store);
    request(store);
    settle(store);
    store.close();

    PackStore after = store("large");

    assertThat(serving(after, "speech")).isEqualTo("large@1.0.0");
    assertThat(state(after, "small")).isEqualTo(ModelState.REFUSED);
    assertThat(info(after, "small").problem()).contains("runs failed");
    audit.full = false;
    runtime.scripts.clear();
    after.activate("small", "test");
    assertThat(state(after, "small")).isEqualTo(ModelState.WATCHED);
  }

  @Test
  void aBadModelGoesBackWhileAnotherOneIsStillBeingLoaded() throws Exception {
    PackStore store = store("large");
    store.activate("small", "test");
    CountDownLatch loading = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    staged("other", "1.0.0", 1, "speech", "");
    runtime.whileLoading =
        () -> {
          loading.countDown();
          await(go);
        };
    Thread person = new Thread(() -> activate(store, "other"));
    person.start();
    loading.await();
    runtime.scripts.put("small@1.0.0", WatchTest::fail);
    request(store);
    request(store);

    assertThat(request(store)).isEqualTo("large@1.0.0");

    go.countDown();
    person.join();
    settle(store);
    assertThat(serving(store, "speech")).isEqualTo("other@1.0.0");
    assertThat(state(store, "small")).isEqualTo(ModelState.REFUSED);
  }

  @Test
  void whatTheCallerGotWrongIsNotTheModelsFault() throws Exception {
    PackStore store = store("large");
    store.activate("small", "test");
    runtime.scripts.put(
        "small@1.0.0",
        () -> {
          throw new ModelException("model-input-invalid", "in", "none", "one", "Give one.");
        });
    for (int i = 0; i < 50; i++) {
      request(store);
    }
    store.engine().tick();

    assertThat(state(store, "small")).isEqualTo(ModelState.WATCHED);
  }

  @Test
  void outputsThatAreNoNumbersCountAsFailedRuns() throws Exception {
    PackStore store = store("large");
    store.activate("small", "test");
    runtime.runsBadly.add("small");

    assertThat(List.of(request(store), request(store), request(store)))
        .containsExactly("model-output-invalid", "model-output-invalid", "large@1.0.0");
  }

  @Test
  void aSlowModelGoesBackAtTheNextLook() throws Exception {
    PackStore store = store("large");
    runtime.scripts.put("large@1.0.0", () -> takes(10));
    runtime.scripts.put("small@1.0.0", () -> takes(31));
    requests(store, 20);
    store.activate("small", "test");
    requests(store, 19);
    store.engine().tick();
    assertThat(state(store, "small")).isEqualTo(ModelState.WATCHED);
    requests(store, 1);

    store.engine().tick();

    assertThat(serving(store, "speech")).isEqualTo("large@1.0.0");
    assertThat(newest(store).sentence())
        .contains("p95 run time 31.0 ms is 3.10 times the 10.0 ms", "of 20 runs", "allowed is 3");
  }

  @Test
  void withoutEnoughRunsBeforeThereIsNoLatencyRatioAndItSaysSo() throws Exception {
    PackStore store = store("large");
    runtime.scripts.put("large@1.0.0", () -> takes(10));
    runtime.scripts.put("small@1.0.0", () -> takes(500));
    requests(store, 19);
    store.activate("small", "test");
    requests(store, 30);
    assertThat(store.progress()).contains("small@1.0.0 is watched", "no ratio of run times");

    watchEnds(store);

    assertThat(state(store, "small")).isEqualTo(ModelState.ACTIVE);
    assertThat(newest(store).outcome()).isEqualTo("passed");
    assertThat(newest(store).sentence()).contains("30 runs, 0 failed", "no ratio of run times");
  }

  @Test
  void otherDecisionsThanBeforeBringItBack() throws Exception {
    PackStore store = store("large");
    store.activate("small", "test");
    for (int i = 0; i < 20; i++) {
      String again = i < 15 ? "open" : "wait";
      compare(store, new Verdict("open", true, 0.9), new Verdict(again, i < 15, 0.8), i);
    }
    store.engine().tick();

    assertThat(serving(store, "speech")).isEqualTo("large@1.0.0");
    assertThat(newest(store).sentence()).contains("5 of 20 decisions differ", "20 %");
    assertThat(newest(store).phase()).isEqualTo("watch");
  }

  @Test
  void afterTheWatchTheOldModelClosesAndNothingGoesBackAnyMore() throws Exception {
    PackStore store = store("large");
    store.activate("small", "test");
    assertThat(runtime.open).hasValue(2);

    watchEnds(store);

    assertThat(runtime.open).hasValue(1);
    runtime.scripts.put("small@1.0.0", WatchTest::fail);
    requests(store, 30);
    store.engine().tick();
    assertThat(request(store)).isEqualTo("model-run-failed");
  }

  @Test
  void aNewActivationEndsTheFormerWatch() throws Exception {
    staged("other", "1.0.0", 1, "speech", "");
    PackStore store = store("large");
    store.activate("small", "test");
    store.activate("other", "test");

    assertThat(store.comparisons())
        .extracting("other", "outcome")
        .containsExactlyInAnyOrder(tuple("small@1.0.0", "running"), tuple("large@1.0.0", "ended"));
    assertThat(runtime.open).hasValue(2);
    runtime.scripts.put("other@1.0.0", WatchTest::fail);
    requests(store, 2);
    assertThat(request(store)).isEqualTo("small@1.0.0");
  }

  @Test
  void aPersonsWayBackIsWarmAndUnwatched() throws Exception {
    PackStore store = store("large");
    store.activate("small", "test");
    int opened = runtime.opened.get();

    store.rollBack("speech", "test");

    assertThat(runtime.opened).hasValue(opened);
    assertThat(state(store, "large")).isEqualTo(ModelState.ACTIVE);
    assertThat(state(store, "small")).isEqualTo(ModelState.STAGED);
    assertThat(runtime.open).hasValue(1);
  }

  @Test
  void aWatchGoesOnAfterARestartAndTheThirdStartInItIsOneTooMany() throws Exception {
    store("large").activate("small", "test");
    for (int restart = 0; restart < 2; restart++) {
      stores.get(stores.size() - 1).close();
      PackStore again = store("large");
      assertThat(state(again, "small")).isEqualTo(ModelState.WATCHED);
      assertThat(runtime.open).hasValue(2);
    }
    stores.get(stores.size() - 1).close();

    PackStore last = store("large");

    assertThat(serving(last, "speech")).isEqualTo("large@1.0.0");
    assertThat(info(last, "small").problem()).contains("ended 3 times while it was watched");
    assertThat(Files.readString(data.resolve("models-state.json")))
        .contains("while it was watched");
  }

  private void compare(PackStore store, Verdict decided, Verdict other, int done) {
    store.trial("speech").orElseThrow().compare(decided, view -> other);
    awaitCompared(store, done + 1);
  }

  private void takes(long millis) {
    clock.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  private static void requests(PackStore store, int count) {
    for (int i = 0; i < count; i++) {
      request(store);
    }
  }

  private static void activate(PackStore store, String pack) {
    try {
      store.activate(pack, "test");
    } catch (ModelException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void fail() throws ModelException {
    throw failed();
  }
}
