// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.qr;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.LuminanceSource;
import com.google.zxing.PlanarYUVLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.Frame;
import org.vestibule.api.station.FrameFormat;
import org.vestibule.vision.internal.picture.Lens;
import org.vestibule.vision.internal.picture.Limits;
import org.vestibule.vision.internal.picture.PictureReader;

/**
 * Reads one QR code (ISO/IEC 18004) out of a picture, by ZXing. Where a raw picture's first plane
 * is its brightness that is read where it lies; anything else is decoded, at a fraction of its size
 * where it is large. Not thread-safe.
 */
final class QrReader {
  /** A code of 25 modules that fills a third of a picture this long has 13 pixels for each. */
  private static final int LONG_SIDE = 1000;

  private static final Limits LIMITS = new Limits(9_000_000, 8_000_000);

  private final PictureReader pictures = new PictureReader();
  private final QRCodeReader codes = new QRCodeReader();

  /**
   * Returns what the code carries, if there is one.
   *
   * @throws VestibuleException {@code image-*} for a picture that cannot be read
   */
  Optional<String> read(Frame frame) throws VestibuleException {
    if (frame.format() instanceof FrameFormat.Raw raw && plane(raw)) {
      check(frame, raw);
      return decode(frame.bytes(), raw.width(), raw.width(), raw.height());
    }
    return pictures
        .read(frame, LIMITS, Lens.NONE, (width, height) -> Math.max(width, height) / LONG_SIDE)
        .brightness(this::decode);
  }

  private static boolean plane(FrameFormat.Raw raw) {
    return switch (raw.layout()) {
      case GREY8, I420, NV12 -> true;
      case RGB24, BGR24 -> false;
    };
  }

  private static void check(Frame frame, FrameFormat.Raw raw) throws VestibuleException {
    int bytes = frame.bytes().length;
    boolean possible = raw.width() > 0 && raw.height() > 0;
    if (!possible || raw.layout().bytes(raw.width(), raw.height()) != bytes) {
      throw new VestibuleException(
          "image-size-mismatch",
          "picture",
          bytes + " bytes",
          raw.width() + "x" + raw.height() + " pixels of " + raw.layout(),
          "Send as many bytes as the size says.");
    }
    if ((long) raw.width() * raw.height() > LIMITS.maxPixels()) {
      throw new VestibuleException(
          "image-too-large",
          "picture",
          raw.width() + "x" + raw.height() + " pixels",
          "at most " + LIMITS.maxPixels() + " pixels",
          "Let the station send smaller pictures.");
    }
  }

  private Optional<String> decode(byte[] luma, int stride, int width, int height) {
    LuminanceSource source =
        new PlanarYUVLuminanceSource(
            luma, stride, luma.length / stride, 0, 0, width, height, false);
    try {
      return Optional.of(codes.decode(new BinaryBitmap(new HybridBinarizer(source))).getText());
    } catch (ReaderException e) {
      return Optional.empty();
    }
  }
}
