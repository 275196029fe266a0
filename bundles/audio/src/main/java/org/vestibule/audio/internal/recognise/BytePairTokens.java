// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.util.Arrays;
import java.util.Map;

/**
 * Reads {@code vocab.json} of a byte-level byte pair encoding (Radford et al. 2019, section 2.2;
 * {@code bytes_to_unicode} of openai/gpt-2): one JSON object of tokens and their ids. Each
 * character of a token stands for one byte: printable ones for themselves, the others for U+0100
 * on. Tokens such as {@code <|endoftext|>} are marks without text.
 */
final class BytePairTokens {
  private static final int[] BYTES = bytes();

  private BytePairTokens() {}

  /**
   * Returns each id's bytes.
   *
   * @throws IllegalArgumentException if it is none; the message is fit for people
   */
  static byte[][] parse(String json) {
    Map<String, Integer> ids = new FlatJson(json, Vocabulary.MAX_TOKENS).read();
    int most = ids.values().stream().mapToInt(Integer::intValue).max().orElse(-1);
    if (most < 0 || most >= Vocabulary.MAX_TOKENS) {
      throw new IllegalArgumentException((most + 1) + " tokens");
    }
    byte[][] tokens = new byte[most + 1][];
    ids.forEach((token, id) -> tokens[id] = bytes(token));
    return tokens;
  }

  private static byte[] bytes(String token) {
    if (token.startsWith("<|") && token.endsWith("|>")) {
      return new byte[0];
    }
    byte[] bytes = new byte[token.length()];
    for (int i = 0; i < bytes.length; i++) {
      char letter = token.charAt(i);
      if (letter >= BYTES.length
          || BYTES[letter] < 0
          || token.length() > Vocabulary.MAX_TOKEN_CHARS) {
        throw new IllegalArgumentException("a token that stands for no bytes");
      }
      bytes[i] = (byte) BYTES[letter];
    }
    return bytes;
  }

  private static int[] bytes() {
    int[] bytes = new int[0x200];
    Arrays.fill(bytes, -1);
    int next = 0x100;
    for (int value = 0; value < 256; value++) {
      boolean printable =
          value >= '!' && value <= '~' || value >= 0xa1 && value <= 0xac || value >= 0xae;
      bytes[printable ? value : next++] = value;
    }
    return bytes;
  }
}
