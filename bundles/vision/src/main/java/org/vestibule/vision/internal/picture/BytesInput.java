// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import javax.imageio.stream.ImageInputStreamImpl;

/** A part of an array as the WebP decoder wants to read it. Not thread-safe. */
final class BytesInput extends ImageInputStreamImpl {
  private final byte[] data;
  private final int start;
  private final int length;

  BytesInput(byte[] data, int start, int length) {
    this.data = data;
    this.start = start;
    this.length = length;
  }

  @Override
  public int read() {
    bitOffset = 0;
    return streamPos < length ? data[start + (int) streamPos++] & 255 : -1;
  }

  @Override
  public int read(byte[] to, int at, int most) {
    bitOffset = 0;
    if (streamPos >= length) {
      return -1;
    }
    int count = (int) Math.min(most, length - streamPos);
    System.arraycopy(data, start + (int) streamPos, to, at, count);
    streamPos += count;
    return count;
  }

  @Override
  public long length() {
    return length;
  }
}
