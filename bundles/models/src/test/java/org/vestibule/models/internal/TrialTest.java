// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelTrial;
import org.vestibule.api.model.Verdict;
import org.vestibule.models.internal.pack.PackFolder;

/** A second look takes spare capacity only. */
class TrialTest extends StoreFixture {
  private static final Verdict YES = new Verdict("open", true, Double.NaN);

  @BeforeEach
  void aSecondSlot() throws IOException {
    PackFolder.write(packs, "eye", "face-detection");
  }

  @Test
  void itBeginsOnlyWhenNoRequestHoldsALeaseOfAnySlot() throws Exception {
    PackStore store = shadowed();
    List<String> order = new CopyOnWriteArrayList<>();
    ModelLease request = store.lease("face-detection");
    trial(store)
        .compare(
            YES,
            view -> {
              order.add("trial");
              return YES;
            });
    request.run("net", Map.of()).close();
    order.add("request");
    request.close();
    awaitCompared(store, 1);

    assertThat(order).containsExactly("request", "trial");
  }

  @Test
  void betweenItsRunsItWaitsForRequestsToo() throws Exception {
    PackStore store = shadowed();
    List<String> order = new CopyOnWriteArrayList<>();
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch leased = new CountDownLatch(1);
    runtime.scripts.put("small@1.0.0", () -> order.add("trial"));
    runtime.scripts.put("eye@1.0.0", () -> order.add("request"));
    trial(store)
        .compare(
            YES,
            view -> {
              try (ModelLease lease = view.lease("speech")) {
                lease.run("net", Map.of()).close();
                first.countDown();
                await(leased);
                lease.run("net", Map.of()).close();
              }
              return YES;
            });
    first.await();
    try (ModelLease request = store.lease("face-detection")) {
      leased.countDown();
      request.run("net", Map.of()).close();
      request.run("net", Map.of()).close();
    }
    awaitCompared(store, 1);

    assertThat(order).containsExactly("trial", "request", "request", "trial");
  }

  @Test
  void whatWaitsTooLongIsDroppedAndCounted() throws Exception {
    PackStore store = shadowed();
    try (ModelLease request = store.lease("face-detection")) {
      trial(store).compare(YES, view -> YES);
      awaitThat(() -> newest(store).dropped() == 1);
    }
    assertThat(newest(store).compared()).isZero();
  }

  @Test
  void oneRunsTwoWaitAndTheFourthIsDropped() throws Exception {
    PackStore store = shadowed();
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    trial(store)
        .compare(
            YES,
            view -> {
              running.countDown();
              await(go);
              return YES;
            });
    running.await();
    for (int i = 0; i < 3; i++) {
      trial(store).compare(YES, view -> YES);
    }
    assertThat(newest(store).dropped()).isEqualTo(1);

    go.countDown();
    awaitCompared(store, 3);
    assertThat(newest(store).dropped()).isEqualTo(1);
  }

  @Test
  void theViewServesTheSecondModelInItsSlotAndTheActiveOnesInTheOthers() throws Exception {
    PackStore store = shadowed();
    List<String> seen = new CopyOnWriteArrayList<>();
    trial(store)
        .compare(
            YES,
            view -> {
              for (String slot : List.of("speech", "face-detection")) {
                try (ModelLease lease = view.lease(slot)) {
                  seen.add(lease.manifest().id());
                  lease.run("net", Map.of()).close();
                }
              }
              seen.add(view.trial("speech").isEmpty() + "");
              return YES;
            });
    awaitCompared(store, 1);

    assertThat(seen).containsExactly("small@1.0.0", "eye@1.0.0", "true");
    assertThat(info(store, "large").leases()).isZero();
    assertThat(info(store, "small").leases()).isZero();
  }

  @Test
  void whateverTheSecondLookThrowsHasNoConsequences() throws Exception {
    PackStore store = shadowed();
    trial(store)
        .compare(
            YES,
            view -> {
              throw new IllegalStateException("the caller's own mistake");
            });
    awaitThat(() -> newest(store).incomparable() == 1);
    trial(store).compare(YES, view -> YES);

    awaitCompared(store, 1);
    assertThat(newest(store).errors()).isZero();
  }

  @Test
  void aTrialOfAModelThatIsGoneIsDropped() throws Exception {
    PackStore store = shadowed();
    ModelTrial late = trial(store);
    store.rollBack("speech", "test");

    late.compare(YES, view -> YES);

    awaitThat(() -> newest(store).dropped() == 1);
    assertThat(newest(store).outcome()).isEqualTo("ended");
  }

  @Test
  void nobodyWantsToSeeAnythingWhileNothingIsCompared() throws Exception {
    assertThat(store("large", "eye").trial("speech", "face-detection", "no-such-slot")).isEmpty();
  }

  private PackStore shadowed() throws Exception {
    PackStore store = store("large", "eye");
    store.rollOut("small", "test");
    return store;
  }

  private static ModelTrial trial(PackStore store) {
    return store.trial("speech").orElseThrow();
  }
}
