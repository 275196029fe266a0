// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.vestibule.api.model.ModelException;

/**
 * One object of a manifest, read key by key; every refusal names the key, the value, what is
 * allowed.
 */
final class Fields {
  private final String pack;
  private final String at;
  private final JsonNode node;

  /**
   * @param pack the pack's folder name, for messages
   * @param at where this object stands, for example {@code networks[0]}; empty for the whole
   * @param keys the keys that it may have; {@code null} for any
   */
  Fields(String pack, String at, JsonNode node, Set<String> keys) throws ModelException {
    this.pack = pack;
    this.at = at;
    this.node = node;
    if (!node.isObject()) {
      throw refused(at.isEmpty() ? "the whole file" : at, shown(node), "a JSON object");
    }
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (keys != null && !keys.contains(name)) {
        throw refused(path(name), "an unknown key", "the keys " + String.join(", ", keys));
      }
    }
  }

  /** Returns a text that matches {@code form}; {@code otherwise} when the key is absent. */
  String text(String key, Pattern form, String example, String otherwise) throws ModelException {
    JsonNode value = node.get(key);
    if (value == null && otherwise != null) {
      return otherwise;
    }
    return textOf(path(key), value, form, example);
  }

  /** Returns a list of texts, each matching {@code form}. */
  List<String> texts(String key, Pattern form, String example, int most) throws ModelException {
    List<String> texts = new ArrayList<>();
    List<JsonNode> items = list(key, 0, most);
    for (int i = 0; i < items.size(); i++) {
      texts.add(textOf(path(key) + "[" + i + "]", items.get(i), form, example));
    }
    return texts;
  }

  /** Returns the items of a list, or an empty list when the key is absent and none is needed. */
  List<JsonNode> list(String key, int fewest, int most) throws ModelException {
    JsonNode value = node.get(key);
    if (value == null && fewest == 0) {
      return List.of();
    }
    if (value == null || !value.isArray() || value.size() < fewest || value.size() > most) {
      String found = value != null && value.isArray() ? value.size() + " items" : shown(value);
      throw refused(path(key), found, "a list of " + fewest + " to " + most);
    }
    List<JsonNode> items = new ArrayList<>();
    value.forEach(items::add);
    return items;
  }

  /** Returns a whole number within bounds. */
  long whole(String key, long least, long most) throws ModelException {
    return wholeOf(path(key), node.get(key), least, most);
  }

  /** Returns a list of whole numbers within bounds. */
  List<Long> wholes(String key, long least, long most, int mostItems) throws ModelException {
    if (node.get(key) == null) {
      throw refused(path(key), "nothing", "a list of whole numbers");
    }
    List<Long> wholes = new ArrayList<>();
    List<JsonNode> items = list(key, 0, mostItems);
    for (int i = 0; i < items.size(); i++) {
      wholes.add(wholeOf(path(key) + "[" + i + "]", items.get(i), least, most));
    }
    return wholes;
  }

  /** Returns a finite number within bounds, or {@code otherwise} when the key is absent. */
  double number(String key, double least, double most, double otherwise) throws ModelException {
    JsonNode value = node.get(key);
    if (value == null) {
      return otherwise;
    }
    double number = value.isNumber() ? value.doubleValue() : Double.NaN;
    if (!(number >= least && number <= most)) {
      throw refused(path(key), shown(value), "a number from " + least + " to " + most);
    }
    return number;
  }

  /** Returns a list of finite numbers. */
  List<Double> numbers(String key, int mostItems) throws ModelException {
    List<Double> numbers = new ArrayList<>();
    List<JsonNode> items = list(key, 0, mostItems);
    for (int i = 0; i < items.size(); i++) {
      JsonNode item = items.get(i);
      if (!item.isNumber() || !Double.isFinite(item.doubleValue())) {
        throw refused(path(key) + "[" + i + "]", shown(item), "a finite number");
      }
      numbers.add(item.doubleValue());
    }
    return numbers;
  }

  /** Returns the object under a key. */
  Fields object(String key, Set<String> keys) throws ModelException {
    JsonNode value = node.get(key);
    if (value == null) {
      throw refused(path(key), "nothing", "a JSON object");
    }
    return new Fields(pack, path(key), value, keys);
  }

  boolean has(String key) {
    return node.has(key);
  }

  List<String> keys() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  String path(String key) {
    return at.isEmpty() ? key : at + "." + key;
  }

  ModelException refused(String key, String found, String allowed) {
    return invalid(pack, key, found, allowed, null);
  }

  static ModelException invalid(
      String pack, String key, String found, String allowed, Throwable cause) {
    return new ModelException(
        "model-manifest-invalid",
        "model pack " + pack + ", model.json, " + key,
        found,
        allowed,
        "Correct model.json, or fetch the pack again: ./vestibule models.",
        cause);
  }

  private String textOf(String key, JsonNode value, Pattern form, String example)
      throws ModelException {
    if (value == null || !value.isTextual() || !form.matcher(value.textValue()).matches()) {
      throw refused(key, shown(value), "a text such as " + example);
    }
    return value.textValue();
  }

  private long wholeOf(String key, JsonNode value, long least, long most) throws ModelException {
    if (value == null
        || !value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.longValue() < least
        || value.longValue() > most) {
      throw refused(key, shown(value), "a whole number from " + least + " to " + most);
    }
    return value.longValue();
  }

  private static String shown(JsonNode value) {
    if (value == null) {
      return "nothing";
    }
    String text = value.toString();
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }
}
