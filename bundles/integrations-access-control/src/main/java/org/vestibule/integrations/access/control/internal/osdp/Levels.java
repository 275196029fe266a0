// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

/** One truth for each input or output (osdp_ISTATR, osdp_OSTATR, osdp_RSTATR). */
public final class Levels {
  private Levels() {}

  /** Returns the bytes on the wire. */
  public static byte[] encode(boolean[] levels) {
    byte[] data = new byte[levels.length];
    for (int i = 0; i < levels.length; i++) {
      data[i] = (byte) (levels[i] ? 1 : 0);
    }
    return data;
  }

  /** Reads them: what is not 0 counts as active. */
  public static boolean[] decode(byte[] data) {
    boolean[] levels = new boolean[data.length];
    for (int i = 0; i < data.length; i++) {
      levels[i] = data[i] != 0;
    }
    return levels;
  }
}
