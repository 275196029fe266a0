// SPDX-License-Identifier: Apache-2.0
package org.vestibule.phrasing.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.vestibule.api.VestibuleException;

/** What a language model answers is the text that was asked for, or nothing. */
class CompletionFuzzTest {
  @FuzzTest
  void answer(byte[] bytes) {
    try {
      assertThat(Completion.text(bytes)).isNotBlank();
    } catch (VestibuleException refused) {
      assertThat(refused.code()).isNotBlank();
    }
  }
}
