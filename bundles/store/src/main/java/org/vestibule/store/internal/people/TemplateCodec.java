// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.face.FaceTemplate;

/**
 * A template as the bytes that are sealed: a version, the space, and the direction as big-endian
 * floats. Only here, and only on the way into or out of a seal.
 */
final class TemplateCodec {
  private static final byte VERSION = 1;
  private static final int HEAD = 1 + 2 + 4;
  private static final int MOST_NUMBERS = 65536;

  private TemplateCodec() {}

  /** Returns the bytes; whoever sealed them overwrites them. */
  static byte[] bytes(FaceTemplate template) {
    byte[] space = template.space().getBytes(StandardCharsets.UTF_8);
    float[] direction = new float[template.length()];
    template.copyTo(direction, 0);
    ByteBuffer out = ByteBuffer.allocate(HEAD + space.length + Float.BYTES * direction.length);
    out.put(VERSION).putShort((short) space.length).put(space).putInt(direction.length);
    out.asFloatBuffer().put(direction);
    Arrays.fill(direction, 0);
    return out.array();
  }

  /** Reads which space a template lies in, without copying it. */
  static String space(byte[] opened) throws VestibuleException {
    ByteBuffer in = ByteBuffer.wrap(opened);
    try {
      return space(in);
    } catch (RuntimeException e) {
      throw damaged(e);
    }
  }

  /** Reads a template, and leaves the bytes to their owner. */
  static FaceTemplate template(byte[] opened) throws VestibuleException {
    ByteBuffer in = ByteBuffer.wrap(opened);
    try {
      String space = space(in);
      int numbers = in.getInt();
      if (numbers < 1 || numbers > MOST_NUMBERS || in.remaining() != numbers * Float.BYTES) {
        throw new IllegalArgumentException(numbers + " numbers");
      }
      float[] direction = new float[numbers];
      in.asFloatBuffer().get(direction);
      FaceTemplate template = FaceTemplate.of(space, direction);
      Arrays.fill(direction, 0);
      return template;
    } catch (RuntimeException e) {
      throw damaged(e);
    }
  }

  private static String space(ByteBuffer in) {
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalArgumentException("version " + version);
    }
    byte[] space = new byte[Short.toUnsignedInt(in.getShort())];
    in.get(space);
    return new String(space, StandardCharsets.UTF_8);
  }

  private static VestibuleException damaged(RuntimeException cause) {
    return new VestibuleException(
        "record-damaged",
        "a stored template",
        "content that this version does not know",
        "templates of version " + VERSION,
        "Enrol the person anew, or go back to the version that wrote it",
        cause);
  }
}
