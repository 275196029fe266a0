// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.model.NetworkSpec;
import org.vestibule.api.model.Tensor;
import org.vestibule.models.internal.PackStore;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;

/** What the networks of one face check take, without anything around them. */
final class NetworkCost {
  private NetworkCost() {}

  /** Returns the sum of the medians of the networks that one check runs, in milliseconds. */
  static double measure(Path packs) throws IOException, VestibuleException {
    double sum = 0;
    try (OnnxRuntime runtime = new OnnxRuntime();
        PackStore store = PackStore.open(packs, runtime)) {
      for (String slot :
          new String[] {
            ModelSlots.FACE_DETECTION, ModelSlots.FACE_LIVENESS, ModelSlots.FACE_EMBEDDING
          }) {
        sum += inference(store, slot);
      }
    }
    return sum;
  }

  private static double inference(ModelStore store, String slot)
      throws IOException, VestibuleException {
    double sum = 0;
    try (ModelLease lease = store.lease(slot)) {
      for (NetworkSpec network : lease.manifest().networks()) {
        var input = network.inputs().get(0);
        long[] shape = input.shape().stream().mapToLong(Long::longValue).toArray();
        int floats = Math.toIntExact(Arrays.stream(shape).reduce(1, (a, b) -> a * b));
        FloatBuffer data =
            ByteBuffer.allocateDirect(floats * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        Map<String, Tensor> inputs = Map.of(input.name(), new Tensor.Floats(data, shape));
        String output = network.outputs().get(0).name();
        sum +=
            ImageCost.samples(
                () -> {
                  try (var run = lease.run(network.name(), inputs)) {
                    return run.floats(output)[0];
                  }
                })[0]
                .median();
      }
    }
    return sum;
  }
}
