// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelInfo;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.status.Status;
import org.vestibule.models.internal.pack.PackFolder;

/** Which packs serve, at a start and after; what people are told when they do not. */
class PackStoreTest extends StoreFixture {
  @Test
  void aWrongHashIsNotServedAndTheStatusSaysWhatToDo() throws Exception {
    Files.writeString(packs.resolve("large/net.onnx"), "weights of LARGE");
    PackStore store = store("large");

    ModelException refused =
        catchThrowableOfType(ModelException.class, () -> store.lease("speech"));

    assertThat(refused.code()).isEqualTo("model-hash-wrong");
    assertThat(store.status().state()).isEqualTo(Status.State.UNAVAILABLE);
    assertThat(store.status().cause()).isEqualTo(Status.Cause.MODEL_INVALID);
    assertThat(store.status().sentence()).contains("large@1.0.0", "net.onnx", "./vestibule models");
    assertThat(info(store, "large").problem()).contains("SHA-256");
    assertThat(runtime.opened).hasValue(0);
  }

  @Test
  void aMissingFileAndAMissingPackDegradeOnlyTheirSlot() throws Exception {
    PackFolder.write(packs, "eye", "face-detection");
    Files.delete(packs.resolve("eye/net.onnx"));
    PackStore store = store("large", "eye", "nowhere");

    store.lease("speech").close();

    assertThat(code(store, "face-detection")).isEqualTo("model-missing");
    assertThat(code(store, "no-such-slot")).isEqualTo("model-missing");
    assertThat(store.status().state()).isEqualTo(Status.State.DEGRADED);
    assertThat(store.status().cause()).isEqualTo(Status.Cause.MODEL_MISSING);
    assertThat(store.status().sentence()).contains("eye@1.0.0", "1 more problem");
  }

  @Test
  void aBadManifestIsListedWithItsProblem() throws Exception {
    Files.writeString(packs.resolve("small/model.json"), "{\"name\": 3}");
    PackStore store = store("large");

    ModelInfo small = info(store, "small");

    assertThat(small.serving()).isFalse();
    assertThat(small.problem()).contains("name", "3");
    assertThat(store.status().state()).isEqualTo(Status.State.READY);
    assertThatThrownBy(() -> store.activate("small", "test")).isInstanceOf(ModelException.class);
    assertThatThrownBy(() -> store.activate("../large", "test")).isInstanceOf(ModelException.class);
  }

  @Test
  void aPackThatFailsItsTrialRunNeverServes() throws Exception {
    runtime.runsBadly.add("large");
    PackStore store = store("large", "small");

    try (ModelLease lease = store.lease("speech")) {
      assertThat(lease.manifest().id()).isEqualTo("small@1.0.0");
    }

    assertThat(store.status().state()).isEqualTo(Status.State.DEGRADED);
    assertThat(store.status().sentence()).contains("large@1.0.0", "small@1.0.0 serves");
    assertThat(runtime.open).hasValue(1);
  }

  @Test
  void aFailedActivationKeepsTheOldAndStaysVisible() throws Exception {
    PackStore store = store("large");
    runtime.broken.add("small");

    assertThatThrownBy(() -> store.activate("small", "test"))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("other inputs");

    try (ModelLease lease = store.lease("speech")) {
      assertThat(lease.manifest().name()).isEqualTo("large");
    }
    assertThat(info(store, "large").serving()).isTrue();
    assertThat(info(store, "small").problem()).contains("other inputs");
    assertThat(store.status().state()).isEqualTo(Status.State.READY);
    assertThat(data.resolve("models-state.json")).doesNotExist();
  }

  @Test
  void aSwapUnderLoadLosesNoRequestAndUsesNothingAfterItClosed() throws Exception {
    leaseLimit = Duration.ofHours(3);
    PackStore store = store("large");
    CountDownLatch swapped = new CountDownLatch(1);
    CountDownLatch running = new CountDownLatch(8);
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Thread caller = new Thread(() -> use(store, running, swapped, failures));
      caller.start();
      callers.add(caller);
    }
    running.await();

    for (int i = 0; i < 50; i++) {
      store.activate(i % 2 == 0 ? "small" : "large", "test");
      watchEnds(store);
    }
    swapped.countDown();
    for (Thread caller : callers) {
      caller.join();
    }

    assertThat(failures).isEmpty();
    assertThat(runtime.opened).hasValue(51);
    assertThat(runtime.open).hasValue(1);
    assertThat(runtime.usedAfterClose).hasValue(0);
  }

  @Test
  void aLeaseThatIsNotReturnedKeepsItsModelAndIsSeen() throws Exception {
    leaseLimit = Duration.ofHours(3);
    PackStore store = store("large");
    ModelLease held = store.lease("speech");
    store.activate("small", "test");
    watchEnds(store);

    assertThat(info(store, "large").serving()).isFalse();
    assertThat(info(store, "large").leases()).isEqualTo(1);
    assertThat(info(store, "small").leases()).isZero();
    assertThat(runtime.open).hasValue(2);
    held.run("net", Map.of()).close();

    held.close();
    held.close();
    assertThat(info(store, "large").leases()).isZero();
    assertThat(runtime.open).hasValue(1);
    assertThatThrownBy(() -> held.run("net", Map.of())).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void rollBackReturnsToThePackBefore() throws Exception {
    PackStore store = store("large");
    assertThatThrownBy(() -> store.rollBack("speech", "test"))
        .hasMessageContaining("nothing served");
    store.activate("small", "test");

    assertThat(store.rollBack("speech", "test").name()).isEqualTo("large");
    assertThat(store.rollBack("speech", "test").name()).isEqualTo("small");
    assertThat(changes())
        .containsExactly(
            "large@1.0.0 started",
            "small@1.0.0 activated",
            "large@1.0.0 rolled-back",
            "small@1.0.0 rolled-back");
  }

  @Test
  void aRestartServesTheLastChoiceAndCanRollItBack() throws Exception {
    PackStore before = store("large");
    before.activate("small", "test");
    before.close();

    PackStore after = store("large");

    assertThat(info(after, "small").serving()).isTrue();
    assertThat(after.rollBack("speech", "test").name()).isEqualTo("large");
  }

  @Test
  void aChoiceThatCannotServeAfterARestartFallsBackAndSaysSo() throws Exception {
    PackStore before = store("large");
    before.activate("small", "test");
    before.close();
    Files.delete(packs.resolve("small/net.onnx"));

    PackStore after = store("large");

    assertThat(info(after, "large").serving()).isTrue();
    assertThat(after.status().state()).isEqualTo(Status.State.DEGRADED);
    assertThat(after.status().sentence()).contains("small@1.0.0", "large@1.0.0 serves");
  }

  @Test
  void aDamagedChoiceFileIsSaidAndTheListServes() throws Exception {
    Files.writeString(data.resolve("models-state.json"), "{\"slots\": {\"spe");

    PackStore store = store("large");

    assertThat(info(store, "large").serving()).isTrue();
    assertThat(store.status().cause()).isEqualTo(Status.Cause.STORAGE);
    assertThat(store.status().sentence()).contains("models-state.json");
  }

  @Test
  void aPackOfFilesNeedsNoRuntime() throws Exception {
    String content = "{\"weights\": []}";
    String manifest =
        PackFolder.manifest("head", "visitor-intent", content)
            .replaceAll("(?s)\"networks\": .*?\"labels\"", "\"networks\": [], \"labels\"");
    PackFolder.write(packs, "head", manifest, content);
    PackStore store = storeOn(null, "head", "large");

    try (ModelLease lease = store.lease("visitor-intent")) {
      assertThat(lease.file("net.onnx")).hasContent(content);
      assertThat(lease.file("graph")).isEqualTo(lease.file("net.onnx"));
      assertThatThrownBy(() -> lease.file("../large/net.onnx")).isInstanceOf(ModelException.class);
      assertThatThrownBy(() -> lease.run("net", Map.of())).isInstanceOf(ModelException.class);
    }
    assertThat(code(store, "speech")).isEqualTo("native-missing");
    assertThat(store.status().cause()).isEqualTo(Status.Cause.NATIVE_MISSING);
  }

  @Test
  void aRuntimeThatComesLateIsUsedAndOneThatGoesLeavesNothingOpen() throws Exception {
    PackStore store = storeOn(null, "large");

    store.engine().runtime(runtime);
    settle(store);
    store.lease("speech").close();
    assertThat(store.status().state()).isEqualTo(Status.State.READY);

    store.engine().withoutRuntime(runtime);
    assertThat(runtime.open).hasValue(0);
    assertThat(code(store, "speech")).isEqualTo("native-missing");
    assertThat(store.status().state()).isEqualTo(Status.State.UNAVAILABLE);
  }

  @Test
  void aLeaseWaitsWhileItsPackLoadsButNotForEver() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    runtime.whileLoading = () -> await(go);
    PackStore impatient = unsettled(Duration.ofMillis(1), "large");
    assertThat(impatient.status().state()).isEqualTo(Status.State.STARTING);
    assertThatThrownBy(() -> impatient.lease("speech")).hasMessageContaining("still loading");

    PackStore patient = unsettled(Duration.ofSeconds(60), "large");
    List<String> leased = new CopyOnWriteArrayList<>();
    Thread waiting = new Thread(() -> lease(patient, leased));
    waiting.start();
    go.countDown();
    waiting.join();

    assertThat(leased).containsExactly("large@1.0.0");
    settle(impatient);
  }

  @Test
  void newSettingsKeepWhatStaysAndDropWhatGoes() throws Exception {
    PackFolder.write(packs, "eye", "face-detection");
    PackStore store = store("large", "eye");
    int opened = runtime.opened.get();

    store.engine().use(settings("large"));
    settle(store);

    assertThat(runtime.opened).hasValue(opened);
    assertThat(runtime.open).hasValue(1);
    assertThat(code(store, "face-detection")).isEqualTo("model-missing");
    assertThat(store.status().state()).isEqualTo(Status.State.READY);

    store.engine().refuse("key threshold is unknown");
    settle(store);
    assertThat(store.status().cause()).isEqualTo(Status.Cause.CONFIGURATION);
    assertThat(store.status().state()).isEqualTo(Status.State.DEGRADED);
  }

  @Test
  void openNeedsAFolder() {
    assertThatThrownBy(() -> PackStore.open(data.resolve("nowhere"), runtime))
        .isInstanceOf(ModelException.class);
  }

  private static void use(
      PackStore store, CountDownLatch running, CountDownLatch swapped, List<Throwable> failures) {
    boolean first = true;
    while (swapped.getCount() > 0) {
      try (ModelLease lease = store.lease("speech");
          var run = lease.run("net", Map.of())) {
        run.floats("out");
      } catch (ModelException | RuntimeException e) {
        failures.add(e);
        return;
      } finally {
        if (first) {
          running.countDown();
          first = false;
        }
      }
    }
  }

  private static void lease(PackStore store, List<String> leased) {
    try (ModelLease lease = store.lease("speech")) {
      leased.add(lease.manifest().id());
    } catch (ModelException e) {
      leased.add(e.code());
    }
  }
}
