// SPDX-License-Identifier: Apache-2.0
package org.vestibule.audio.internal.command;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;

/**
 * The file of a {@link CommandHead}: {@code VCH1}, numbers of channels and classes as 32-bit
 * integers, then kernel, bias and output weights row by row as 32-bit floats, all big-endian.
 */
public final class CommandHeadFile {
  /** The file's role in the pack. */
  public static final String ROLE = "head";

  private static final int MAGIC = 0x56434831;
  private static final int HEADER = 3 * Integer.BYTES;
  private static final int MOST_CHANNELS = 1024;

  private CommandHeadFile() {}

  /**
   * Reads the head of a leased pack and holds it against the pack's labels.
   *
   * @throws ModelException {@code model-manifest-invalid} for another family, {@code model-missing}
   *     when the file cannot be read, {@code model-output-invalid} when it is no head of this pack
   */
  public static CommandHead read(ModelLease lease) throws ModelException {
    String pack = "model pack " + lease.manifest().id();
    if (!SpeechEmbedding.FAMILY.equals(lease.manifest().family())) {
      throw new ModelException(
          "model-manifest-invalid",
          pack,
          "family " + lease.manifest().family(),
          "family " + SpeechEmbedding.FAMILY,
          "Use a pack of spoken commands in the slot voice-command.");
    }
    Path file = lease.file(ROLE);
    try {
      return head(pack, Files.readAllBytes(file), lease.manifest().labels().size());
    } catch (IOException e) {
      throw new ModelException(
          "model-missing",
          pack,
          "its head cannot be read (" + e.getClass().getSimpleName() + ")",
          "a readable file",
          "Lay the pack out again: ./vestibule models.",
          e);
    }
  }

  private static CommandHead head(String pack, byte[] content, int labels) throws ModelException {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    boolean marked = content.length >= HEADER && bytes.getInt() == MAGIC;
    int channels = marked ? bytes.getInt() : 0;
    int classes = marked ? bytes.getInt() : 0;
    long floats = channels * (CommandHead.FIELD + 1L) + classes * (channels + 1L);
    if (channels < 1
        || channels > MOST_CHANNELS
        || classes != labels
        || content.length != HEADER + floats * Float.BYTES) {
      throw new ModelException(
          "model-output-invalid",
          pack,
          "a head of " + content.length + " bytes for " + classes + " classes",
          "a head for " + labels + " labels, as ./vestibule train commands writes it",
          "Train it again, or take the pack's own head.bin.");
    }
    float[][] kernel = rows(bytes, channels, CommandHead.FIELD);
    float[] bias = rows(bytes, 1, channels)[0];
    return new CommandHead(kernel, bias, rows(bytes, classes, channels + 1));
  }

  private static float[][] rows(ByteBuffer bytes, int count, int length) {
    float[][] rows = new float[count][length];
    for (float[] row : rows) {
      bytes.asFloatBuffer().get(row);
      bytes.position(bytes.position() + length * Float.BYTES);
    }
    return rows;
  }

  /** Returns the bytes of a head. */
  public static byte[] bytes(CommandHead head) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeInt(head.kernel().length);
      out.writeInt(head.out().length);
      write(out, head.kernel());
      write(out, head.bias());
      write(out, head.out());
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot be written to", e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, float[]... rows) throws IOException {
    for (float[] row : rows) {
      for (float value : row) {
        out.writeFloat(value);
      }
    }
  }
}
