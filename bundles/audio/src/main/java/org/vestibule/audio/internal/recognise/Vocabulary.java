// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.recognise;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vestibule.api.model.ModelException;

/** A recogniser's vocabulary, ids to text. Immutable. */
public final class Vocabulary {
  /** The file of a pack with Llama's vocabulary, see {@link LlamaTokens}. */
  public static final String FILE = "llama-tokenizer.js";

  /** The file of a pack with GPT-2's vocabulary, see {@link BytePairTokens}. */
  public static final String BYTE_PAIRS = "vocab.json";

  /** The most tokens that a vocabulary may have. */
  static final int MAX_TOKENS = 65_536;

  /** The longest token. */
  static final int MAX_TOKEN_CHARS = 256;

  private static final long MAX_FILE_BYTES = 4 << 20;

  private final byte[][] tokens;

  private Vocabulary(byte[][] tokens) {
    this.tokens = tokens;
  }

  /**
   * Reads a vocabulary; the end of the file's name says of which form it is.
   *
   * @param pack the model's id, for messages
   * @throws ModelException {@code model-manifest-invalid} if the file is none
   */
  public static Vocabulary read(Path file, String pack) throws ModelException {
    try {
      long size = Files.size(file);
      if (size > MAX_FILE_BYTES) {
        throw new IllegalArgumentException(size + " bytes, allowed are " + MAX_FILE_BYTES);
      }
      String text = Files.readString(file);
      boolean pairs = file.getFileName().toString().endsWith(".json");
      return new Vocabulary(pairs ? BytePairTokens.parse(text) : LlamaTokens.parse(text));
    } catch (IOException | IllegalArgumentException e) {
      throw new ModelException(
          "model-manifest-invalid",
          file.getFileName() + " of model pack " + pack,
          e instanceof IOException ? "cannot be read" : e.getMessage(),
          "the vocabulary that the pack was made with",
          "Install the pack again.",
          e);
    }
  }

  /** Returns how many ids have a place here; ids behind them are marks without text. */
  public int size() {
    return tokens.length;
  }

  /** Returns the text of the first {@code count} ids, without space at its ends. */
  public String text(int[] ids, int count) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < count; i++) {
      if (ids[i] < tokens.length && tokens[ids[i]] != null) {
        bytes.writeBytes(tokens[ids[i]]);
      }
    }
    return bytes.toString(StandardCharsets.UTF_8).strip();
  }
}
