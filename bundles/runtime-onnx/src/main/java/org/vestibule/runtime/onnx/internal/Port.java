// SPDX-License-Identifier: Apache-2.0
package org.vestibule.runtime.onnx.internal;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.TensorInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.model.ElementType;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.TensorSpec;

/**
 * An input or output on which the graph and the manifest agree.
 *
 * @param name its name in both
 * @param type its element type in both
 * @param shape the stricter of the two shapes
 */
record Port(String name, ElementType type, long[] shape) {

  /**
   * Compares the ports of one side of a graph with the manifest.
   *
   * @param where the side, for messages, for example {@code "input of network vad"}
   * @return the ports in the graph's order
   * @throws ModelException {@code model-signature-mismatch}
   */
  static List<Port> agreed(String where, Collection<NodeInfo> graph, List<TensorSpec> manifest)
      throws ModelException {
    List<String> inGraph = graph.stream().map(NodeInfo::getName).toList();
    List<String> inManifest = manifest.stream().map(TensorSpec::name).toList();
    List<String> sortedGraph = inGraph.stream().sorted().toList();
    if (!sortedGraph.equals(inManifest.stream().sorted().toList())) {
      throw Problems.signature(where, "the graph has " + inGraph, "the manifest's " + inManifest);
    }
    List<Port> ports = new ArrayList<>();
    for (NodeInfo node : graph) {
      TensorSpec spec = manifest.get(inManifest.indexOf(node.getName()));
      ports.add(agreed(where + " '" + node.getName() + "'", node, spec));
    }
    return List.copyOf(ports);
  }

  private static Port agreed(String where, NodeInfo node, TensorSpec spec) throws ModelException {
    if (!(node.getInfo() instanceof TensorInfo tensor)) {
      throw Problems.signature(where, "the graph has no tensor there", "a tensor");
    }
    Optional<ElementType> type = type(tensor.type);
    if (type.isEmpty() || type.get() != spec.type()) {
      throw Problems.signature(
          where, "the graph has " + tensor.type, "the manifest's " + spec.type());
    }
    long[] declared = Shapes.of(spec.shape());
    if (!Shapes.compatible(tensor.getShape(), declared)) {
      throw Problems.signature(
          where,
          "the graph has shape " + Shapes.text(tensor.getShape()),
          "the manifest's " + spec.shape());
    }
    return new Port(spec.name(), spec.type(), Shapes.stricter(declared, tensor.getShape()));
  }

  private static Optional<ElementType> type(OnnxJavaType type) {
    return switch (type) {
      case FLOAT -> Optional.of(ElementType.FLOAT32);
      case INT64 -> Optional.of(ElementType.INT64);
      case BOOL -> Optional.of(ElementType.BOOL);
      default -> Optional.empty();
    };
  }
}
