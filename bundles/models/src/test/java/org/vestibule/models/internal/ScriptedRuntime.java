// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal;

import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.vestibule.api.model.InferenceRuntime;
import org.vestibule.api.model.LoadedModel;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelRun;
import org.vestibule.api.model.Tensor;
import org.vestibule.api.model.TokenSequence;

/** A network whose one output, {@code out}, a test writes down. */
final class ScriptedRuntime implements InferenceRuntime {
  final AtomicInteger open = new AtomicInteger();
  final AtomicInteger runs = new AtomicInteger();
  long[] shape = {1};
  Function<Map<String, Tensor>, float[]> network = inputs -> new float[] {sum(inputs.get("in"))};

  static float sum(Tensor tensor) {
    float sum = 0;
    if (tensor instanceof Tensor.Floats floats) {
      FloatBuffer data = floats.data().duplicate();
      while (data.hasRemaining()) {
        sum += data.get();
      }
    } else if (tensor instanceof Tensor.Longs longs) {
      LongBuffer data = longs.data().duplicate();
      while (data.hasRemaining()) {
        sum += data.get();
      }
    }
    return sum;
  }

  @Override
  public String engine() {
    return "scripted";
  }

  @Override
  public LoadedModel load(ModelManifest manifest, Path folder) {
    open.incrementAndGet();
    return new LoadedModel() {
      @Override
      public ModelRun run(String called, Map<String, Tensor> inputs) {
        runs.incrementAndGet();
        float[] values = network.apply(inputs);
        return new Run(values, shape);
      }

      @Override
      public TokenSequence tokenize(String text, int maxTokens) {
        throw new UnsupportedOperationException();
      }

      @Override
      public void close() {
        open.decrementAndGet();
      }
    };
  }

  private record Run(float[] values, long[] shape) implements ModelRun {
    @Override
    public float[] floats(String output) {
      return values;
    }

    @Override
    public long[] shape(String output) {
      return shape;
    }

    @Override
    public Tensor.Held held(String output) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
