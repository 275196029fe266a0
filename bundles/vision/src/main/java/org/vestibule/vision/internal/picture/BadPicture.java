// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import org.vestibule.api.VestibuleException;
import org.vestibule.api.station.FrameFormat;

/** The refusals of this package: why a picture cannot be read. */
final class BadPicture {
  private static final String INPUT = "picture";

  private BadPicture() {}

  static VestibuleException tooLarge(String found, String allowed) {
    return new VestibuleException(
        "image-too-large",
        INPUT,
        found,
        allowed,
        "Let the camera send a smaller picture, or raise the bound in org.vestibule.vision.");
  }

  static VestibuleException truncated(String found) {
    return new VestibuleException(
        "image-truncated",
        INPUT,
        found,
        "a whole file",
        "Send the picture again; look for a broken connection to the camera.");
  }

  static VestibuleException damaged(String found) {
    return damaged(found, null);
  }

  static VestibuleException damaged(String found, Throwable cause) {
    return new VestibuleException(
        "image-damaged",
        INPUT,
        found,
        "a readable JPEG, PNG or WebP file",
        "Send the picture again; look for a broken connection to the camera.",
        cause);
  }

  static VestibuleException unsupported(String found) {
    return new VestibuleException(
        "image-format-unsupported",
        INPUT,
        found,
        "JPEG (8 bit, Huffman coding, grey or colour), PNG, or WebP that does not move",
        "Let the camera send JPEG.");
  }

  /** Raw pixels whose claimed size is not that of their bytes. */
  static VestibuleException sizeMismatch(int bytes, FrameFormat.Raw raw) {
    return new VestibuleException(
        "image-size-mismatch",
        INPUT,
        bytes + " bytes",
        needed(raw) + " bytes for " + raw.width() + "x" + raw.height() + " " + raw.layout(),
        "Let the sender say the size and the layout of the pixels that it sends.");
  }

  /** Any two numbers may be claimed: only their plain product is sure not to overflow. */
  private static String needed(FrameFormat.Raw raw) {
    if (raw.width() <= 0 || raw.height() <= 0) {
      return "no number of";
    }
    long pixels = (long) raw.width() * raw.height();
    return pixels < 1L << 60
        ? Long.toString(raw.layout().bytes(raw.width(), raw.height()))
        : "at least " + pixels;
  }
}
