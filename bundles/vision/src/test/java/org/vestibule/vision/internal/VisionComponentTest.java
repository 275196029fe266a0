// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.event.ModelChanged;
import org.vestibule.api.face.FaceWatch;
import org.vestibule.api.face.FaceWish;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.station.Frame;
import org.vestibule.api.status.Status;
import org.vestibule.vision.internal.picture.Pictures;

class VisionComponentTest {
  private final VisionComponent component = new VisionComponent();
  private final ScriptedStore store = new ScriptedStore();

  @BeforeEach
  void start() {
    component.activate(Map.of());
  }

  @AfterEach
  void stop() {
    component.deactivate();
  }

  @Test
  void withoutAStoreItWaitsAndSaysSo() {
    assertThat(component.status().cause()).isEqualTo(Status.Cause.DEPENDENCY);
    assertThatThrownBy(() -> component.watch(new FaceWish(Visit.FRONT, 1, 1)))
        .isInstanceOf(ModelException.class)
        .hasFieldOrPropertyWithValue("code", "model-missing");
  }

  @Test
  void itIsReadyOnlyAfterEveryNetworkAnswered() throws Exception {
    component.setStore(store);

    await(Status.State.READY);
    assertThat(component.status().sentence())
        .isEqualTo("Sees with scripted-detect@1, scripted-liveness@1 and scripted-embed@1");

    component.unsetStore(store);
    assertThat(component.status().cause()).isEqualTo(Status.Cause.DEPENDENCY);
  }

  @Test
  void aModelThatComesLaterIsTriedAtOnce() throws Exception {
    store.missing = new ModelException("model-missing", "slot", "nothing", "a pack", "Add one.");
    component.setStore(store);
    await(Status.State.UNAVAILABLE);
    assertThat(component.status().cause()).isEqualTo(Status.Cause.MODEL_MISSING);

    store.missing = null;
    component.on(
        new ModelChanged(
            Instant.now(), ModelSlots.FACE_EMBEDDING, "", "scripted-embed@1", "activated"));

    await(Status.State.READY);
  }

  @Test
  void aWrongConfigurationKeepsTheLastGoodOne() throws Exception {
    component.setStore(store);
    await(Status.State.READY);

    component.modified(Map.of("livenessThreshold", "7"));

    assertThat(component.status().state()).isEqualTo(Status.State.DEGRADED);
    assertThat(component.status().cause()).isEqualTo(Status.Cause.CONFIGURATION);
    assertThat(component.status().sentence()).contains("livenessThreshold", "7", "0.0 to 1.0");
    assertThat(component.shot(Optional.empty(), frame()).template().space())
        .isEqualTo("scripted-embed@1");

    component.modified(Map.of("livenessThreshold", "0.6"));
    assertThat(component.status().state()).isEqualTo(Status.State.READY);
  }

  @Test
  void aModelThatFailsDuringAVisitShowsInTheStatus() throws Exception {
    component.setStore(store);
    await(Status.State.READY);
    try (FaceWatch watch = component.watch(new FaceWish(Visit.FRONT, 1, 1))) {
      store.missing = new ModelException("model-missing", "slot", "nothing", "a pack", "Add one.");

      assertThatThrownBy(() -> watch.look(Visit.claim(), frame()))
          .hasFieldOrPropertyWithValue("code", "model-missing");
    }

    assertThat(component.status().cause()).isEqualTo(Status.Cause.MODEL_MISSING);
  }

  private static Frame frame() throws Exception {
    byte[] jpeg = Pictures.jpeg(Pictures.scene(320, 240, false));
    return new Frame(jpeg, Instant.EPOCH, 0);
  }

  private void await(Status.State state) {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (component.status().state() != state) {
      assertThat(System.nanoTime()).as("status %s", component.status()).isLessThan(end);
      LockSupport.parkNanos(1_000_000);
    }
  }
}
