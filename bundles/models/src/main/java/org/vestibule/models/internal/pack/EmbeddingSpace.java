// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.NetworkSpec;
import org.vestibule.api.model.TensorSpec;

/**
 * Names the space that a pack's vectors lie in. Two packs share it exactly when the same numbers
 * come out for the same picture: same weights, same graph, same pre-processing. Where the decision
 * is drawn does not change a vector, so thresholds do not count.
 */
final class EmbeddingSpace {
  private EmbeddingSpace() {}

  /** Returns {@code <family>-<12 hexadecimal digits>}. */
  static String of(
      String family,
      List<NetworkSpec> networks,
      List<PackFile> files,
      Map<String, Double> parameters)
      throws ModelException {
    ObjectNode space = JsonMapper.builder().build().createObjectNode();
    space.put("family", family);
    ArrayNode graphs = space.putArray("networks");
    for (NetworkSpec network : networks) {
      ObjectNode graph = graphs.addObject();
      files.stream()
          .filter(file -> file.path().equals(network.file()))
          .forEach(file -> graph.put("sha256", file.sha256()));
      network.inputs().forEach(input -> add(graph.withArray("inputs"), input));
      network.outputs().forEach(output -> add(graph.withArray("outputs"), output));
    }
    ObjectNode prepared = space.putObject("parameters");
    parameters.forEach(
        (key, value) -> {
          if (!ManifestReader.isThreshold(key)) {
            prepared.put(key, value);
          }
        });
    return family + "-" + CanonicalManifest.of(family, space).digest().substring(0, 12);
  }

  private static void add(ArrayNode tensors, TensorSpec spec) {
    ObjectNode tensor = tensors.addObject();
    tensor.put("name", spec.name());
    tensor.put("type", spec.type().name());
    ArrayNode shape = tensor.putArray("shape");
    spec.shape().forEach(shape::add);
  }
}
