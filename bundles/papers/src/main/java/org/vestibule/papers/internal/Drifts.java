// SPDX-License-Identifier: Apache-2.0
package org.vestibule.papers.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vestibule.api.papers.Papers.Drift;

/** Tells what has changed since somebody signed, in sentences. Thread-safe. */
final class Drifts {
  /** The lists, how a message calls an item of them, and the field that tells items apart. */
  private static final Map<String, List<String>> LISTS =
      Map.of(
          "bundles", List.of("bundle", ""),
          "sinks", List.of("sink", "sink"),
          "data", List.of("kind of data", "kind"),
          "retention", List.of("retention of", "what"),
          "models", List.of("model", "name"));

  private final Clock clock;
  private final Map<String, Instant> seen = new HashMap<>();

  Drifts(Clock clock) {
    this.clock = clock;
  }

  /** Compares; each change keeps the moment in which it was seen first. */
  synchronized List<Drift> between(Facts signed, Facts now) {
    Map<String, String> changes = new TreeMap<>();
    LISTS.keySet().forEach(list -> compare(list, signed, now, changes));
    if (!signed.at("controller").equals(now.at("controller"))) {
      changes.put("controller-changed", "The controller or a contact is another one.");
    }
    // Whoever is not there now is being replaced, and says nothing.
    if (!now.at("site").isNull() && !signed.at("site").equals(now.at("site"))) {
      changes.put(
          "site-changed",
          "The site's rules have changed: "
              + profile(signed.at("site"))
              + " then, "
              + profile(now.at("site"))
              + " now.");
    }
    seen.keySet().retainAll(changes.values());
    List<Drift> drifts = new ArrayList<>();
    changes.forEach(
        (key, sentence) ->
            drifts.add(
                new Drift(
                    key.split(" ")[0],
                    sentence,
                    seen.computeIfAbsent(sentence, first -> clock.instant()))));
    return List.copyOf(drifts);
  }

  private static void compare(String list, Facts signed, Facts now, Map<String, String> changes) {
    if (now.at(list).isNull()) {
      return;
    }
    String title = LISTS.get(list).get(0);
    Map<String, JsonNode> before = byName(list, signed);
    Map<String, JsonNode> after = byName(list, now);
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      JsonNode old = before.get(name);
      JsonNode young = after.get(name);
      String code = title.split(" ")[0];
      if (old == null) {
        changes.put(code + "-added " + name, "New: " + title + " " + name + detail(young) + ".");
      } else if (young == null) {
        changes.put(code + "-removed " + name, "Gone: " + title + " " + name + ".");
      } else if (!same(old, young)) {
        changes.put(
            code + "-changed " + name,
            "Changed: " + title + " " + name + detail(old) + " before," + detail(young) + " now.");
      }
    }
  }

  /** What the broker would say is unknown while it is being replaced; what is declared is not. */
  private static boolean same(JsonNode old, JsonNode young) {
    return young.path("hosts").isNull()
        ? old.path("declared").equals(young.path("declared"))
        : old.equals(young);
  }

  private static Map<String, JsonNode> byName(String list, Facts facts) {
    String field = LISTS.get(list).get(1);
    Map<String, JsonNode> named = new TreeMap<>();
    for (JsonNode item : facts.list(list)) {
      String name = item.isTextual() ? item.asText() : item.path(field).asText();
      String more = item.has("bundle") ? " of " + item.path("bundle").asText() : "";
      named.put(name + more, item);
    }
    return named;
  }

  private static String detail(JsonNode item) {
    if (item.has("declared")) {
      String classes = words(item.path(item.path("allowed").isEmpty() ? "declared" : "allowed"));
      String hosts = words(item.path("hosts"));
      return " may be sent "
          + classes
          + (hosts.isEmpty() ? " on this machine" : " at " + hosts)
          + " ("
          + item.path("purpose").asText()
          + ")";
    }
    if (item.has("keep")) {
      return " for " + Words.duration(item.path("keep").asText());
    }
    return item.has("licence") ? " under " + item.path("licence").asText() : "";
  }

  private static String words(JsonNode list) {
    List<String> words = new ArrayList<>();
    list.forEach(word -> words.add(word.asText()));
    return String.join(", ", words);
  }

  private static String profile(JsonNode site) {
    return site.isNull() ? "none was known" : "profile " + site.path("profile").asText();
  }
}
