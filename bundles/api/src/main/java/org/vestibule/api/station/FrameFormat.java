// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.station;

/** What the bytes of a {@link Frame} are. */
public sealed interface FrameFormat {
  /** A whole file; its first bytes say which kind (JPEG, PNG, WebP). */
  record File() implements FrameFormat {}

  /**
   * Uncompressed pixels, as a video decoder gives them. Sizes are a claim of the sender: the
   * decoder holds them against the number of bytes.
   *
   * @param layout where each pixel lies
   * @param width pixels
   * @param height pixels
   */
  record Raw(PixelLayout layout, int width, int height) implements FrameFormat {}

  /** The usual kind. */
  FrameFormat FILE = new File();
}
