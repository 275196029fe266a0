// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.model.ElementType;
import org.vestibule.api.model.LoadedModel;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.Tensor;
import org.vestibule.api.status.Status;

class OnnxRuntimeTest {
  @TempDir Path folder;
  private final OnnxRuntime runtime = new OnnxRuntime();

  @AfterEach
  void close() {
    runtime.close();
    assertThat(runtime.status().state()).isEqualTo(Status.State.STOPPED);
  }

  @Test
  void isReadyOnlyAfterARealInference() throws Exception {
    assertThat(runtime.status().state()).isEqualTo(Status.State.STARTING);

    try (LoadedModel model = runtime.load(Packs.sum(folder), folder)) {
      assertThat(runtime.status().state()).isEqualTo(Status.State.READY);
      assertThat(runtime.engine()).isEqualTo("ONNX Runtime 1.28.0 by DJL 0.38.0");
    }
  }

  @Test
  void readsHeapArraysAndDirectBuffersOfEitherByteOrderAlike() throws Exception {
    FloatBuffer nativeOrder = direct(ByteOrder.nativeOrder(), 9, 1, 2, 9);
    FloatBuffer otherOrder =
        direct(
            ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN
                ? ByteOrder.LITTLE_ENDIAN
                : ByteOrder.BIG_ENDIAN,
            9,
            3,
            4,
            9);
    nativeOrder.position(1).limit(3);
    otherOrder.position(1).limit(3);

    try (LoadedModel model = runtime.load(Packs.sum(folder), folder);
        ModelRun run =
            model.run(
                "net",
                Map.of(
                    "a", new Tensor.Floats(nativeOrder, new long[] {2}),
                    "b", new Tensor.Floats(otherOrder, new long[] {2})))) {
      assertThat(run.floats("sum")).containsExactly(4, 6);
      assertThat(run.shape("sum")).containsExactly(2);
      assertThat(nativeOrder.position()).isEqualTo(1);
    }
  }

  @Test
  void anOutputDoesNotChangeWhenTheCallerReusesItsBuffer() throws Exception {
    Files.write(
        folder.resolve("net.onnx"),
        new TinyGraph()
            .node("Identity", List.of("x"), List.of("y"))
            .input("x", ElementType.FLOAT32, 1)
            .output("y", ElementType.FLOAT32, 1)
            .bytes());
    var manifest = Packs.manifest(List.of(Packs.floats("x", 1L)), List.of(Packs.floats("y", 1L)));
    FloatBuffer reused = direct(ByteOrder.nativeOrder(), 1);

    try (LoadedModel model = runtime.load(manifest, folder);
        ModelRun first = model.run("net", Map.of("x", new Tensor.Floats(reused, new long[] {1})))) {
      reused.put(0, 2);
      try (ModelRun second = model.run("net", Map.of("x", Tensor.floats(new float[] {3}, 1)));
          ModelRun third = model.run("net", Map.of("x", Tensor.floats(new float[] {4}, 1)))) {
        assertThat(first.floats("y")).containsExactly(1);
        assertThat(second.floats("y")).containsExactly(3);
        assertThat(third.floats("y")).containsExactly(4);
      }
    }
  }

  @Test
  void aDecodersCacheGrowsInNativeMemoryFromAnEmptyTensor() throws Exception {
    try (LoadedModel model = runtime.load(Packs.decoder(folder), folder)) {
      ModelRun last = step(model, Tensor.floats(new float[0], 1, 2, 0, 4), 1);
      for (int token = 2; token <= 5; token++) {
        ModelRun next = step(model, last.held("present"), token);
        last.close();
        last = next;
      }

      assertThat(last.shape("present")).containsExactly(1, 2, 5, 4);
      assertThat(last.shape("rate_out")).isEmpty();
      assertThat(last.floats("present")).startsWith(1, 1, 1, 1, 2, 2, 2, 2).endsWith(5, 5, 5, 5);
      last.close();
      assertThat(runtime.liveTensors()).isZero();
    }
  }

  @Test
  void oneHeldTensorServesTwoInputsOfOneRun() throws Exception {
    try (LoadedModel model = runtime.load(Packs.sum(folder), folder);
        ModelRun first = model.run("net", sum(1, 2));
        ModelRun second =
            model.run("net", Map.of("a", first.held("sum"), "b", first.held("sum")))) {
      assertThat(second.floats("sum")).containsExactly(6);
    }
    assertThat(runtime.liveTensors()).isZero();
  }

  @Test
  void outputsThatAreNotNumbersAreRefusedWhenRead() throws Exception {
    try (LoadedModel model = runtime.load(Packs.log(folder), folder)) {
      for (float bad : new float[] {-1, 0}) {
        try (ModelRun run = model.run("net", Map.of("x", Tensor.floats(new float[] {bad}, 1)))) {
          assertThatThrownBy(() -> run.floats("log"))
              .isInstanceOfSatisfying(
                  ModelException.class,
                  e -> assertThat(e.code()).isEqualTo("model-output-invalid"));
        }
      }
      try (ModelRun run = model.run("net", Map.of("x", Tensor.floats(new float[] {1}, 1)))) {
        assertThat(run.floats("log")).containsExactly(0);
        assertThatThrownBy(() -> run.floats("exp")).hasMessageContaining("no output 'exp'");
      }
    }
  }

  @Test
  void aClosedRunGivesNothing() throws Exception {
    try (LoadedModel model = runtime.load(Packs.sum(folder), folder)) {
      ModelRun run = model.run("net", sum(1, 2));
      Tensor.Held held = run.held("sum");
      run.close();
      run.close();

      assertThatThrownBy(() -> run.floats("sum")).hasMessageContaining("the run is closed");
      assertThatThrownBy(() -> model.run("net", Map.of("a", held, "b", held)))
          .isInstanceOfSatisfying(
              ModelException.class, e -> assertThat(e.code()).isEqualTo("model-input-invalid"));
      assertThat(runtime.liveTensors()).isZero();
    }
  }

  @Test
  void aFileThatIsNoGraphIsRefused() throws Exception {
    var manifest = Packs.sum(folder);
    Files.writeString(folder.resolve("net.onnx"), "not a graph");

    assertThatThrownBy(() -> runtime.load(manifest, folder))
        .isInstanceOfSatisfying(
            ModelException.class, e -> assertThat(e.code()).isEqualTo("model-run-failed"));
    Files.delete(folder.resolve("net.onnx"));
    assertThatThrownBy(() -> runtime.load(manifest, folder))
        .isInstanceOfSatisfying(
            ModelException.class, e -> assertThat(e.code()).isEqualTo("model-run-failed"));
  }

  @Test
  void theSelfTestIsTheGraphThatItSaysItIs() {
    byte[] written =
        new TinyGraph()
            .node("Add", List.of("a", "b"), List.of("sum"))
            .input("a", ElementType.FLOAT32, 1)
            .input("b", ElementType.FLOAT32, 1)
            .output("sum", ElementType.FLOAT32, 1)
            .bytes();

    assertThat(SelfTest.GRAPH).isEqualTo(java.util.Base64.getEncoder().encodeToString(written));
  }

  private static ModelRun step(LoadedModel model, Tensor past, float token) throws Exception {
    float[] fresh = {token, token, token, token, token, token, token, token};
    return model.run(
        "net",
        Map.of(
            "past", past,
            "new", Tensor.floats(fresh, 1, 2, 1, 4),
            "rate", Tensor.longs(new long[] {16000}),
            "flag", Tensor.bool(true)));
  }

  static Map<String, Tensor> sum(float a, float b) {
    return Map.of("a", Tensor.floats(new float[] {a}, 1), "b", Tensor.floats(new float[] {b}, 1));
  }

  private static FloatBuffer direct(ByteOrder order, float... values) {
    FloatBuffer buffer =
        ByteBuffer.allocateDirect(values.length * Float.BYTES).order(order).asFloatBuffer();
    return buffer.put(values).flip();
  }
}
