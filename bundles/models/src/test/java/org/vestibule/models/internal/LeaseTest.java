// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.status.Status;
import org.vestibule.caller.Caller;

/** Who holds a lease too long, or loses it, loses only his own right. */
class LeaseTest extends StoreFixture {
  @Test
  void anOverdueLeaseOfAReplacedModelIsRevokedAndItsHolderNamed() throws Exception {
    PackStore store = store("large");
    ModelLease held = Caller.lease(store, "speech");
    ModelRun run = held.run("net", Map.of());
    store.activate("small", "test");
    watchEnds(store);

    assertThat(runtime.open).hasValue(1);
    assertThat(code(() -> held.run("net", Map.of()))).isEqualTo("model-lease-expired");
    assertThat(code(() -> held.tokenize("a", 1))).isEqualTo("model-lease-expired");
    assertThat(code(() -> held.file("graph"))).isEqualTo("model-lease-expired");
    assertThat(code(() -> run.floats("out"))).isEqualTo("model-lease-expired");
    assertThat(runtime.openRuns).hasValue(0);
    assertThat(store.status().state()).isEqualTo(Status.State.READY);
    assertThat(store.status().sentence())
        .contains("org.vestibule.caller.Caller held a lease of large@1.0.0 for 121 s");
    run.close();
    held.close();
    assertThat(runtime.usedAfterClose).hasValue(0);
  }

  @Test
  void aLeaseOfAModelThatServesIsNeverOverdue() throws Exception {
    PackStore store = store("large");
    try (ModelLease held = Caller.lease(store, "speech")) {
      clock.addAndGet(Duration.ofHours(5).toNanos());
      store.engine().tick();
      held.run("net", Map.of()).close();
    }
    assertThat(store.status().sentence()).doesNotContain("Caller");
  }

  @Test
  void aLeaseWithinTheLimitOutlivesItsModelsService() throws Exception {
    PackStore store = store("large");
    store.activate("small", "test");
    clock.addAndGet(Duration.ofSeconds(100).toNanos());
    try (ModelLease held = Caller.lease(store, "speech")) {
      store.activate("large", "test");
      clock.addAndGet(Duration.ofSeconds(30).toNanos());
      store.engine().tick();
      held.run("net", Map.of()).close();
      assertThat(held.manifest().name()).isEqualTo("small");
    }
  }

  @Test
  void aCallInProgressEndsBeforeItsLeaseDoes() throws Exception {
    PackStore store = store("large");
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    ModelLease held = Caller.lease(store, "speech");
    ModelRun earlier = held.run("net", Map.of());
    runtime.scripts.put(
        "large@1.0.0",
        () -> {
          inside.countDown();
          await(go);
        });
    CompletableFuture<ModelRun> running =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return held.run("net", Map.of());
              } catch (ModelException e) {
                throw new IllegalStateException(e);
              }
            });
    inside.await();
    store.activate("small", "test");
    watchEnds(store);

    assertThat(runtime.open).hasValue(2);
    assertThat(runtime.openRuns).hasValue(1);
    assertThat(store.status().sentence()).contains("ends with the call in progress");
    assertThat(code(() -> earlier.floats("out"))).isEqualTo("model-lease-expired");
    go.countDown();
    ModelRun late = running.get(60, TimeUnit.SECONDS);

    assertThat(runtime.open).hasValue(1);
    assertThat(runtime.openRuns).hasValue(0);
    assertThat(code(() -> late.floats("out"))).isEqualTo("model-lease-expired");
    late.close();
    held.close();
  }

  @Test
  void aLeaseThatWasLostIsReturnedAndItsLoserNamed() throws Exception {
    PackStore store = store("large");
    Caller.forget(store, "speech");
    assertThat(info(store, "large").leases()).isEqualTo(1);

    awaitThat(
        () -> {
          System.gc();
          return info(store, "large").leases() == 0;
        });
    store.engine().tick();

    assertThat(runtime.openRuns).hasValue(0);
    assertThat(store.status().state()).isEqualTo(Status.State.READY);
    assertThat(store.status().sentence())
        .contains("org.vestibule.caller.Caller lost a lease of large@1.0.0");
    assertThat(request(store)).isEqualTo("large@1.0.0");
  }

  @Test
  void aRunKeepsItsLeaseFromBeingLost() throws Exception {
    PackStore store = store("large");
    readForAWhile(store);

    awaitThat(
        () -> {
          System.gc();
          return info(store, "large").leases() == 0;
        });
  }

  @Test
  void aClosedLeaseIsRefusedAsTheCallersMistake() throws Exception {
    PackStore store = store("large");
    ModelLease lease = Caller.lease(store, "speech");
    lease.close();
    lease.close();

    assertThatThrownBy(() -> lease.run("net", Map.of())).isInstanceOf(IllegalStateException.class);
    assertThat(info(store, "large").leases()).isZero();
  }

  /** In a frame of its own, so that nothing of it is reachable afterwards. */
  private static void readForAWhile(PackStore store) throws ModelException {
    ModelRun run = Caller.lease(store, "speech").run("net", Map.of());
    for (int i = 0; i < 5; i++) {
      System.gc();
      run.floats("out");
    }
    assertThat(info(store, "large").leases()).isEqualTo(1);
    run.close();
  }

  private interface Use {
    void now() throws ModelException;
  }

  private static String code(Use use) {
    return catchThrowableOfType(ModelException.class, use::now).code();
  }
}
