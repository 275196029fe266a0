// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import ai.djl.onnxruntime.engine.OrtNDArray;
import java.nio.FloatBuffer;
import java.util.Map;
import org.vestibule.api.model.ElementType;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.Tensor;

/** The outputs of one run, in native memory until it is closed. */
final class RunOutputs implements ModelRun {
  /** An output in memory with what the manifest says of it. */
  record Output(Port port, OrtNDArray array) {}

  private final String where;
  private final Map<String, Output> outputs;
  private final UseCount memory;

  /** Frees its memory with {@code free} when it is closed and nobody reads a held output. */
  RunOutputs(String where, Map<String, Output> outputs, Runnable free) {
    this.where = where;
    this.outputs = outputs;
    this.memory = new UseCount(free);
  }

  @Override
  public float[] floats(String name) throws ModelException {
    return reading(
        name,
        output -> {
          String what = where + ", output '" + name + "'";
          if (output.port().type() != ElementType.FLOAT32) {
            throw Problems.output(what, output.port().type().toString(), "FLOAT32");
          }
          // DJL's toFloatArray copies twice; ONNX Runtime's own buffer is one copy and on the heap.
          FloatBuffer copy = output.array().getTensor().getFloatBuffer();
          float[] values = copy.array();
          if (!Finite.all(values)) {
            throw Problems.output(what, "NaN or infinity", "finite numbers");
          }
          return values;
        });
  }

  @Override
  public long[] shape(String name) throws ModelException {
    return reading(name, output -> output.array().getShape().getShape());
  }

  @Override
  public Tensor.Held held(String name) throws ModelException {
    return reading(name, output -> new HeldOutput(output.array(), output.port().type(), memory));
  }

  @Override
  public void close() {
    memory.retire();
  }

  private interface Reading<T> {
    T of(Output output) throws ModelException;
  }

  private <T> T reading(String name, Reading<T> reading) throws ModelException {
    Output output = outputs.get(name);
    if (output == null) {
      throw Problems.output(where, "no output '" + name + "'", outputs.keySet().toString());
    }
    if (!memory.enter()) {
      throw Problems.output(where, "the run is closed", "a run that is open");
    }
    try {
      return reading.of(output);
    } finally {
      memory.leave();
    }
  }
}
