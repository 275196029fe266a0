// SPDX-License-Identifier: Apache-2.0
package org.vestibule.identification.internal.search;

/**
 * Up to {@value #ROWS} directions, side by side. Written by the gallery's writer, row after row and
 * each row once; a {@link Version} says how many rows its readers may believe.
 */
abstract class Block {
  /** So many that a row of sums fills 4 kB, and a block of 512 numbers each fills 2 MB. */
  static final int ROWS = 1024;

  private final Enrolled[] owners = new Enrolled[ROWS];

  /** Rows whose owner is gone; the gallery's writer counts them. */
  private int dead;

  final Enrolled owner(int row) {
    return owners[row];
  }

  final void put(int row, Enrolled owner, float[] direction) {
    write(row, direction);
    owners[row] = owner;
  }

  final void bury() {
    dead++;
  }

  /** Returns whether more than half of a full block is gone. */
  final boolean sparse() {
    return dead > ROWS / 2;
  }

  /** Overwrites one row with zeros and forgets whose it was, once no search believes it. */
  final void erase(int row) {
    owners[row] = Enrolled.NOBODY;
    clear(row);
  }

  /** Overwrites the whole block, once no search reads it. */
  final void erase() {
    for (int row = 0; row < ROWS; row++) {
      erase(row);
    }
  }

  /** Makes the form in which one site keeps its blocks. */
  static Block of(int length, boolean int8) {
    return int8 ? new QuantisedBlock(length) : new ExactBlock(length);
  }

  /** Offers the rows before {@code rows} that may be among the nearest. */
  abstract void search(int rows, Scan scan);

  abstract void clear(int row);

  /** Returns a copy of one direction. */
  abstract float[] read(int row);

  abstract void write(int row, float[] direction);
}
