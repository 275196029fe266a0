// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.onvif.sip.internal.area;

import javax.imageio.ImageReader;
import javax.imageio.event.IIOReadProgressListener;

/** Ends the reading of a picture that takes too long. Used by one thread. */
final class Patience implements IIOReadProgressListener {
  private final long endNanos;
  private boolean ended;

  /**
   * @param endNanos by the clock of {@link System#nanoTime}
   */
  Patience(long endNanos) {
    this.endNanos = endNanos;
  }

  /** Returns whether the picture is not whole. */
  boolean ended() {
    return ended;
  }

  @Override
  public void imageProgress(ImageReader source, float percentage) {
    if (System.nanoTime() - endNanos >= 0) {
      ended = true;
      source.abort();
    }
  }

  @Override
  public void sequenceStarted(ImageReader source, int minIndex) {}

  @Override
  public void sequenceComplete(ImageReader source) {}

  @Override
  public void imageStarted(ImageReader source, int imageIndex) {}

  @Override
  public void imageComplete(ImageReader source) {}

  @Override
  public void thumbnailStarted(ImageReader source, int imageIndex, int thumbnailIndex) {}

  @Override
  public void thumbnailProgress(ImageReader source, float percentage) {}

  @Override
  public void thumbnailComplete(ImageReader source) {}

  @Override
  public void readAborted(ImageReader source) {
    ended = true;
  }
}
