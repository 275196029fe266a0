// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.face.OperatingPoint;
import org.vestibule.api.face.OperatingPoint.Proof;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.models.internal.PackStore;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;
import org.vestibule.vision.internal.Fixtures;

/** The cohort that comes with the embedding. Skipped where the pack is absent. */
class RealCohortTest {
  @TempDir Path packs;

  @Test
  void itLiesInTheModelsSpaceAndSaysWhatItCannotProve() throws Exception {
    Path pack = Fixtures.packs().resolve("fr-feature");
    Assumptions.assumeTrue(
        Files.exists(pack.resolve("cohort.bin")), "run ./vestibule models first");
    copy(pack);
    FaceThresholdsComponent component =
        new FaceThresholdsComponent(packs.resolve("no-cohorts"), Runnable::run);
    try (OnnxRuntime runtime = new OnnxRuntime();
        PackStore store = PackStore.open(packs, runtime)) {
      component.activate(Map.of());
      component.setStore(store);
      String space;
      try (ModelLease lease = store.lease(ModelSlots.FACE_EMBEDDING)) {
        space = lease.manifest().space();
      }

      OperatingPoint point = component.point(space, 1);

      assertThat(point.proof()).isEqualTo(Proof.MISSED);
      assertThat(point.cohort().people()).isEqualTo(200);
      assertThat(point.cohort().pairs()).isEqualTo(19_900);
      assertThat(point.cohort().effectivePairs()).isBetween(100.0, 19_900.0);
      assertThat(point.provableFar()).isGreaterThan(1e-5);
      assertThat(point.threshold())
          .isBetween(0.45, ThresholdSettings.DEFAULTS.maxSimilarityThreshold());
      assertThat(point.sentence()).contains("AI-generated portraits", "no camera saw them");
      assertThat(component.status().sentence()).isEqualTo(point.sentence());
    }
  }

  private void copy(Path pack) throws IOException {
    Path target = Files.createDirectory(packs.resolve(pack.getFileName()));
    try (Stream<Path> files = Files.list(pack)) {
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    }
  }
}
