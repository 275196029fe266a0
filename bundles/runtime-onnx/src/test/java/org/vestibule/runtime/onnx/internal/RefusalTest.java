// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vestibule.api.model.ElementType;
import org.vestibule.api.model.LoadedModel;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.Tensor;
import org.vestibule.api.model.TensorSpec;

/** What does not fit is refused before it reaches native code, with what was found and allowed. */
class RefusalTest {
  @TempDir Path folder;
  private final OnnxRuntime runtime = new OnnxRuntime();

  @AfterEach
  void close() {
    runtime.close();
  }

  @Test
  void aManifestWithAnotherNameThanTheGraph() throws Exception {
    Packs.sum(folder);
    refusedManifest(List.of(Packs.floats("a", -1L), Packs.floats("c", -1L)), "[a, b]", "[a, c]");
  }

  @Test
  void aManifestWithTooFewInputs() throws Exception {
    Packs.sum(folder);
    refusedManifest(List.of(Packs.floats("a", -1L)), "[a, b]", "[a]");
  }

  @Test
  void aManifestWithAnotherType() throws Exception {
    Packs.sum(folder);
    refusedManifest(
        List.of(Packs.floats("a", -1L), TinyGraph.spec("b", ElementType.INT64, -1L)),
        "FLOAT",
        "INT64");
  }

  @Test
  void aManifestWithAnotherRank() throws Exception {
    Packs.sum(folder);
    refusedManifest(List.of(Packs.floats("a", -1L), Packs.floats("b", 1L, -1L)), "[-1]", "[1, -1]");
  }

  @Test
  void aManifestMayBeStricterThanTheGraph() throws Exception {
    Packs.sum(folder);
    ModelManifest manifest =
        Packs.manifest(
            List.of(Packs.floats("a", 1L), Packs.floats("b", 1L)),
            List.of(Packs.floats("sum", 1L)));
    try (LoadedModel model = runtime.load(manifest, folder);
        ModelRun run = model.run("net", OnnxRuntimeTest.sum(1, 2))) {
      assertThat(run.floats("sum")).containsExactly(3);
      refused(
          model,
          Map.of("a", Tensor.floats(new float[2], 2), "b", Tensor.floats(new float[2], 2)),
          "shape [2]",
          "[1]");
    }
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void aNumberThatIsNone(float bad) throws Exception {
    try (LoadedModel model = runtime.load(Packs.sum(folder), folder)) {
      for (int place = 0; place < 7; place++) {
        float[] values = new float[7];
        values[place] = bad;
        refused(
            model,
            Map.of("a", Tensor.floats(new float[7], 7), "b", Tensor.floats(values, 7)),
            "NaN or infinity",
            "finite");
        assertThat(Finite.all(values)).isFalse();
      }
    }
  }

  @Test
  void anInputMissingOrUnknown() throws Exception {
    try (LoadedModel model = runtime.load(Packs.sum(folder), folder)) {
      Map<String, Tensor> inputs = new HashMap<>(OnnxRuntimeTest.sum(1, 2));
      inputs.remove("b");
      refused(model, inputs, "missing", "FLOAT32 [-1]");
      inputs.putAll(OnnxRuntimeTest.sum(1, 2));
      inputs.put("c", Tensor.floats(new float[1], 1));
      refused(model, inputs, "input 'c'", "[a, b]");
    }
  }

  @Test
  void moreOrFewerElementsThanTheShapeSays() throws Exception {
    try (LoadedModel model = runtime.load(Packs.sum(folder), folder)) {
      Tensor good = Tensor.floats(new float[3], 3);
      for (int length : new int[] {0, 2, 4}) {
        Tensor wrong = new Tensor.Floats(FloatBuffer.allocate(length), new long[] {3});
        refused(model, Map.of("a", good, "b", wrong), length + " elements", "3");
      }
      refused(
          model,
          Map.of("a", good, "b", new Tensor.Floats(FloatBuffer.allocate(3), new long[] {-3})),
          "[-3]",
          "[-1]");
      refused(
          model,
          Map.of("a", good, "b", new Tensor.Floats(FloatBuffer.allocate(3), new long[] {1L << 40})),
          "3 elements",
          "-1");
    }
  }

  @Test
  void anotherTypeAndABooleanThatIsNone() throws Exception {
    try (LoadedModel model = runtime.load(Packs.decoder(folder), folder)) {
      Map<String, Tensor> inputs = new HashMap<>();
      inputs.put("past", Tensor.floats(new float[0], 1, 2, 0, 4));
      inputs.put("new", Tensor.floats(new float[8], 1, 2, 1, 4));
      inputs.put("rate", Tensor.floats(new float[1]));
      inputs.put("flag", Tensor.bool(true));
      refused(model, inputs, "FLOAT32", "INT64");
      inputs.put("rate", Tensor.longs(new long[1]));
      inputs.put("flag", new Tensor.Booleans(ByteBuffer.wrap(new byte[] {2}), new long[] {1}));
      refused(model, inputs, "byte 2", "0 or 1");
    }
  }

  @Test
  void anUnknownNetwork() throws Exception {
    try (LoadedModel model = runtime.load(Packs.sum(folder), folder)) {
      ModelException e =
          catchThrowableOfType(
              ModelException.class, () -> model.run("other", OnnxRuntimeTest.sum(1, 2)));
      assertThat(e.code()).isEqualTo("model-input-invalid");
      assertThat(e.allowed()).isEqualTo("[net]");
    }
  }

  private void refusedManifest(List<TensorSpec> inputs, String found, String allowed) {
    ModelManifest manifest = Packs.manifest(inputs, List.of(Packs.floats("sum", -1L)));
    ModelException e =
        catchThrowableOfType(ModelException.class, () -> runtime.load(manifest, folder));
    assertThat(e.code()).isEqualTo("model-signature-mismatch");
    assertThat(e.input()).contains("network 'net'");
    assertThat(e.found()).contains(found);
    assertThat(e.allowed()).contains(allowed);
    assertThat(runtime.liveTensors()).isZero();
  }

  private void refused(
      LoadedModel model, Map<String, Tensor> inputs, String found, String allowed) {
    int before = runtime.liveTensors();
    ModelException e = catchThrowableOfType(ModelException.class, () -> model.run("net", inputs));
    assertThat(e.code()).isEqualTo("model-input-invalid");
    assertThat(e.found()).contains(found);
    assertThat(e.allowed()).contains(allowed);
    assertThat(runtime.liveTensors()).isEqualTo(before);
  }
}
