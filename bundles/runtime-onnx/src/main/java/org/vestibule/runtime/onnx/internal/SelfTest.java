// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.vestibule.api.model.ElementType;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.NetworkSpec;
import org.vestibule.api.model.Tensor;
import org.vestibule.api.model.TensorSpec;

/** One real inference, so that READY means that the native libraries work, not only load. */
final class SelfTest {
  /** The graph {@code sum = a + b} of one number each; a test writes the same bytes. */
  static final String GRAPH =
      "CAg6TQoQCgFhCgFiEgNzdW0iA0FkZFoPCgFhEgoKCAgBEgQKAggBWg8KAWISCgoICAESBAoCCAFi"
          + "EQoDc3VtEgoKCAgBEgQKAggBEgR0aW55QgQKABAN";

  private static final TensorSpec A = new TensorSpec("a", ElementType.FLOAT32, List.of(1L));
  private static final TensorSpec B = new TensorSpec("b", ElementType.FLOAT32, List.of(1L));
  private static final TensorSpec SUM = new TensorSpec("sum", ElementType.FLOAT32, List.of(1L));

  private SelfTest() {}

  /**
   * Adds two and two.
   *
   * @param folder where the graph is written for a moment
   * @throws ModelException {@code native-missing} if the answer is not four
   */
  static void run(DjlEngine engine, Path folder) throws ModelException {
    Path file = folder.resolve("self-test.onnx");
    NetworkSpec spec = new NetworkSpec("sum", "self-test.onnx", List.of(A, B), List.of(SUM));
    try {
      Files.createDirectories(folder);
      Files.write(file, Base64.getDecoder().decode(GRAPH));
      OrtSession session = engine.open("self test", file, 1);
      Files.delete(file);
      Tensor two = Tensor.floats(new float[] {2}, 1);
      try (Network network = new Network("self test", spec, session, engine.manager());
          ModelRun run = network.run(Map.of("a", two, "b", two), () -> {})) {
        float sum = run.floats("sum")[0];
        if (sum != 4) {
          throw Problems.natives(new ArithmeticException("2 + 2 was " + sum));
        }
      }
    } catch (IOException e) {
      throw Problems.natives(e);
    }
  }
}
