// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.model.LoadedModel;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.Tensor;

/** Native memory comes back, whatever the order in which things are closed. */
class MemoryTest {
  private static final int FLOATS = 64 * 1024;
  private static final long MEBIBYTE = 1 << 20;

  @TempDir Path folder;

  @Test
  void thousandsOfInferencesLeaveNothingBehind() throws Exception {
    try (OnnxRuntime runtime = new OnnxRuntime();
        LoadedModel model = runtime.load(Packs.sum(folder), folder)) {
      float[] values = new float[FLOATS];
      Map<String, Tensor> inputs =
          Map.of("a", Tensor.floats(values, FLOATS), "b", Tensor.floats(values, FLOATS));
      repeat(model, inputs, 500);
      long before = residentBytes();

      // 4000 runs move 3 GiB through native memory: a leak of one tensor in ten would show.
      repeat(model, inputs, 4000);

      assertThat(runtime.liveTensors()).isZero();
      assertThat(residentBytes() - before).isLessThan(100 * MEBIBYTE);
    }
  }

  @Test
  void failedRunsLeaveNothingBehind() throws Exception {
    try (OnnxRuntime runtime = new OnnxRuntime();
        LoadedModel model = runtime.load(Packs.sum(folder), folder)) {
      // Shapes that each fit the manifest, but not each other: the graph itself refuses.
      Map<String, Tensor> unequal =
          Map.of("a", Tensor.floats(new float[2], 2), "b", Tensor.floats(new float[3], 3));
      for (int i = 0; i < 100; i++) {
        assertThatThrownBy(() -> model.run("net", unequal))
            .isInstanceOfSatisfying(
                ModelException.class, e -> assertThat(e.code()).isEqualTo("model-run-failed"));
      }
      assertThat(runtime.liveTensors()).isZero();
    }
  }

  @Test
  void closingAModelUnderRunningInferencesIsSafe() throws Exception {
    ExecutorService callers = Executors.newFixedThreadPool(4);
    try (OnnxRuntime runtime = new OnnxRuntime()) {
      for (int round = 0; round < 20; round++) {
        LoadedModel model = runtime.load(Packs.sum(folder), folder);
        CountDownLatch running = new CountDownLatch(4);
        List<Future<ModelException>> ends = new ArrayList<>();
        for (int caller = 0; caller < 4; caller++) {
          ends.add(callers.submit(() -> runUntilRefused(model, running)));
        }
        running.await();
        model.close();
        for (Future<ModelException> end : ends) {
          assertThat(end.get(60, TimeUnit.SECONDS).code()).isEqualTo("model-missing");
        }
        assertThat(runtime.liveTensors()).isZero();
      }
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void outputsOutliveTheirModelUntilTheyAreClosed() throws Exception {
    OnnxRuntime runtime = new OnnxRuntime();
    LoadedModel model = runtime.load(Packs.sum(folder), folder);
    ModelRun run = model.run("net", OnnxRuntimeTest.sum(1, 2));
    model.close();
    runtime.close();

    assertThat(run.floats("sum")).containsExactly(3);
    run.close();
    assertThat(runtime.liveTensors()).isZero();
    assertThatThrownBy(() -> model.run("net", OnnxRuntimeTest.sum(1, 2)))
        .isInstanceOfSatisfying(
            ModelException.class, e -> assertThat(e.code()).isEqualTo("model-missing"));
    assertThatThrownBy(() -> runtime.load(Packs.sum(folder), folder))
        .hasMessageContaining("the runtime is stopped");
  }

  private static ModelException runUntilRefused(LoadedModel model, CountDownLatch running)
      throws Exception {
    float value = 0;
    while (true) {
      try (ModelRun run = model.run("net", OnnxRuntimeTest.sum(value, 1))) {
        assertThat(run.floats("sum")).containsExactly(value + 1);
        running.countDown();
        value++;
      } catch (ModelException e) {
        return e;
      }
    }
  }

  private static void repeat(LoadedModel model, Map<String, Tensor> inputs, int times)
      throws ModelException {
    for (int i = 0; i < times; i++) {
      try (ModelRun run = model.run("net", inputs)) {
        run.held("sum");
      }
    }
  }

  /** Linux: the second number of statm is the resident set in pages of 4 KiB (proc(5)). */
  private static long residentBytes() throws Exception {
    return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]) * 4096;
  }
}
