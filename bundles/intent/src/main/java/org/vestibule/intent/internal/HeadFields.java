// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Set;
import org.vestibule.api.model.ModelException;

/** The keys of {@code head.json}; every refusal names the key, the value and what is allowed. */
record HeadFields(String pack, JsonNode root) {
  /** Refuses every other key. */
  void only(Set<String> keys) throws ModelException {
    if (!root.isObject()) {
      throw refused("the whole file", "no JSON object", "one JSON object");
    }
    for (Iterator<String> names = root.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!keys.contains(name)) {
        throw refused(shortened(name), "an unknown key", "the keys " + String.join(", ", keys));
      }
    }
  }

  JsonNode at(String key) {
    return root.path(key);
  }

  String text(String key) throws ModelException {
    JsonNode value = root.path(key);
    if (!value.isTextual() || value.textValue().isEmpty() || value.textValue().length() > 200) {
      throw refused(key, shortened(value.toString()), "a text of 1 to 200 characters");
    }
    return value.textValue();
  }

  double number(String key, double least, double most) throws ModelException {
    JsonNode value = root.path(key);
    double number = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (!(number >= least && number <= most)) {
      throw refused(key, shortened(value.toString()), "a number from " + least + " to " + most);
    }
    return number;
  }

  float[] floats(String key, JsonNode values, int length) throws ModelException {
    if (!values.isArray() || values.size() != length) {
      throw refused(key, values.size() + " numbers", length + " numbers");
    }
    float[] floats = new float[length];
    for (int i = 0; i < length; i++) {
      floats[i] = values.get(i).isNumber() ? values.get(i).floatValue() : Float.NaN;
      if (!Float.isFinite(floats[i])) {
        throw refused(
            key + "[" + i + "]", shortened(values.get(i).toString()), "a finite 32-bit number");
      }
    }
    return floats;
  }

  ModelException refused(String key, String found, String allowed) {
    return invalid(pack, key, found, allowed, null);
  }

  static ModelException invalid(
      String pack, String key, String found, String allowed, Throwable cause) {
    return new ModelException(
        "model-manifest-invalid",
        "model pack " + pack + ", " + HeadFile.HEAD + ", " + key,
        found,
        allowed,
        "Train it again: ./vestibule models.",
        cause);
  }

  private static String shortened(String text) {
    String shown = text.isEmpty() ? "nothing" : text;
    return shown.length() <= 60 ? shown : shown.substring(0, 60) + "...";
  }
}
