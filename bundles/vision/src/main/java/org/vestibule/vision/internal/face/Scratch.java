// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.face;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.vestibule.vision.internal.picture.PictureReader;

/**
 * What one picture at a time needs, used again for the next: the decoder's planes, and one tensor
 * in direct memory that the stages fill in turn. Not thread-safe; one thread holds it at a time.
 */
public final class Scratch {
  private final PictureReader reader = new PictureReader();
  private FloatBuffer tensor = direct(3 * 320 * 320);
  private float[] work = new float[0];
  private int growths;

  public PictureReader reader() {
    return reader;
  }

  /** Returns the tensor with room for exactly {@code floats}; its former contents are gone. */
  public FloatBuffer tensor(int floats) {
    if (tensor.capacity() < floats) {
      tensor = direct(floats);
      growths++;
    }
    tensor.clear().limit(floats);
    return tensor;
  }

  /**
   * Returns an array of at least {@code floats} for sums in between; its contents are left over.
   */
  public float[] work(int floats) {
    if (work.length < floats) {
      work = new float[floats];
      growths++;
    }
    return work;
  }

  /** Returns how many buffers were made since the first picture, to show that they are reused. */
  public int growths() {
    return growths + reader.growths();
  }

  private static FloatBuffer direct(int floats) {
    return ByteBuffer.allocateDirect(floats * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }
}
