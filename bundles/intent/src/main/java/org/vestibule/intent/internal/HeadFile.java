// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.model.ModelException;

/**
 * Reads and writes a head: {@value #HEAD} (numbers and labels) and {@value #EXAMPLES} (one row of
 * signed bytes for each training sentence). Both are foreign input when read: bounded, every key
 * known, every number finite and within its bounds. Thread-safe.
 */
public final class HeadFile {
  /** The file of weights. */
  public static final String HEAD = "head.json";

  /** The file of training sentences, rounded to bytes. */
  public static final String EXAMPLES = "examples.bin";

  private static final int MOST_HEAD_BYTES = 1 << 20;
  private static final int MOST_EXAMPLE_BYTES = 16 << 20;
  private static final int MOST_DIMENSIONS = 4_096;

  private static final Set<String> KEYS =
      new TreeSet<>(
          List.of(
              "encoder",
              "fingerprint",
              "labels",
              "temperature",
              "emergencyThreshold",
              "acceptThreshold",
              "nearestThreshold",
              "examples",
              "bias",
              "weights"));

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private HeadFile() {}

  /**
   * Reads a head.
   *
   * @param pack the pack's id, for messages
   * @throws ModelException {@code model-manifest-invalid} naming the key, or {@code model-missing}
   */
  public static Head read(String pack, Path head, Path examples) throws ModelException {
    HeadFields fields = new HeadFields(pack, parse(pack, head));
    fields.only(KEYS);
    List<Intent> labels = labels(fields);
    float[][] weights = new float[labels.size()][];
    int dimensions = fields.at("weights").path(0).size();
    if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
      throw fields.refused(
          "weights[0]", dimensions + " numbers", "1 to " + MOST_DIMENSIONS + " numbers");
    }
    for (int k = 0; k < weights.length; k++) {
      weights[k] = fields.floats("weights[" + k + "]", fields.at("weights").path(k), dimensions);
    }
    if (fields.at("weights").size() != labels.size()) {
      throw fields.refused(
          "weights", fields.at("weights").size() + " rows", labels.size() + ", one for each label");
    }
    return new Head(
        fields.text("encoder"),
        fields.text("fingerprint"),
        labels,
        weights,
        fields.floats("bias", fields.at("bias"), labels.size()),
        fields.number("temperature", 0.01, 100),
        new Thresholds(
            fields.number("emergencyThreshold", 0, 1),
            fields.number("acceptThreshold", 0, 1),
            fields.number("nearestThreshold", 0, 1)),
        examples(fields, pack, examples, dimensions));
  }

  /** Returns the text of {@value #HEAD}, the same for the same head. */
  public static byte[] head(Head head) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("encoder", head.encoder());
    root.put("fingerprint", head.fingerprint());
    ArrayNode labels = root.putArray("labels");
    head.labels().forEach(label -> labels.add(label.name().toLowerCase(Locale.ROOT)));
    root.put("temperature", head.temperature());
    root.put("emergencyThreshold", head.thresholds().emergency());
    root.put("acceptThreshold", head.thresholds().accept());
    root.put("nearestThreshold", head.thresholds().nearest());
    root.put("examples", head.examples().length);
    ArrayNode bias = root.putArray("bias");
    for (float value : head.bias()) {
      bias.add(value);
    }
    ArrayNode weights = root.putArray("weights");
    for (float[] row : head.weights()) {
      ArrayNode values = weights.addArray();
      for (float value : row) {
        values.add(value);
      }
    }
    return JSON.writeValueAsBytes(root);
  }

  /** Returns the bytes of {@value #EXAMPLES}. */
  public static byte[] examples(Head head) {
    ByteBuffer all = ByteBuffer.allocate(head.examples().length * head.dimensions());
    for (byte[] example : head.examples()) {
      all.put(example);
    }
    return all.array();
  }

  private static List<Intent> labels(HeadFields fields) throws ModelException {
    List<Intent> labels = new ArrayList<>();
    for (Iterator<JsonNode> names = fields.at("labels").elements(); names.hasNext(); ) {
      String name = names.next().asText();
      Intent intent =
          Arrays.stream(Intent.values())
              .filter(candidate -> candidate.name().toLowerCase(Locale.ROOT).equals(name))
              .findFirst()
              .orElse(null);
      if (intent == null || labels.contains(intent)) {
        throw fields.refused("labels", name, "each intent once, such as delivery");
      }
      labels.add(intent);
    }
    if (!labels.contains(Intent.EMERGENCY) || labels.size() < 2) {
      throw fields.refused(
          "labels", labels.size() + " labels without emergency or another", "emergency and more");
    }
    return labels;
  }

  private static byte[][] examples(HeadFields fields, String pack, Path path, int dimensions)
      throws ModelException {
    int rows = (int) fields.number("examples", 1, MOST_EXAMPLE_BYTES / (double) dimensions);
    byte[] all = bytes(pack, path, MOST_EXAMPLE_BYTES);
    if (all.length != rows * dimensions) {
      throw fields.refused(
          EXAMPLES, all.length + " bytes", rows + " rows of " + dimensions + " bytes");
    }
    byte[][] examples = new byte[rows][];
    for (int i = 0; i < rows; i++) {
      examples[i] = Arrays.copyOfRange(all, i * dimensions, (i + 1) * dimensions);
    }
    return examples;
  }

  private static JsonNode parse(String pack, Path path) throws ModelException {
    try {
      return JSON.readTree(bytes(pack, path, MOST_HEAD_BYTES));
    } catch (IOException e) {
      throw HeadFields.invalid(pack, "the whole file", "no sound JSON", "one JSON object", e);
    }
  }

  private static byte[] bytes(String pack, Path path, int most) throws ModelException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(most + 1);
      if (bytes.length > most) {
        throw HeadFields.invalid(
            pack, path.getFileName().toString(), "too large", "at most " + most + " bytes", null);
      }
      return bytes;
    } catch (IOException e) {
      throw new ModelException(
          "model-missing",
          "model pack " + pack,
          path.getFileName() + " cannot be read (" + e.getClass().getSimpleName() + ")",
          "a readable file",
          "Train it again: ./vestibule models.",
          e);
    }
  }
}
