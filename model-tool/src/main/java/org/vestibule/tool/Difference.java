// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * In what two manifests differ.
 *
 * @param before id of the first pack
 * @param after id of the second
 * @param lines what differs, by key
 * @param templates whether embeddings of the two can be compared, in words
 */
record Difference(String before, String after, List<Line> lines, String templates) {
  private static final int SHOWN = 60;

  /**
   * One key.
   *
   * @param key where it stands; items of lists are named by their path or name
   * @param before its value, {@code -} when it is not there
   * @param after its value in the second
   */
  record Line(String key, String before, String after) {}

  static Difference between(ManifestSource one, ManifestSource other) {
    Map<String, String> before = new TreeMap<>();
    Map<String, String> after = new TreeMap<>();
    flatten("", one.tree(), before);
    flatten("", other.tree(), after);
    TreeSet<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    List<Line> lines = new ArrayList<>();
    for (String key : keys) {
      String left = before.getOrDefault(key, "-");
      String right = after.getOrDefault(key, "-");
      if (!left.equals(right)) {
        lines.add(new Line(key, shortened(left), shortened(right)));
      }
    }
    return new Difference(one.manifest().id(), other.manifest().id(), lines, templates(one, other));
  }

  private static String templates(ManifestSource one, ManifestSource other) {
    if (!one.manifest().slot().endsWith("embedding")) {
      return "none: no embedding model";
    }
    return one.manifest().space().equals(other.manifest().space())
        ? "stay valid: same space " + one.manifest().space()
        : "do not: space " + one.manifest().space() + " becomes " + other.manifest().space();
  }

  private static void flatten(String at, JsonNode node, Map<String, String> into) {
    if (node.isObject() && !node.isEmpty()) {
      node.fields()
          .forEachRemaining(
              field ->
                  flatten(
                      at.isEmpty() ? field.getKey() : at + "." + field.getKey(),
                      field.getValue(),
                      into));
    } else if (node.isArray() && !node.isEmpty() && node.get(0).isObject()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(at + "[" + label(node.get(i), i) + "]", node.get(i), into);
      }
    } else {
      into.put(at, node.isTextual() ? node.textValue() : node.toString());
    }
  }

  /** Files and networks are told apart by what they are called, not by where they stand. */
  private static String label(JsonNode item, int at) {
    JsonNode named = item.has("path") ? item.path("path") : item.path("name");
    return named.isTextual() ? named.textValue() : Integer.toString(at);
  }

  private static String shortened(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 3) + "...";
  }
}
