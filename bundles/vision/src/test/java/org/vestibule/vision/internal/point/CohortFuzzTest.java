// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.point;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.vestibule.api.VestibuleException;

/** A file of faces that stand for strangers is whole or damaged. */
class CohortFuzzTest {
  @FuzzTest
  void cohort(byte[] bytes) {
    try {
      CohortFile.read("cohort", bytes);
    } catch (VestibuleException refused) {
      assertThat(refused.code()).startsWith("cohort-");
    }
  }
}
