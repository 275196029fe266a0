// SPDX-License-Identifier: Apache-2.0
package org.vestibule.vision.internal.face;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.NetworkSpec;
import org.vestibule.api.model.Tensor;

/**
 * The one picture that a network reads, as its manifest declares it.
 *
 * @param network the network's name
 * @param name the input's name
 * @param channels 3 for colour, 1 for grey
 * @param height pixels
 * @param width pixels
 */
public record NetworkInput(String network, String name, int channels, int height, int width) {
  private static final int MAX_SIDE = 1024;

  /**
   * Reads the declaration.
   *
   * @throws ModelException {@code model-manifest-invalid} if the network is absent or reads
   *     anything but one picture of a fixed size
   */
  public static NetworkInput of(ModelManifest manifest, String network, int channels)
      throws ModelException {
    NetworkSpec spec =
        manifest
            .network(network)
            .orElseThrow(() -> invalid(manifest, "no network '" + network + "'"));
    List<Long> shape = spec.inputs().size() == 1 ? spec.inputs().get(0).shape() : List.<Long>of();
    boolean fits =
        shape.size() == 4 && shape.get(0) == 1 && shape.get(1) == channels && side(shape.get(2));
    if (!fits || !side(shape.get(3))) {
      throw invalid(manifest, "network '" + network + "' with input " + spec.inputs());
    }
    String name = spec.inputs().get(0).name();
    return new NetworkInput(
        network, name, channels, Math.toIntExact(shape.get(2)), Math.toIntExact(shape.get(3)));
  }

  private static boolean side(long pixels) {
    return pixels >= 1 && pixels <= MAX_SIDE;
  }

  public static ModelException invalid(ModelManifest manifest, String found) {
    return new ModelException(
        "model-manifest-invalid",
        "model pack " + manifest.id(),
        found,
        "what family " + manifest.family() + " needs (see bundles/vision/README.md)",
        "Install a pack of another family, or correct its model.json.");
  }

  public int floats() {
    return channels * height * width;
  }

  /** Returns the inputs of a run over that buffer. */
  public Map<String, Tensor> inputs(FloatBuffer filled) {
    return Map.of(name, new Tensor.Floats(filled, new long[] {1, channels, height, width}));
  }
}
