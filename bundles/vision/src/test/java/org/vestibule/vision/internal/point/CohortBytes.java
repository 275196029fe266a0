// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** A cohort's file, written by hand as its description says. */
final class CohortBytes {
  String space = "scripted-embed@1";
  String origin = "people made up for a test";
  int magic = 0x56434f48;
  int version = 1;
  int flags = 1;
  int people = 40;
  int facesOfEach = 1;
  int dimensions = 64;
  int statedPeople = -1;
  byte[] after = {};

  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(magic);
    out.writeShort(version);
    out.writeByte(flags);
    for (String text : List.of(space, origin, "CC0-1.0")) {
      byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
      out.writeShort(encoded.length);
      out.write(encoded);
    }
    out.writeInt(statedPeople < 0 ? people : statedPeople);
    out.writeInt(people * facesOfEach);
    out.writeShort(dimensions);
    Random random = new Random(1);
    for (int face = 0; face < people * facesOfEach; face++) {
      out.writeInt(face / facesOfEach);
      for (int k = 0; k < dimensions; k++) {
        out.writeByte((int) Math.max(-127, Math.min(127, 40 * random.nextGaussian())));
      }
    }
    out.write(after);
    return bytes.toByteArray();
  }
}
