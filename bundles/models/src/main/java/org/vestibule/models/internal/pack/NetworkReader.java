// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.vestibule.api.model.ElementType;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.NetworkSpec;
import org.vestibule.api.model.TensorSpec;

/** The part of {@link ManifestReader} that reads graphs, their tensors and their trial inputs. */
final class NetworkReader {
  private static final Pattern TENSOR = Pattern.compile("[!-~]{1,128}");
  private static final Pattern TYPE = Pattern.compile("float32|int64|bool");

  private NetworkReader() {}

  /**
   * Reads {@code networks}; a pack may have none.
   *
   * @param paths the files that the manifest lists
   * @param trials receives the trial inputs, by network and input
   */
  static List<NetworkSpec> networks(
      String name, Fields fields, Set<String> paths, Map<String, Map<String, Trial>> trials)
      throws ModelException {
    List<NetworkSpec> networks = new ArrayList<>();
    List<JsonNode> items = fields.list("networks", 0, 8);
    for (int i = 0; i < items.size(); i++) {
      String at = "networks[" + i + "]";
      Fields network =
          new Fields(
              name, at, items.get(i), new TreeSet<>(List.of("name", "file", "inputs", "outputs")));
      String called = network.text("name", ManifestReader.IDENTIFIER, "encoder", null);
      String file = network.text("file", ManifestReader.PATH, "encoder.onnx", null);
      if (!paths.contains(file)) {
        throw network.refused(at + ".file", file, "a path listed under files");
      }
      Map<String, Trial> tries = new LinkedHashMap<>();
      List<TensorSpec> inputs = tensors(name, network, "inputs", tries);
      List<TensorSpec> outputs = tensors(name, network, "outputs", null);
      if (trials.put(called, Map.copyOf(tries)) != null) {
        throw network.refused(at + ".name", called + " twice", "each network once");
      }
      networks.add(new NetworkSpec(called, file, inputs, outputs));
    }
    return networks;
  }

  /** Reads inputs or outputs; inputs get a trial, whose {@code -1} become 1 unless it says so. */
  private static List<TensorSpec> tensors(
      String name, Fields network, String key, Map<String, Trial> trials) throws ModelException {
    List<TensorSpec> tensors = new ArrayList<>();
    Set<String> names = new HashSet<>();
    Set<String> keys = new TreeSet<>(List.of("name", "type", "shape"));
    if (trials != null) {
      keys.add("trial");
    }
    List<JsonNode> items = network.list(key, 1, 256);
    for (int i = 0; i < items.size(); i++) {
      String at = network.path(key) + "[" + i + "]";
      Fields tensor = new Fields(name, at, items.get(i), keys);
      String called = tensor.text("name", TENSOR, "input_ids", null);
      String type = tensor.text("type", TYPE, "float32, int64 or bool", null);
      List<Long> shape = tensor.wholes("shape", -1, Integer.MAX_VALUE, 8);
      if (!names.add(called)) {
        throw tensor.refused(at + ".name", called + " twice", "each name once");
      }
      TensorSpec spec = new TensorSpec(called, elementType(type), shape);
      tensors.add(spec);
      if (trials != null) {
        trials.put(called, trial(tensor, spec));
      }
    }
    return tensors;
  }

  private static Trial trial(Fields tensor, TensorSpec spec) throws ModelException {
    List<Long> shape = spec.shape().stream().map(size -> size == -1 ? 1L : size).toList();
    double fill = 0;
    if (tensor.has("trial")) {
      Fields trial = tensor.object("trial", Set.of("shape", "fill"));
      fill = trial.number("fill", -1e6, 1e6, 0);
      if (trial.has("shape")) {
        shape = shape(trial, "shape", spec);
      }
    }
    return new Trial(spec.type(), shape, fill);
  }

  /** Reads a shape without -1 that fits a tensor and is not too large. */
  static List<Long> shape(Fields fields, String key, TensorSpec spec) throws ModelException {
    List<Long> shape = fields.wholes(key, 0, Integer.MAX_VALUE, 8);
    boolean fits = shape.size() == spec.shape().size();
    for (int i = 0; fits && i < shape.size(); i++) {
      fits = spec.shape().get(i) == -1 || spec.shape().get(i).equals(shape.get(i));
    }
    if (!fits) {
      throw fields.refused(fields.path(key), "" + shape, "one that fits " + spec.shape());
    }
    double elements = shape.stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
    if (elements > Trial.MOST_ELEMENTS) {
      throw fields.refused(
          fields.path(key), "" + shape, "at most " + Trial.MOST_ELEMENTS + " elements");
    }
    return shape;
  }

  private static ElementType elementType(String type) {
    return switch (type) {
      case "float32" -> ElementType.FLOAT32;
      case "int64" -> ElementType.INT64;
      default -> ElementType.BOOL;
    };
  }
}
