// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.model;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;

/**
 * An input of a network. Not thread-safe.
 *
 * <p>Buffers in native order and direct memory are read in place, without a copy; heap buffers are
 * copied once. The buffer's position and limit say what is read; the caller may reuse it after the
 * run has returned.
 */
public sealed interface Tensor {
  /** Returns the shape; an empty array is a scalar, a 0 in it an empty tensor. */
  long[] shape();

  /** 32-bit floats. */
  record Floats(FloatBuffer data, long[] shape) implements Tensor {}

  /** 64-bit integers. */
  record Longs(LongBuffer data, long[] shape) implements Tensor {}

  /** Booleans, one byte each, 0 or 1. */
  record Booleans(ByteBuffer data, long[] shape) implements Tensor {}

  /**
   * An output of an earlier run that stayed in the runtime's memory, for example a decoder's cache.
   * It lives until its {@link ModelRun} is closed.
   */
  non-sealed interface Held extends Tensor {}

  /** Wraps an array of floats. */
  static Tensor floats(float[] data, long... shape) {
    return new Floats(FloatBuffer.wrap(data), shape);
  }

  /** Wraps an array of longs. */
  static Tensor longs(long[] data, long... shape) {
    return new Longs(LongBuffer.wrap(data), shape);
  }

  /** Makes a boolean tensor of shape [1]. */
  static Tensor bool(boolean value) {
    return new Booleans(ByteBuffer.wrap(new byte[] {(byte) (value ? 1 : 0)}), new long[] {1});
  }
}
