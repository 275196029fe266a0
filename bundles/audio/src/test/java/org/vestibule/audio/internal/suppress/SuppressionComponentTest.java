// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.suppress;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.Status.Cause;
import org.vestibule.models.internal.PackStore;

class SuppressionComponentTest {
  private final SuppressionComponent component = new SuppressionComponent();

  @AfterEach
  void stop() throws InterruptedException {
    component.deactivate();
  }

  @Test
  void withoutAStoreThereIsNoSuppressor() {
    assertThat(component.open()).isEmpty();
    assertThat(component.status().cause()).isEqualTo(Cause.DEPENDENCY);
  }

  @Test
  void withoutAPackTheStatusSaysThatTheNoiseIsHeard(@TempDir Path packs) throws Exception {
    try (PackStore store = PackStore.open(packs, null)) {
      component.bindStore(store);

      assertThat(component.open()).isEmpty();
      assertThat(component.status().state()).isEqualTo(Status.State.DEGRADED);
      assertThat(component.status().cause()).isEqualTo(Cause.MODEL_MISSING);
      assertThat(component.status().sentence()).startsWith("A listener hears the noise too");
    }
  }

  @Test
  void thePackServesWithoutARuntime(@TempDir Path packs) throws Exception {
    laidOut(packs, "modelAddress", "modelAddress");
    try (PackStore store = PackStore.open(packs, null)) {
      component.bindStore(store);

      try (Suppressor suppressor = component.open().orElseThrow()) {
        assertThat(suppressor.clean(new float[Suppressor.FRAME])).isZero();
      }
      assertThat(component.status().state()).isEqualTo(Status.State.READY);
      assertThat(component.status().sentence()).contains("rnnoise@0.1.0");
    }
  }

  @Test
  void aPackThatBeganToServeUnheardIsFoundWhenSomebodyLooks(@TempDir Path none, @TempDir Path packs)
      throws Exception {
    laidOut(packs, "modelAddress", "modelAddress");
    try (PackStore empty = PackStore.open(none, null);
        PackStore full = PackStore.open(packs, null)) {
      AtomicReference<ModelStore> now = new AtomicReference<>(empty);
      component.bindStore(
          (ModelStore)
              Proxy.newProxyInstance(
                  ModelStore.class.getClassLoader(),
                  new Class<?>[] {ModelStore.class},
                  (proxy, method, with) -> {
                    try {
                      return method.invoke(now.get(), with);
                    } catch (InvocationTargetException e) {
                      throw e.getCause();
                    }
                  }));
      assertThat(component.open()).isEmpty();

      now.set(full);
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (component.status().state() != Status.State.READY) {
        assertThat(System.nanoTime()).isLessThan(end);
        LockSupport.parkNanos(1_000_000);
      }
    }
  }

  @Test
  void aPackWhoseNetworkLiesElsewhereIsRefused(@TempDir Path packs) throws Exception {
    laidOut(packs, "92484", "92488");
    try (PackStore store = PackStore.open(packs, null)) {
      component.bindStore(store);

      assertThat(component.open()).isEmpty();
      assertThat(component.status().cause()).isEqualTo(Cause.MODEL_INVALID);
      assertThat(component.status().sentence()).contains("modelAddress");
    }
  }

  @Test
  void aPackOfAnotherFamilyIsRefused(@TempDir Path packs) throws Exception {
    laidOut(packs, "rnnoise-0-1", "rnnoise-0-2");
    try (PackStore store = PackStore.open(packs, null)) {
      component.bindStore(store);

      assertThat(component.open()).isEmpty();
      assertThat(component.status().sentence()).contains("family rnnoise-0-2");
    }
  }

  @Test
  void aStreamKeepsItsWeightsWhenTheStoreGoes(@TempDir Path packs) throws Exception {
    laidOut(packs, "modelAddress", "modelAddress");
    PackStore store = PackStore.open(packs, null);
    component.bindStore(store);
    Suppressor suppressor = component.open().orElseThrow();

    component.unbindStore(store);
    store.close();

    assertThat(component.open()).isEmpty();
    float[] frame = new float[Suppressor.FRAME];
    frame[0] = .5f;
    assertThat(suppressor.clean(frame)).isBetween(0f, 1f);
    suppressor.close();
  }

  @Test
  void theLeaseGoesBackAtOnce(@TempDir Path packs) throws Exception {
    laidOut(packs, "modelAddress", "modelAddress");
    try (PackStore store = PackStore.open(packs, null)) {
      CountedLeases counted = new CountedLeases(store);
      component.bindStore(counted);
      component.open().orElseThrow();
      component.deactivate();

      assertThat(counted.taken).hasPositiveValue();
      assertThat(counted.open).hasValue(0);
    }
  }

  /** Lays the real pack out with one text of its manifest changed. */
  private static void laidOut(Path packs, String text, String other) throws Exception {
    Path folder = Files.createDirectories(packs.resolve("rnnoise"));
    RealPack real = RealPack.open();
    Files.write(folder.resolve(SuppressionModel.FILE), real.module());
    String manifest = Files.readString(real.folder().resolve("model.json"));
    assertThat(manifest).contains(text);
    Files.writeString(folder.resolve("model.json"), manifest.replace(text, other));
  }

  /** Counts on whatever thread; the background takes a lease, too. */
  private static final class CountedLeases implements ModelStore {
    private final ModelStore store;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();

    CountedLeases(ModelStore store) {
      this.store = store;
    }

    @Override
    public ModelLease lease(String slot) throws ModelException {
      ModelLease lease = store.lease(slot);
      taken.incrementAndGet();
      open.incrementAndGet();
      return (ModelLease)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {ModelLease.class},
              (proxy, method, arguments) -> {
                if (method.getName().equals("close")) {
                  open.decrementAndGet();
                }
                return method.invoke(lease, arguments);
              });
    }
  }
}
