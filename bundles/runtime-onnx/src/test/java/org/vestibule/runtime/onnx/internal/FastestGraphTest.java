// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.model.ElementType;
import org.vestibule.api.model.LoadedModel;

class FastestGraphTest {
  @TempDir Path folder;

  private final OnnxRuntime runtime = new OnnxRuntime();
  private final FastestGraph graphs = new FastestGraph();
  private final List<OptLevel> opened = new ArrayList<>();
  private LoadedModel first;

  /** DJL makes the environment, or refuses to start in this process. */
  @BeforeEach
  void start() throws Exception {
    first = runtime.load(Packs.sum(folder), folder);
  }

  @AfterEach
  void close() {
    first.close();
    runtime.close();
  }

  @Test
  void aNetworkOverOnePictureIsOpenedInBothFormsAndTheNextTimeInTheChosenOne() throws Exception {
    open("picture", ElementType.FLOAT32, 1, 3, 8, 8);
    assertThat(opened).containsExactly(OptLevel.ALL_OPT, OptLevel.EXTENDED_OPT);

    opened.clear();
    open("picture", ElementType.FLOAT32, 1, 3, 8, 8);
    assertThat(opened).hasSize(1);

    opened.clear();
    open("other weights", ElementType.FLOAT32, 1, 3, 8, 8);
    assertThat(opened).hasSize(2);
  }

  @Test
  void whatIsNoPictureOfAFixedSizeIsOpenedOnceAsUsual() throws Exception {
    open("any size", ElementType.FLOAT32, 1, 3, -1, -1);
    open("a row", ElementType.FLOAT32, 1, 64);
    open("whole numbers", ElementType.INT64, 1, 3, 8, 8);
    open("too large to try", ElementType.FLOAT32, 1, 3, 4096, 4096);
    assertThat(opened).hasSize(4).containsOnly(OptLevel.ALL_OPT);
  }

  private void open(String name, ElementType type, long... shape) throws Exception {
    byte[] graph =
        new TinyGraph()
            .input("x", type, shape)
            .output("y", type, shape)
            .node("Abs", List.of("x"), List.of("y"))
            .bytes();
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    FastestGraph.Opening opening =
        level -> {
          opened.add(level);
          try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setOptimizationLevel(level);
            return environment.createSession(graph, options);
          }
        };
    graphs.open(environment, name, opening).close();
  }
}
