// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import java.awt.Point;
import java.awt.Rectangle;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.PixelInterleavedSampleModel;
import java.awt.image.SampleModel;
import java.awt.image.WritableRaster;

/**
 * Pixels that may be touched a limited number of times. The lossless WebP decoder applies every
 * transform that a file names to the whole picture, and a file may name any number of them.
 */
final class CountedRaster extends WritableRaster {
  /** A written pixel, four transforms with five touches each, and as much again to spare. */
  private static final long TOUCHES = 48;

  private final byte[] bytes;
  private final int bands;
  private final int scan;
  private final long[] left;

  CountedRaster(int width, int height, int bands) {
    super(model(width, height, bands), new DataBufferByte(width * height * bands), new Point());
    this.bands = bands;
    bytes = bytes();
    scan = width * bands;
    left = new long[1];
    refill();
  }

  private CountedRaster(CountedRaster whole, int width, int height) {
    super(whole.sampleModel, whole.dataBuffer, new Rectangle(width, height), new Point(), whole);
    bands = whole.bands;
    bytes = whole.bytes;
    scan = whole.scan;
    left = whole.left;
  }

  private static SampleModel model(int width, int height, int bands) {
    int[] offsets = bands == 3 ? new int[] {0, 1, 2} : new int[] {0, 1, 2, 3};
    return new PixelInterleavedSampleModel(
        DataBuffer.TYPE_BYTE, width, height, bands, width * bands, offsets);
  }

  /** Allows the touches of one more picture. */
  void refill() {
    left[0] = TOUCHES * getWidth() * getHeight() + 10_000;
  }

  /** Returns the pixels themselves, row after row. */
  byte[] bytes() {
    return ((DataBufferByte) dataBuffer).getData();
  }

  @Override
  public Object getDataElements(int x, int y, Object out) {
    touch();
    byte[] pixel = out == null ? new byte[bands] : (byte[]) out;
    System.arraycopy(bytes, y * scan + x * bands, pixel, 0, bands);
    return pixel;
  }

  @Override
  public void setDataElements(int x, int y, Object in) {
    touch();
    System.arraycopy((byte[]) in, 0, bytes, y * scan + x * bands, bands);
  }

  /** Only the left part, which is all that the decoder asks for, keeps counting. */
  @Override
  public WritableRaster createWritableChild(
      int x, int y, int width, int height, int toX, int toY, int[] wanted) {
    boolean corner = x == 0 && y == 0 && toX == 0 && toY == 0 && wanted == null;
    return corner
        ? new CountedRaster(this, width, height)
        : super.createWritableChild(x, y, width, height, toX, toY, wanted);
  }

  private void touch() {
    if (--left[0] < 0) {
      throw new IllegalStateException("more work than any picture of this size needs");
    }
  }
}
