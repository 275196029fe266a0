// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.vestibule.api.model.ElementType;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.Tensor;

/** Where the inputs of golden samples come from, besides {@link Trial}. */
final class Sources {
  private Sources() {}

  /**
   * Uniform noise. {@link Random} is a linear congruential generator that its documentation
   * prescribes bit for bit, so every machine makes the same noise.
   */
  record Noise(List<Long> shape, long seed, double low, double high) implements SelfTest.Source {
    @Override
    public Tensor tensor() {
      Random random = new Random(seed);
      float[] values = new float[Math.toIntExact(Trial.elements(shape))];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) (low + (high - low) * random.nextFloat());
      }
      return Tensor.floats(values, dimensions(shape));
    }
  }

  /** Values that stand in the manifest. */
  record Values(ElementType type, List<Long> shape, List<Double> values)
      implements SelfTest.Source {
    @Override
    public Tensor tensor() {
      ByteBuffer raw = ByteBuffer.allocate(values.size() * width(type));
      for (double value : values) {
        switch (type) {
          case FLOAT32 -> raw.putFloat((float) value);
          case INT64 -> raw.putLong((long) value);
          case BOOL -> raw.put((byte) (value == 0 ? 0 : 1));
        }
      }
      return Sources.tensor(type, shape, raw.flip());
    }
  }

  /** A file of the pack, little-endian and nothing else. */
  record Raw(ElementType type, List<Long> shape, Path file) implements SelfTest.Source {
    @Override
    public Tensor tensor() throws ModelException {
      try {
        ByteBuffer raw = ByteBuffer.wrap(Files.readAllBytes(file));
        return Sources.tensor(type, shape, raw.order(ByteOrder.LITTLE_ENDIAN));
      } catch (IOException e) {
        throw new ModelException(
            "model-missing",
            "golden sample " + file.getFileName(),
            "it cannot be read",
            "a readable file of the pack",
            "Fetch the pack again.",
            e);
      }
    }
  }

  /** Returns how many bytes an element takes. */
  static int width(ElementType type) {
    return switch (type) {
      case FLOAT32 -> Float.BYTES;
      case INT64 -> Long.BYTES;
      case BOOL -> 1;
    };
  }

  private static Tensor tensor(ElementType type, List<Long> shape, ByteBuffer raw) {
    return switch (type) {
      case FLOAT32 -> {
        float[] values = new float[raw.remaining() / Float.BYTES];
        raw.asFloatBuffer().get(values);
        yield Tensor.floats(values, dimensions(shape));
      }
      case INT64 -> {
        long[] values = new long[raw.remaining() / Long.BYTES];
        raw.asLongBuffer().get(values);
        yield Tensor.longs(values, dimensions(shape));
      }
      case BOOL -> new Tensor.Booleans(raw, dimensions(shape));
    };
  }

  private static long[] dimensions(List<Long> shape) {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }
}
