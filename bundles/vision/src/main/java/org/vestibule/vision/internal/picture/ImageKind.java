// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import java.nio.charset.StandardCharsets;
import org.vestibule.api.VestibuleException;

/** What a file is by its first bytes; names and content types are not believed. */
enum ImageKind {
  JPEG,
  PNG,
  WEBP;

  private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};

  /**
   * Looks at the first bytes.
   *
   * @throws VestibuleException {@code image-format-unsupported}, naming what was found
   */
  static ImageKind of(byte[] data) throws VestibuleException {
    if (data.length >= 3 && startsWith(data, 0, (byte) 0xFF, (byte) 0xD8, (byte) 0xFF)) {
      return JPEG;
    }
    if (startsWith(data, 0, PNG_SIGNATURE)) {
      return PNG;
    }
    if (starts(data, 0, "RIFF") && starts(data, 8, "WEBP")) {
      return WEBP;
    }
    throw BadPicture.unsupported(describe(data));
  }

  private static String describe(byte[] data) {
    if (data.length == 0) {
      return "an empty file";
    }
    if (starts(data, 0, "GIF8")) {
      return "GIF";
    }
    if (starts(data, 0, "BM")) {
      return "BMP";
    }
    if (starts(data, 0, "II*\0") || starts(data, 0, "MM\0*")) {
      return "TIFF";
    }
    if (starts(data, 4, "ftypavif")) {
      return "AVIF";
    }
    if (starts(data, 4, "ftyphei") || starts(data, 4, "ftypmif1")) {
      return "HEIF";
    }
    if (starts(data, 0, "<")) {
      return "a text that begins like HTML, SVG or XML";
    }
    StringBuilder hex = new StringBuilder("something that begins with bytes");
    for (int i = 0; i < Math.min(4, data.length); i++) {
      hex.append(String.format(" %02x", data[i]));
    }
    return hex.toString();
  }

  private static boolean starts(byte[] data, int offset, String text) {
    return startsWith(data, offset, text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static boolean startsWith(byte[] data, int offset, byte... wanted) {
    if (data.length < offset + wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (data[offset + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
