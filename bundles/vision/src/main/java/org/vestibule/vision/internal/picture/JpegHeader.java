// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import java.util.Arrays;
import org.vestibule.api.VestibuleException;

/**
 * The marker segments of a JPEG file up to its first scan (ITU-T T.81, annex B), read again for
 * every file into the same object. Not thread-safe.
 *
 * <p>{@link #plain} says whether {@link JpegDecoder} reads it: baseline or extended Huffman coding,
 * 8 bits, one interleaved scan, grey or YCbCr with whole-numbered subsampling.
 */
final class JpegHeader {
  /** Scans beyond this only serve to keep a decoder busy; encoders write about ten. */
  private static final int MAX_SCANS = 64;

  /** The zigzag order, T.81 figure A.6: natural index of the k-th coefficient. */
  static final int[] NATURAL = {
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63
  };

  int width;
  int height;
  int components;
  boolean plain;

  /** Three components that are red, green and blue already. */
  boolean rgb;

  int orientation;
  int restartInterval;

  /** Where the entropy-coded data of the first scan begins. */
  int scanStart;

  final int[] id = new int[4];
  final int[] samplingX = new int[4];
  final int[] samplingY = new int[4];
  final int[] quantiser = new int[4];
  final int[] dcTable = new int[4];
  final int[] acTable = new int[4];

  /** Quantisers in natural order. */
  final int[][] quantisers = new int[4][64];

  final HuffmanTable[] dc = tables();
  final HuffmanTable[] ac = tables();

  private final boolean[] quantiserSeen = new boolean[4];
  private byte[] data;
  private int frameKind;
  private int adobe;
  private boolean jfif;

  private static HuffmanTable[] tables() {
    HuffmanTable[] four = new HuffmanTable[4];
    Arrays.setAll(four, i -> new HuffmanTable());
    return four;
  }

  /**
   * Reads the segments.
   *
   * @throws VestibuleException {@code image-truncated}, {@code image-damaged}, {@code
   *     image-too-large} or {@code image-format-unsupported}
   */
  void read(byte[] file, Limits limits) throws VestibuleException {
    data = file;
    width = 0;
    components = 0;
    restartInterval = 0;
    orientation = Exif.UPRIGHT;
    adobe = -1;
    jfif = false;
    Arrays.fill(quantiserSeen, false);
    for (int i = 0; i < 4; i++) {
      dc[i].clear();
      ac[i].clear();
    }
    int at = 2;
    while (true) {
      int marker = marker(at);
      at = markerEnd(at);
      if (marker == 0xD9) {
        throw BadPicture.truncated("a JPEG file that ends before its picture");
      }
      if (marker == 0x01 || marker >= 0xD0 && marker <= 0xD7) {
        continue;
      }
      int length = length(at);
      segment(marker, at + 2, length - 2, limits);
      at += length;
      if (marker == 0xDA) {
        scanStart = at;
        return;
      }
    }
  }

  /**
   * For files that {@link JpegDecoder} does not read: refuses one without its end, and one whose
   * number of scans has no other purpose than to cost time.
   *
   * @throws VestibuleException {@code image-truncated} or {@code image-format-unsupported}
   */
  void checkScans() throws VestibuleException {
    int scans = 1;
    for (int i = scanStart; i + 1 < data.length; i++) {
      int code = (data[i] & 255) == 0xFF ? data[i + 1] & 255 : 0;
      if (code == 0xDA && ++scans > MAX_SCANS) {
        throw BadPicture.unsupported("a progressive JPEG of more than " + MAX_SCANS + " scans");
      }
      if (code == 0xD9) {
        return;
      }
    }
    throw BadPicture.truncated("a JPEG file without its end");
  }

  private int marker(int at) throws VestibuleException {
    if (at + 1 >= data.length) {
      throw BadPicture.truncated("a JPEG file of " + data.length + " bytes without a picture");
    }
    if ((data[at] & 255) != 0xFF) {
      throw BadPicture.damaged("no JPEG marker at byte " + at);
    }
    return data[markerEnd(at) - 1] & 255;
  }

  /** Skips fill bytes (T.81 B.1.1.2). */
  private int markerEnd(int at) throws VestibuleException {
    int end = at + 1;
    while (end < data.length && (data[end] & 255) == 0xFF) {
      end++;
    }
    if (end >= data.length) {
      throw BadPicture.truncated("a JPEG file that ends inside a marker");
    }
    return end + 1;
  }

  private int length(int at) throws VestibuleException {
    if (at + 2 > data.length) {
      throw BadPicture.truncated("a JPEG file that ends inside a segment");
    }
    int length = word(at);
    if (length < 2) {
      throw BadPicture.damaged("a JPEG segment of " + length + " bytes at byte " + at);
    }
    if (at + length > data.length) {
      throw BadPicture.truncated("a JPEG file that ends inside a segment");
    }
    return length;
  }

  private void segment(int marker, int at, int length, Limits limits) throws VestibuleException {
    switch (marker) {
      case 0xC4 -> huffman(at, at + length);
      case 0xDB -> quantisers(at, at + length);
      case 0xDD -> {
        need(length >= 2, "restart interval");
        restartInterval = word(at);
      }
      case 0xDA -> scan(at, length);
      case 0xE0 -> jfif |= length >= 5 && data[at] == 'J' && data[at + 1] == 'F';
      case 0xE1 -> {
        if (length > 6 && data[at] == 'E' && data[at + 1] == 'x' && data[at + 2] == 'i') {
          orientation = Exif.orientation(data, at + 6, length - 6);
        }
      }
      case 0xEE -> {
        if (length >= 12 && data[at] == 'A' && data[at + 1] == 'd') {
          adobe = data[at + 11] & 255;
        }
      }
      default -> {
        if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC8 && marker != 0xCC) {
          frame(marker, at, length, limits);
        }
      }
    }
  }

  private void frame(int marker, int at, int length, Limits limits) throws VestibuleException {
    need(length >= 6 && components == 0, "frame header");
    frameKind = marker;
    int bits = data[at] & 255;
    height = word(at + 1);
    width = word(at + 3);
    int count = data[at + 5] & 255;
    limits.checkSize(width, height);
    if (marker > 0xC2) {
      throw BadPicture.unsupported(
          "a JPEG with " + coding(marker) + " (SOF" + (marker - 0xC0) + ")");
    }
    if (bits != 8) {
      throw BadPicture.unsupported("a JPEG of " + bits + " bits");
    }
    if (count == 4) {
      throw BadPicture.unsupported("a JPEG in " + (adobe == 2 ? "YCCK" : "CMYK") + " colours");
    }
    if (count != 1 && count != 3) {
      throw BadPicture.unsupported("a JPEG of " + count + " colours");
    }
    need(length >= 6 + 3 * count, "frame header");
    components = count;
    for (int i = 0; i < count; i++) {
      int entry = at + 6 + 3 * i;
      id[i] = data[entry] & 255;
      samplingX[i] = (data[entry + 1] & 255) >> 4;
      samplingY[i] = data[entry + 1] & 15;
      quantiser[i] = data[entry + 2] & 255;
      boolean good = samplingX[i] >= 1 && samplingX[i] <= 4 && samplingY[i] >= 1;
      need(good && samplingY[i] <= 4 && quantiser[i] < 4, "frame header");
    }
  }

  /** What a frame that is neither baseline, extended nor progressive is (T.81 table B.1). */
  private static String coding(int marker) {
    return switch (marker & 3) {
      case 3 -> marker > 0xC8 ? "lossless arithmetic coding" : "lossless coding";
      default -> marker > 0xC8 ? "arithmetic coding" : "hierarchical coding";
    };
  }

  private void scan(int at, int length) throws VestibuleException {
    need(components > 0, "scan before a frame header");
    int count = length > 0 ? data[at] & 255 : 0;
    need(count >= 1 && count <= 4 && length >= 4 + 2 * count, "scan header");
    rgb = components == 3 && (adobe == 0 || !jfif && adobe < 0 && id[0] == 'R' && id[1] == 'G');
    plain = frameKind != 0xC2 && count == components && !rgb && wholeSubsampling();
    for (int i = 0; plain && i < components; i++) {
      int tables = data[at + 2 + 2 * i] & 255;
      dcTable[i] = tables >> 4;
      acTable[i] = tables & 15;
      need((data[at + 1 + 2 * i] & 255) == id[i], "scan header");
      need(dcTable[i] < 4 && acTable[i] < 4, "scan header");
      need(quantiserSeen[quantiser[i]], "picture without a quantisation table");
      need(dc[dcTable[i]].present() && ac[acTable[i]].present(), "picture without a Huffman table");
    }
  }

  /** Whether luma has one to four whole pixels per colour pixel, both colours alike. */
  private boolean wholeSubsampling() {
    if (components == 1) {
      return true;
    }
    return samplingX[1] == 1
        && samplingX[2] == 1
        && samplingY[1] == 1
        && samplingY[2] == 1
        && samplingX[0] != 3
        && samplingY[0] != 3;
  }

  private void quantisers(int from, int end) throws VestibuleException {
    int at = from;
    while (at < end) {
      int precision = (data[at] & 255) >> 4;
      int table = data[at] & 15;
      at++;
      int bytes = precision == 0 ? 64 : 128;
      need(precision <= 1 && table < 4 && at + bytes <= end, "quantisation table");
      for (int k = 0; k < 64; k++) {
        quantisers[table][NATURAL[k]] = precision == 0 ? data[at + k] & 255 : word(at + 2 * k);
      }
      quantiserSeen[table] = true;
      at += bytes;
    }
  }

  private void huffman(int from, int end) throws VestibuleException {
    int at = from;
    while (at < end) {
      int kind = (data[at] & 255) >> 4;
      int table = data[at] & 15;
      need(kind <= 1 && table < 4 && at + 17 <= end, "Huffman table");
      int symbols = (kind == 0 ? dc[table] : ac[table]).read(data, at + 1, end);
      need(symbols >= 0, "Huffman table");
      at += 17 + symbols;
    }
  }

  private int word(int at) {
    return (data[at] & 255) << 8 | data[at + 1] & 255;
  }

  private static void need(boolean condition, String what) throws VestibuleException {
    if (!condition) {
      throw BadPicture.damaged("a wrong JPEG " + what);
    }
  }
}
