// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.picture;

import java.util.Arrays;
import org.vestibule.api.VestibuleException;

/**
 * Decodes plain JPEG files (see {@link JpegHeader#plain}) twice over: once the whole picture at a
 * fraction of its size, then the one window that matters at full size.
 *
 * <p>The first pass reads every bit and so finds every fault. On its way it notes where its bits
 * are, at the begin of each row of blocks and every {@value #STRETCH} groups of them, so that the
 * second reads little more than the window's own blocks. Buffers are used again from file to file.
 * Not thread-safe.
 */
final class JpegDecoder {
  /** Groups of blocks from one noted place to the next. */
  private static final int STRETCH = 8;

  private final JpegBits bits = new JpegBits();
  private final int[] block = new int[64];
  private final int[] predictor = new int[3];

  private JpegHeader header;
  private int unitX;
  private int unitY;
  private int columns;
  private int rows;

  // By noted place: where its bits begin, and what the differences start from.
  private long[] placeBits = new long[0];
  private int[] placeState = new int[0];
  private int placesInRow;
  private int restartsLeft;
  private int restartNumber;

  /**
   * Decodes the whole picture.
   *
   * @param denominator 1, 2, 4 or 8
   * @throws VestibuleException {@code image-truncated} or {@code image-damaged}
   */
  void whole(byte[] data, JpegHeader plain, int denominator, Planes out) throws VestibuleException {
    header = plain;
    // A file that was refused half way may have left values behind.
    Arrays.fill(block, 0);
    boolean grey = plain.components == 1;
    unitX = grey ? 8 : 8 * plain.samplingX[0];
    unitY = grey ? 8 : 8 * plain.samplingY[0];
    columns = (plain.width + unitX - 1) / unitX;
    rows = (plain.height + unitY - 1) / unitY;
    placesInRow = (columns + STRETCH - 1) / STRETCH;
    if (placeBits.length < rows * placesInRow) {
      placeBits = new long[rows * placesInRow];
      placeState = new int[rows * placesInRow * 5];
    }
    int width = up(plain.width, denominator);
    int height = up(plain.height, denominator);
    prepare(out, width, height, columns, rows, 8 / denominator);
    out.place(0, 0, denominator);
    bits.open(data, plain.scanStart);
    Arrays.fill(predictor, 0);
    restartsLeft = plain.restartInterval;
    restartNumber = 0;
    for (int row = 0; row < rows; row++) {
      for (int from = 0; from < columns; from += STRETCH) {
        save(row * placesInRow + from / STRETCH);
        int to = Math.min(columns, from + STRETCH);
        stretch(row, from, to, 0, 0, 8 / denominator, out);
      }
    }
    bits.requireEnd();
  }

  /**
   * Decodes a window of the file of the last {@link #whole}, grown to whole blocks.
   *
   * @param denominator 1, 2, 4 or 8
   * @throws VestibuleException never in practice: the first pass read the same bits
   */
  void window(int x0, int y0, int x1, int y1, int denominator, Planes out)
      throws VestibuleException {
    int left = Math.max(0, x0) / unitX;
    int top = Math.max(0, y0) / unitY;
    int right = Math.min(columns, (x1 + unitX - 1) / unitX);
    int bottom = Math.min(rows, (y1 + unitY - 1) / unitY);
    int width = Math.min(right * unitX, header.width) - left * unitX;
    int height = Math.min(bottom * unitY, header.height) - top * unitY;
    int size = 8 / denominator;
    prepare(out, up(width, denominator), up(height, denominator), right - left, bottom - top, size);
    out.place(left * unitX, top * unitY, denominator);
    int place = left / STRETCH;
    for (int row = top; row < bottom; row++) {
      load(row * placesInRow + place);
      stretch(row, place * STRETCH, right, left, top, size, out);
    }
  }

  private static int up(int pixels, int denominator) {
    return (pixels + denominator - 1) / denominator;
  }

  private void prepare(Planes out, int width, int height, int across, int down, int size) {
    boolean grey = header.components == 1;
    int lumaX = grey ? 1 : header.samplingX[0];
    int lumaY = grey ? 1 : header.samplingY[0];
    int stride = across * lumaX * size;
    out.shape(width, height, stride, down * lumaY * size);
    out.grey = grey;
    if (!grey) {
      out.colour(lumaX, lumaY, across * size, down * size);
    }
  }

  /** Reads the groups of a row from {@code from} to {@code to}; pixels only from {@code left}. */
  private void stretch(int row, int from, int to, int left, int top, int size, Planes out)
      throws VestibuleException {
    boolean grey = header.components == 1;
    int lumaX = grey ? 1 : header.samplingX[0];
    int lumaY = grey ? 1 : header.samplingY[0];
    for (int column = from; column < to; column++) {
      if (header.restartInterval > 0 && restartsLeft == 0) {
        restart();
      }
      restartsLeft--;
      boolean wanted = column >= left;
      for (int y = 0; y < lumaY; y++) {
        int at = (((row - top) * lumaY + y) * out.stride + (column - left) * lumaX) * size;
        for (int x = 0; x < lumaX; x++) {
          block(0, wanted ? out.luma : null, at + x * size, out.stride, size);
        }
      }
      if (!grey) {
        int at = ((row - top) * out.chromaStride + column - left) * size;
        block(1, wanted ? out.cb : null, at, out.chromaStride, size);
        block(2, wanted ? out.cr : null, at, out.chromaStride, size);
      }
      bits.requireReal();
    }
  }

  /** Reads a block (T.81 F.2.2) and writes its pixels, unless {@code out} is null. */
  private void block(int component, byte[] out, int at, int stride, int size)
      throws VestibuleException {
    int category = bits.symbol(header.dc[header.dcTable[component]]);
    if (category > 15) {
      throw BadPicture.damaged("a JPEG block that is no block");
    }
    if (category > 0) {
      predictor[component] += bits.signed(category);
    }
    HuffmanTable table = header.ac[header.acTable[component]];
    if (out == null || size == 1) {
      skip(table);
      if (out != null) {
        int[] quantiser = header.quantisers[header.quantiser[component]];
        Idct.flat(predictor[component] * quantiser[0], 1, out, at, stride);
      }
      return;
    }
    int[] quantiser = header.quantisers[header.quantiser[component]];
    block[0] = predictor[component] * quantiser[0];
    int columns = coefficients(table, quantiser);
    if (columns == 0) {
      Idct.flat(block[0], size, out, at, stride);
      return;
    }
    switch (size) {
      case 8 -> Idct.eight(block, columns, out, at, stride);
      case 4 -> Idct.four(block, out, at, stride);
      default -> Idct.two(block, out, at, stride);
    }
    Arrays.fill(block, 0);
  }

  /**
   * Reads the other 63 coefficients.
   *
   * @return a bit for each column that has one, the eighth bit for the first row; 0 for a flat
   *     block
   */
  private int coefficients(HuffmanTable table, int[] quantiser) throws VestibuleException {
    int columns = 0;
    for (int k = 1; k < 64; k++) {
      int quick = bits.whole(table);
      int symbol = quick != 0 ? quick >> 4 & 0xF0 | 1 : bits.symbol(table);
      int category = symbol & 15;
      if (category == 0) {
        if (symbol != 0xF0) {
          break;
        }
        k += 15;
        continue;
      }
      k += symbol >> 4;
      if (k > 63) {
        throw BadPicture.damaged("a JPEG block of more than 64 values");
      }
      int place = JpegHeader.NATURAL[k];
      int value = quick != 0 ? quick >> 16 : bits.signed(category);
      block[place] = value * quantiser[place];
      columns |= place < 8 ? 1 << 8 : 1 << (place & 7);
    }
    return columns;
  }

  private void skip(HuffmanTable table) throws VestibuleException {
    for (int k = 1; k < 64; k++) {
      int quick = bits.whole(table);
      int symbol = quick != 0 ? quick >> 4 & 0xF0 | 1 : bits.symbol(table);
      int category = symbol & 15;
      if (category == 0 && symbol != 0xF0) {
        return;
      }
      k += symbol >> 4;
      if (k > 63 && category != 0) {
        throw BadPicture.damaged("a JPEG block of more than 64 values");
      }
      if (quick == 0) {
        bits.drop(category);
      }
    }
  }

  private void restart() throws VestibuleException {
    bits.restart(restartNumber);
    restartNumber = restartNumber + 1 & 7;
    restartsLeft = header.restartInterval;
    Arrays.fill(predictor, 0);
  }

  private void save(int place) {
    placeBits[place] = bits.position();
    int at = place * 5;
    System.arraycopy(predictor, 0, placeState, at, 3);
    placeState[at + 3] = restartsLeft;
    placeState[at + 4] = restartNumber;
  }

  private void load(int place) {
    bits.moveTo(placeBits[place]);
    int at = place * 5;
    System.arraycopy(placeState, at, predictor, 0, 3);
    restartsLeft = placeState[at + 3];
    restartNumber = placeState[at + 4];
  }
}
