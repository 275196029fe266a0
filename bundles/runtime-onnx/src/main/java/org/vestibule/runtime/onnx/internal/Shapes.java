// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import java.util.Arrays;
import java.util.List;

/** Shapes: -1 is any size, an empty shape a scalar, a 0 an empty tensor. */
final class Shapes {
  /** More elements than this do not fit a Java buffer. */
  private static final long LARGEST = Integer.MAX_VALUE;

  private Shapes() {}

  /** Returns whether two declared shapes can be the same: equal rank, equal sizes or -1. */
  static boolean compatible(long[] one, long[] other) {
    if (one.length != other.length) {
      return false;
    }
    for (int i = 0; i < one.length; i++) {
      if (one[i] != other[i] && one[i] != -1 && other[i] != -1) {
        return false;
      }
    }
    return true;
  }

  /** Returns the stricter of two compatible shapes: a size wherever either names one. */
  static long[] stricter(long[] one, long[] other) {
    long[] result = one.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] = one[i] == -1 ? other[i] : one[i];
    }
    return result;
  }

  /** Returns whether a real shape fits a declared one; a negative size never does. */
  static boolean fits(long[] real, long[] declared) {
    for (long size : real) {
      if (size < 0) {
        return false;
      }
    }
    return compatible(real, declared);
  }

  /** Returns how many elements a real shape has, or -1 if they do not fit a buffer. */
  static long elements(long[] real) {
    long count = 1;
    for (long size : real) {
      if (size != 0 && count > LARGEST / size) {
        return -1;
      }
      count *= size;
    }
    return count;
  }

  static long[] of(List<Long> shape) {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }

  static String text(long[] shape) {
    return Arrays.toString(shape);
  }
}
