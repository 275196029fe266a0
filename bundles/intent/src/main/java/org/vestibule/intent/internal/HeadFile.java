// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.vestibule.api.intent.Intent;
import org.vestibule.api.intent.Triage;
import org.vestibule.api.model.ModelException;

/**
 * Reads a head: {@value #HEAD} (numbers and labels) and {@value #EXAMPLES} (one row of signed bytes
 * for each training sentence). Both are foreign input when read: bounded, every key known, every
 * number finite and within its bounds. Thread-safe.
 */
public final class HeadFile {
  /** The file of weights. */
  public static final String HEAD = "head.json";

  /** The file of training sentences, rounded to bytes. */
  public static final String EXAMPLES = "examples.bin";

  private static final int MOST_HEAD_BYTES = 1 << 20;
  private static final int MOST_EXAMPLE_BYTES = 16 << 20;
  private static final int MOST_DIMENSIONS = 4_096;

  private static final int MOST_LABELS = 100;
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

  private static final Set<String> GUARD_KEYS =
      new TreeSet<>(
          List.of(
              "labels",
              "temperature",
              "share",
              "emergencyThreshold",
              "acceptThreshold",
              "nearestThreshold",
              "examples",
              "bias",
              "weights"));

  private static final Set<String> KEYS = new TreeSet<>(GUARD_KEYS);

  static {
    KEYS.addAll(List.of("encoder", "fingerprint", "classes", "guard"));
  }

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
    int dimensions = fields.at("weights").path(0).size();
    if (dimensions < 1 || dimensions > MOST_DIMENSIONS) {
      throw fields.refused(
          "weights[0]", dimensions + " numbers", "1 to " + MOST_DIMENSIONS + " numbers");
    }
    Examples all = examples(fields, pack, examples, dimensions);
    Head guard = null;
    if (!fields.at("guard").isMissingNode()) {
      HeadFields inner = new HeadFields(pack, fields.at("guard"));
      inner.only(GUARD_KEYS);
      int first = (int) inner.number("examples", 1, all.rows().length);
      guard = head(fields, inner, dimensions, all.first(first), null);
    }
    return head(fields, fields, dimensions, all, guard);
  }

  private static Head head(
      HeadFields whole, HeadFields fields, int dimensions, Examples examples, Head guard)
      throws ModelException {
    List<Label> labels = labels(fields);
    float[][] weights = new float[labels.size()][];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = fields.floats("weights[" + k + "]", fields.at("weights").path(k), dimensions);
    }
    if (fields.at("weights").size() != labels.size()) {
      throw fields.refused(
          "weights", fields.at("weights").size() + " rows", labels.size() + ", one for each label");
    }
    for (int label : examples.classes()) {
      if (label < 0 || label >= labels.size()) {
        throw fields.refused("classes", "class " + label, "0 to " + (labels.size() - 1));
      }
    }
    return new Head(
        whole.text("encoder"),
        whole.text("fingerprint"),
        labels,
        new Softmax(
            weights,
            fields.floats("bias", fields.at("bias"), labels.size()),
            fields.number("temperature", 0.01, 100)),
        fields.number("share", 0, 1),
        new Thresholds(
            fields.number("emergencyThreshold", 0, 1),
            fields.number("acceptThreshold", 0, 1),
            fields.number("nearestThreshold", 0, 1)),
        examples,
        guard);
  }

  private static List<Label> labels(HeadFields fields) throws ModelException {
    List<Label> labels = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (JsonNode item : fields.at("labels")) {
      String name = item.isObject() ? item.path("name").asText() : item.asText();
      String counted = item.isObject() ? item.path("intent").asText() : name;
      Intent intent =
          Arrays.stream(Intent.values())
              .filter(candidate -> Triage.label(candidate).equals(counted))
              .findFirst()
              .orElse(null);
      if (intent == null || !NAME.matcher(name).matches() || !names.add(name)) {
        throw fields.refused("labels", name, "each label once, such as delivery");
      }
      labels.add(new Label(name, intent));
    }
    if (!labels.contains(Label.of(Intent.EMERGENCY))
        || labels.size() < 2
        || labels.size() > MOST_LABELS) {
      throw fields.refused(
          "labels",
          labels.size() + " labels without emergency or another",
          "emergency and more, at most " + MOST_LABELS);
    }
    return labels;
  }

  private static Examples examples(HeadFields fields, String pack, Path path, int dimensions)
      throws ModelException {
    int rows = (int) fields.number("examples", 1, MOST_EXAMPLE_BYTES / (double) dimensions);
    byte[] all = bytes(pack, path, MOST_EXAMPLE_BYTES);
    if (all.length != rows * dimensions) {
      throw fields.refused(
          EXAMPLES, all.length + " bytes", rows + " rows of " + dimensions + " bytes");
    }
    JsonNode given = fields.at("classes");
    if (given.size() != rows) {
      throw fields.refused("classes", given.size() + " numbers", rows + ", one for each example");
    }
    byte[][] examples = new byte[rows][];
    int[] classes = new int[rows];
    for (int i = 0; i < rows; i++) {
      examples[i] = Arrays.copyOfRange(all, i * dimensions, (i + 1) * dimensions);
      classes[i] = given.get(i).isInt() ? given.get(i).intValue() : -1;
    }
    return new Examples(examples, classes);
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
