// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.TokenSequence;

/**
 * A pack's tokenizer, made when it is first asked for. It is made again when another length is
 * asked for, because truncation belongs to the native tokenizer; a capability asks for one length.
 * Thread-safe: one text at a time.
 */
final class PackTokenizer implements AutoCloseable {
  private final String pack;
  private final Path file;
  private final DjlEngine engine;
  private HuggingFaceTokenizer tokenizer;
  private int length;

  PackTokenizer(String pack, Path file, DjlEngine engine) {
    this.pack = pack;
    this.file = file;
    this.engine = engine;
  }

  /** See {@link org.vestibule.api.model.LoadedModel#tokenize}. */
  synchronized TokenSequence tokenize(String text, int maxTokens) throws ModelException {
    if (maxTokens < 2) {
      throw Problems.input("maxTokens for pack " + pack, String.valueOf(maxTokens), "2 or more");
    }
    if (tokenizer == null || length != maxTokens) {
      close();
      tokenizer = engine.withLoader(() -> open(maxTokens));
      length = maxTokens;
    }
    Encoding encoding = tokenizer.encode(text);
    return new TokenSequence(encoding.getIds(), encoding.getAttentionMask(), encoding.getTypeIds());
  }

  @Override
  public synchronized void close() {
    if (tokenizer != null) {
      tokenizer.close();
      tokenizer = null;
    }
  }

  private HuggingFaceTokenizer open(int maxTokens) throws ModelException {
    String most = String.valueOf(maxTokens);
    Map<String, String> options =
        Map.of("padding", "false", "truncation", "true", "maxLength", most, "modelMaxLength", most);
    try (InputStream json = Files.newInputStream(file)) {
      return HuggingFaceTokenizer.newInstance(json, options);
    } catch (IOException | RuntimeException e) {
      throw new ModelException(
          "model-manifest-invalid",
          "model pack " + pack,
          "tokenizer " + file.getFileName() + " cannot be read",
          "a tokenizer.json of Hugging Face tokenizers",
          "Download the pack again.",
          e);
    } catch (LinkageError | AssertionError e) {
      throw Problems.natives(e);
    }
  }
}
