// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.vestibule.api.model.ElementType;
import org.vestibule.api.model.Tensor;

/**
 * What one input gets in the trial run that a pack must pass before it serves.
 *
 * @param type the input's element type
 * @param shape a shape without -1
 * @param fill the value of every element; for booleans 0 or 1
 */
public record Trial(ElementType type, List<Long> shape, double fill) implements SelfTest.Source {
  /** A trial input may not take more memory than this: 4 million elements. */
  public static final long MOST_ELEMENTS = 4_000_000;

  /** Copies the shape. */
  public Trial {
    shape = List.copyOf(shape);
  }

  /** Returns how many elements it has; 0 when a dimension is 0. */
  public static long elements(List<Long> shape) {
    long product = 1;
    for (long dimension : shape) {
      product = Math.multiplyExact(product, dimension);
    }
    return product;
  }

  @Override
  public Tensor tensor() {
    int length = Math.toIntExact(elements(shape));
    long[] dimensions = shape.stream().mapToLong(Long::longValue).toArray();
    switch (type) {
      case FLOAT32 -> {
        float[] values = new float[length];
        Arrays.fill(values, (float) fill);
        return Tensor.floats(values, dimensions);
      }
      case INT64 -> {
        long[] values = new long[length];
        Arrays.fill(values, (long) fill);
        return Tensor.longs(values, dimensions);
      }
      default -> {
        byte[] values = new byte[length];
        Arrays.fill(values, (byte) fill);
        return new Tensor.Booleans(ByteBuffer.wrap(values), dimensions);
      }
    }
  }
}
