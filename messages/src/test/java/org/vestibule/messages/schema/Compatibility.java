// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages.schema;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds what whoever was written for a former schema could not bear. What we send is read by others
 * as it was; what we are sent was written by others as it was.
 */
final class Compatibility {
  /** Who has to bear a change. */
  enum Way {
    /** Events and answers: others read what we write. */
    SENT,
    /** Commands: we read what others write. */
    RECEIVED
  }

  private final JsonNode formerRoot;
  private final JsonNode laterRoot;
  private final Way way;
  private final List<String> breaks = new ArrayList<>();

  private Compatibility(JsonNode former, JsonNode later, Way way) {
    this.formerRoot = former;
    this.laterRoot = later;
    this.way = way;
  }

  /** Returns what breaks, each as a sentence with the field first; empty: nothing. */
  static List<String> breaks(JsonNode former, JsonNode later, Way way) {
    Compatibility check = new Compatibility(former, later, way);
    check.compare("", former, later);
    return List.copyOf(check.breaks);
  }

  private void compare(String at, JsonNode formerNode, JsonNode laterNode) {
    same(at, formerNode, laterNode, JsonSchemas.DATA_CLASS, "its class");
    JsonNode former = resolved(formerRoot, formerNode);
    JsonNode later = resolved(laterRoot, laterNode);
    same(at, former, later, "type", "its type");
    same(at, former, later, "format", "its format");
    same(at, former, later, "const", "its value");
    same(at, former, later, "pattern", "its form");
    bounds(at, former, later);
    words(at, former.path("enum"), later.path("enum"));
    required(at, former, later);
    if (way == Way.RECEIVED && former.path("additionalProperties").asBoolean(true)) {
      if (!later.path("additionalProperties").asBoolean(true)) {
        broken(at, "is closed to further fields now");
      }
    }
    former
        .path("properties")
        .fields()
        .forEachRemaining(
            field -> {
              String inner = at.isEmpty() ? field.getKey() : at + "." + field.getKey();
              JsonNode other = later.path("properties").path(field.getKey());
              if (other.isMissingNode()) {
                broken(inner, "was removed");
              } else {
                compare(inner, field.getValue(), other);
              }
            });
    if (former.has("items") && later.has("items")) {
      compare(at + "[]", former.get("items"), later.get("items"));
    }
    alternatives(at, former, later);
  }

  private void same(String at, JsonNode former, JsonNode later, String keyword, String what) {
    if (!former.path(keyword).equals(later.path(keyword))) {
      broken(at, what + " was " + shown(former, keyword) + " and is " + shown(later, keyword));
    }
  }

  private static String shown(JsonNode schema, String keyword) {
    return schema.has(keyword) ? schema.get(keyword).asText() : "open";
  }

  private void bounds(String at, JsonNode former, JsonNode later) {
    long least = later.path("minimum").asLong(Long.MIN_VALUE);
    long most = later.path("maximum").asLong(Long.MAX_VALUE);
    long formerLeast = former.path("minimum").asLong(Long.MIN_VALUE);
    long formerMost = former.path("maximum").asLong(Long.MAX_VALUE);
    boolean narrower = least > formerLeast || most < formerMost;
    boolean wider = least < formerLeast || most > formerMost;
    if (way == Way.RECEIVED ? narrower : wider) {
      broken(at, "was " + formerLeast + " to " + formerMost + " and is " + least + " to " + most);
    }
  }

  private void words(String at, JsonNode former, JsonNode later) {
    if (former.isMissingNode() && later.isMissingNode()) {
      return;
    }
    if (former.isMissingNode() != later.isMissingNode()) {
      // Fewer words than any are fewer to write, and any are more to read than some.
      if (way == Way.RECEIVED == former.isMissingNode()) {
        broken(at, former.isMissingNode() ? "may be some words only" : "may be any word");
      }
      return;
    }
    Set<String> before = texts(former);
    Set<String> after = texts(later);
    Set<String> lost = new TreeSet<>(way == Way.RECEIVED ? before : after);
    lost.removeAll(way == Way.RECEIVED ? after : before);
    for (String word : lost) {
      broken(at, way == Way.RECEIVED ? "may no longer be " + word : "may be " + word + ", too");
    }
  }

  private void required(String at, JsonNode former, JsonNode later) {
    Set<String> lost = texts(way == Way.SENT ? former.path("required") : later.path("required"));
    lost.removeAll(texts(way == Way.SENT ? later.path("required") : former.path("required")));
    for (String name : lost) {
      // That a field is gone altogether is said once.
      if (way == Way.RECEIVED || later.path("properties").has(name)) {
        broken(
            at.isEmpty() ? name : at + "." + name,
            way == Way.SENT ? "may be missing now" : "is needed now");
      }
    }
  }

  private void alternatives(String at, JsonNode former, JsonNode later) {
    Map<String, JsonNode> before = byType(formerRoot, former);
    Map<String, JsonNode> after = byType(laterRoot, later);
    for (String type : before.keySet()) {
      if (after.containsKey(type)) {
        compare(at + "." + type, before.get(type), after.get(type));
      } else if (way == Way.RECEIVED) {
        broken(at, "may no longer be " + type);
      }
    }
    if (way == Way.SENT && !before.isEmpty()) {
      after.keySet().stream()
          .filter(type -> !before.containsKey(type))
          .forEach(type -> broken(at, "may be " + type + ", too"));
    }
  }

  private static Map<String, JsonNode> byType(JsonNode root, JsonNode schema) {
    Map<String, JsonNode> alternatives = new LinkedHashMap<>();
    for (JsonNode each : schema.path("oneOf")) {
      JsonNode alternative = resolved(root, each);
      alternatives.put(
          alternative.path("properties").path("type").path("const").asText(), alternative);
    }
    return alternatives;
  }

  private static JsonNode resolved(JsonNode root, JsonNode schema) {
    String ref = schema.path("$ref").asText();
    return ref.isEmpty() ? schema : root.at(ref.substring(1));
  }

  private static Set<String> texts(JsonNode list) {
    Set<String> texts = new TreeSet<>();
    list.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private void broken(String at, String how) {
    breaks.add((at.isEmpty() ? "the whole" : at) + ": " + how);
  }
}
