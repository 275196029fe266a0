// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.util.BitSet;
import java.util.List;

/**
 * Tokens that are signs and not speech, such as brackets around "[music]" or notes. A Whisper
 * decoder learned them from subtitles; its own decoding never chooses them (tokenizer.py of
 * openai/whisper, {@code non_speech_tokens}).
 */
final class UnspokenSigns {
  private static final List<String> SIGNS =
      List.of(
          "\"",
          "#",
          "(",
          ")",
          "*",
          "+",
          "/",
          ":",
          ";",
          "<",
          "=",
          ">",
          "@",
          "[",
          "\\",
          "]",
          "^",
          "_",
          "`",
          "{",
          "|",
          "}",
          "~",
          "\u300c",
          "\u300d",
          "\u300e",
          "\u300f",
          "<<",
          ">>",
          "<<<",
          ">>>",
          "--",
          "---",
          "-(",
          "-[",
          "('",
          "(\"",
          "((",
          "))",
          "(((",
          ")))",
          "[[",
          "]]",
          "{{",
          "}}",
          "\u266a\u266a",
          "\u266a\u266a\u266a",
          "\u2669",
          "\u266a",
          "\u266b",
          "\u266c",
          "\u266d",
          "\u266e",
          "\u266f");

  private UnspokenSigns() {}

  /** Returns the ids of the signs, with and without a space in front. */
  static BitSet in(Vocabulary vocabulary) {
    BitSet found = new BitSet();
    int[] one = new int[1];
    for (int id = 0; id < vocabulary.size(); id++) {
      one[0] = id;
      if (SIGNS.contains(vocabulary.text(one, 1))) {
        found.set(id);
      }
    }
    return found;
  }
}
