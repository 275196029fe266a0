// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.vision.internal.point.Cohort;

/** Writes the file that {@link org.vestibule.vision.internal.point.CohortFile} reads. */
final class CohortWriter {
  private CohortWriter() {}

  static byte[] bytes(Cohort cohort) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0x56434f48);
    out.writeShort(1);
    out.writeByte(cohort.generated() ? 1 : 0);
    for (String text : List.of(cohort.space(), cohort.origin(), cohort.licence())) {
      byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
      out.writeShort(encoded.length);
      out.write(encoded);
    }
    int dimensions = cohort.people().get(0).get(0).length();
    out.writeInt(cohort.people().size());
    out.writeInt(cohort.people().stream().mapToInt(List::size).sum());
    out.writeShort(dimensions);
    float[] direction = new float[dimensions];
    for (int person = 0; person < cohort.people().size(); person++) {
      for (FaceTemplate face : cohort.people().get(person)) {
        out.writeInt(person);
        face.copyTo(direction, 0);
        out.write(steps(direction));
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] steps(float[] direction) {
    float largest = 0;
    for (float value : direction) {
      largest = Math.max(largest, Math.abs(value));
    }
    byte[] steps = new byte[direction.length];
    for (int k = 0; k < steps.length; k++) {
      steps[k] = (byte) Math.round(direction[k] / largest * 127);
    }
    return steps;
  }
}
