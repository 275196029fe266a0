// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One thing that a reader can do (osdp_PDCAP, SIA OSDP 2.2 section 7.5 and annex B).
 *
 * @param function one of the constants, or what a later version names
 * @param level how well, 0 to 255
 * @param count how many, 0 to 255
 */
public record Capability(int function, int level, int count) {
  public static final int CONTACTS = 1;
  public static final int OUTPUTS = 2;
  public static final int CARD_FORMAT = 3;
  public static final int LED = 4;
  public static final int AUDIBLE = 5;
  public static final int TEXT = 6;
  public static final int CHECK_CHARACTER = 8;
  public static final int SECURITY = 9;
  public static final int RECEIVE_BUFFER = 10;
  public static final int LARGEST_MESSAGE = 11;
  public static final int SMART_CARD = 12;
  public static final int READERS = 13;
  public static final int BIOMETRICS = 14;
  public static final int SECURE_PIN = 15;
  public static final int VERSION = 16;

  private static final int LENGTH = 3;

  /** A size in bytes, 0 to 65,535, spread over level and count. */
  public static Capability size(int function, int bytes) {
    return new Capability(function, bytes & 0xFF, bytes >> 8);
  }

  /** Returns a size that was spread over level and count. */
  public int size() {
    return level | count << 8;
  }

  /** Returns the bytes of all of them on the wire. */
  public static byte[] encode(List<Capability> capabilities) {
    byte[] data = new byte[capabilities.size() * LENGTH];
    int at = 0;
    for (Capability capability : capabilities) {
      data[at++] = (byte) capability.function;
      data[at++] = (byte) capability.level;
      data[at++] = (byte) capability.count;
    }
    return data;
  }

  /** Reads them; empty when the length is wrong. */
  public static Optional<List<Capability>> decode(byte[] data) {
    if (data.length % LENGTH != 0) {
      return Optional.empty();
    }
    List<Capability> all = new ArrayList<>();
    for (int at = 0; at < data.length; at += LENGTH) {
      all.add(new Capability(Wire.u8(data, at), Wire.u8(data, at + 1), Wire.u8(data, at + 2)));
    }
    return Optional.of(List.copyOf(all));
  }
}
