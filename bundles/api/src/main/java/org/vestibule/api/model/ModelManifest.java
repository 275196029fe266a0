// SPDX-License-Identifier: Apache-2.0
package org.vestibule.api.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a pack says of itself ({@code model.json}).
 *
 * @param name the pack's name and folder, an {@link org.vestibule.api.Identifier}
 * @param version the pack's version, for example {@code 6.0.0}
 * @param release counts up with each release of this name, from 1; a lower one is a downgrade
 * @param expires until when the pack may be taken in and activated; one that serves goes on serving
 * @param slot the slot that it can serve, see {@link ModelSlots}
 * @param task what it does, one sentence
 * @param family how its inputs are prepared and its outputs read, for example {@code yunet}
 * @param languages BCP 47 tags, empty when it does not depend on language
 * @param licence SPDX expression of the weights, or {@code LicenseRef-unknown}
 * @param commercialUse {@code yes}, {@code no} or {@code unknown}
 * @param notice what is unclear about origin or licence, empty when nothing is
 * @param space for embeddings: the space that its outputs lie in. Derived from family, weights and
 *     pre-processing, so that two releases share it exactly when their vectors are comparable; what
 *     templates carry
 * @param networks its graphs
 * @param tokenizer the tokenizer's file, if it has one
 * @param labels names of classes, in the order of the outputs
 * @param parameters thresholds and normalisation, by name, for example {@code threshold}
 */
public record ModelManifest(
    String name,
    String version,
    long release,
    Instant expires,
    String slot,
    String task,
    String family,
    List<String> languages,
    String licence,
    String commercialUse,
    String notice,
    String space,
    List<NetworkSpec> networks,
    Optional<String> tokenizer,
    List<String> labels,
    Map<String, Double> parameters) {
  /** Copies the collections. */
  public ModelManifest {
    languages = List.copyOf(languages);
    networks = List.copyOf(networks);
    labels = List.copyOf(labels);
    parameters = Map.copyOf(parameters);
  }

  /** Returns {@code name@version}: what transcripts and logs refer to. */
  public String id() {
    return name + "@" + version;
  }

  /** Returns the network of that name. */
  public Optional<NetworkSpec> network(String network) {
    return networks.stream().filter(candidate -> candidate.name().equals(network)).findFirst();
  }

  /**
   * Returns a parameter.
   *
   * @throws ModelException {@code model-manifest-invalid} if the manifest lacks it
   */
  public double parameter(String key) throws ModelException {
    Double value = parameters.get(key);
    if (value == null) {
      throw new ModelException(
          "model-manifest-invalid",
          "model pack " + id(),
          "no parameter '" + key + "'",
          "the parameters of family " + family,
          "Add it under \"parameters\" in model.json.");
    }
    return value;
  }
}
