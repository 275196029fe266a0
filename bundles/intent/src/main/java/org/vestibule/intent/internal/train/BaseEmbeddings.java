// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.vestibule.api.model.ModelException;

/**
 * Embeddings of sentences that never change, embedded once for each encoder and kept in a file
 * whose name says of what they are. Nothing that a site taught is in it.
 */
public final class BaseEmbeddings {
  private BaseEmbeddings() {}

  /**
   * Returns the embeddings by sentence.
   *
   * @param folder where the file lies; a cache that may be deleted at any time
   * @param encoderId id of what embeds
   * @param progress is told how many sentences are done, every hundred
   */
  public static Map<String, float[]> of(
      Path folder, String encoderId, List<String> sentences, Embedder encoder, IntConsumer progress)
      throws ModelException, IOException {
    String key =
        HeadPack.sha256(
            (encoderId + "\n" + String.join("\n", sentences)).getBytes(StandardCharsets.UTF_8));
    Path file = folder.resolve("embeddings-" + key.substring(0, 16) + ".bin");
    Map<String, float[]> known = new HashMap<>();
    if (Files.exists(file)) {
      ByteBuffer all = ByteBuffer.wrap(Files.readAllBytes(file));
      int dimensions = all.capacity() / 4 / sentences.size();
      if (all.capacity() == 4 * dimensions * sentences.size()) {
        for (String sentence : sentences) {
          float[] embedding = new float[dimensions];
          all.asFloatBuffer().get(embedding);
          all.position(all.position() + 4 * dimensions);
          known.put(sentence, embedding);
        }
        return known;
      }
    }
    embed(sentences, encoder, progress, known);
    write(file, sentences, known);
    return known;
  }

  private static void embed(
      List<String> sentences, Embedder encoder, IntConsumer progress, Map<String, float[]> known)
      throws ModelException {
    for (int n = 0; n < sentences.size(); n++) {
      if (n % 100 == 0) {
        progress.accept(n);
      }
      known.put(sentences.get(n), encoder.embed(sentences.get(n)));
    }
  }

  private static void write(Path file, List<String> sentences, Map<String, float[]> known)
      throws IOException {
    int dimensions = known.get(sentences.get(0)).length;
    ByteBuffer all = ByteBuffer.allocate(4 * dimensions * sentences.size());
    for (String sentence : sentences) {
      for (float value : known.get(sentence)) {
        all.putFloat(value);
      }
    }
    Files.createDirectories(file.getParent());
    Path fresh = Files.createTempFile(file.getParent(), "embeddings-", ".new");
    Files.write(fresh, all.array());
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
