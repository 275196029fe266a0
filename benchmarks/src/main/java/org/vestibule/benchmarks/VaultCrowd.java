// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.util.List;
import java.util.Random;
import java.util.Set;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.api.people.Claim;
import org.vestibule.api.people.Enrolment;
import org.vestibule.api.people.PersonId;

/**
 * People who do not exist, by number: each with a template of 512 numbers that are drawn anew from
 * a seed, so that what is opened can be compared with what was sealed.
 */
final class VaultCrowd {
  /** How many numbers a template has. */
  static final int NUMBERS = 512;

  private static final long SEED = 5;
  private static final float SAME = 0.9999f;

  private VaultCrowd() {}

  static PersonId id(int number) {
    return new PersonId("person-" + number);
  }

  static Claim code(int number) {
    return new Claim("code-" + number);
  }

  /** Returns an enrolment with consent on paper. */
  static Enrolment enrolment(int number) {
    return new Enrolment(
        id(number),
        "Name of number " + number,
        "Unit " + number / 3,
        code(number),
        Set.of(new DoorId("front"), new DoorId("garage")),
        "form " + number);
  }

  /** Returns a person's face. */
  static FaceTemplate face(int number) {
    Random random = new Random(SEED + number);
    float[] direction = new float[NUMBERS];
    for (int at = 0; at < NUMBERS; at++) {
      direction[at] = (float) random.nextGaussian();
    }
    return FaceTemplate.of("bench", direction);
  }

  /** Returns whether exactly this person's face was opened. */
  static boolean holds(List<FaceTemplate> opened, int number) {
    return opened.size() == 1 && opened.get(0).similarity(face(number)) > SAME;
  }
}
