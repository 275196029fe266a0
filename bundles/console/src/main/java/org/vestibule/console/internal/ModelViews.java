// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.model.ModelComparison;
import org.vestibule.api.model.ModelInfo;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.model.ModelManifest;

/** Packs and comparisons as plain values; tensors, labels and parameters stay inside. */
final class ModelViews {
  private static final List<String> INSIDE =
      List.of("networks", "tokenizer", "labels", "parameters");

  private ModelViews() {}

  static List<Map<String, Object>> packs(ModelLibrary library) {
    return library.models().stream().map(ModelViews::plain).collect(Collectors.toList());
  }

  static List<Map<String, Object>> comparisons(ModelLibrary library) {
    return library.comparisons().stream().map(ModelViews::plain).collect(Collectors.toList());
  }

  static Map<String, Object> plain(ModelManifest manifest) {
    Map<String, Object> plain = fields(manifest);
    plain.keySet().removeAll(INSIDE);
    plain.put("id", manifest.id());
    return plain;
  }

  private static Map<String, Object> plain(ModelInfo info) {
    Map<String, Object> plain = plain(info.manifest());
    plain.put("serving", info.serving());
    plain.put("state", info.state().name());
    plain.put("signer", info.signer());
    plain.put("leases", info.leases());
    plain.put("problem", info.problem());
    return plain;
  }

  /** JSON has no NaN: a score shift that is not known is left out. */
  private static Map<String, Object> plain(ModelComparison comparison) {
    Map<String, Object> plain = fields(comparison);
    plain.values().removeIf(value -> value instanceof Double number && !Double.isFinite(number));
    return plain;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> fields(Record value) {
    return new LinkedHashMap<>((Map<String, Object>) EventFields.plain(value));
  }
}
