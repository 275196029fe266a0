// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever a sealed letter holds is read whole, or named as broken; an entry's body with it. */
class LetterFuzzTest {
  @FuzzTest
  void letter(byte[] bytes) {
    try {
      Letter letter = LetterCodec.letter("00c0ffee-1", 1, bytes);
      Letter again = LetterCodec.letter("00c0ffee-1", 1, LetterCodec.bytes(letter));
      assertThat(again.kept().entry().data()).isEqualTo(letter.kept().entry().data());
      assertThat(again.kept().named()).isEqualTo(letter.kept().named());
    } catch (BrokenRecord e) {
      assertThat(e).hasMessageMatching(".{5,60}");
    }
  }
}
