// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.vault;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** A template that is like no other, and every form in which it might lie somewhere. */
final class Canary {
  private static final int DIMENSIONS = 512;
  private static final int SEARCHED = 64;

  private Canary() {}

  static byte[] template() {
    ByteBuffer bytes = ByteBuffer.allocate(DIMENSIONS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < DIMENSIONS; at++) {
      bytes.putFloat(value(at));
    }
    return bytes.array();
  }

  static float[] floats() {
    float[] values = new float[DIMENSIONS];
    for (int at = 0; at < DIMENSIONS; at++) {
      values[at] = value(at);
    }
    return values;
  }

  /** Returns what to search for, by name: pieces of the template in each form. */
  static Map<String, byte[]> forms() {
    Map<String, byte[]> forms = new LinkedHashMap<>();
    byte[] little = Arrays.copyOf(template(), SEARCHED);
    byte[] big = little.clone();
    for (int at = 0; at < SEARCHED; at += Float.BYTES) {
      for (int of = 0; of < Float.BYTES; of++) {
        big[at + of] = little[at + Float.BYTES - 1 - of];
      }
    }
    forms.putAll(of("floats, little-endian", little));
    forms.putAll(of("floats, big-endian", big));
    for (int at = 0; at < DIMENSIONS; at += 100) {
      forms.put("text of value " + at, latin(Float.toString(value(at))));
    }
    return forms;
  }

  /** Returns bytes, their hex and their base64, wherever in a longer text that begins. */
  static Map<String, byte[]> of(String name, byte[] bytes) {
    Map<String, byte[]> forms = new LinkedHashMap<>();
    forms.put(name, bytes);
    forms.put(name + ", hex", latin(HexFormat.of().formatHex(bytes)));
    for (int skipped = 0; skipped < 3; skipped++) {
      int length = (bytes.length - skipped) / 3 * 3;
      byte[] part = Arrays.copyOfRange(bytes, skipped, skipped + length);
      forms.put(name + ", base64 from " + skipped, Base64.getEncoder().encode(part));
    }
    return forms;
  }

  /** Returns whether bytes contain others. */
  static boolean contains(byte[] all, byte[] part) {
    int last = all.length - part.length;
    for (int at = 0; at <= last; at++) {
      if (all[at] == part[0] && Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
        return true;
      }
    }
    return false;
  }

  private static float value(int at) {
    return (float) Math.sin(0.7317 * at + 0.29) * 0.8123457f;
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
