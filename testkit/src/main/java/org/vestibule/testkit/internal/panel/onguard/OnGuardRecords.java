// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.panel.onguard;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** What a simulated OnGuard knows, and how it writes it down, page by page. Thread-safe. */
final class OnGuardRecords {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, List<Map<String, ?>>> instances = new ConcurrentHashMap<>();
  private final List<Map<String, Object>> events = new CopyOnWriteArrayList<>();
  private final AtomicInteger serial = new AtomicInteger(1000);
  private final Predicate<String> omits;

  /**
   * @param omits the fields that are left out
   */
  OnGuardRecords(Predicate<String> omits) {
    this.omits = omits;
  }

  void instances(String type, List<Map<String, ?>> all) {
    instances.put(type, List.copyOf(all));
  }

  boolean has(String type) {
    return instances.containsKey(type);
  }

  /** Returns whether there is such a reader. */
  boolean reader(long panel, long reader) {
    return instances.getOrDefault("Lnl_Reader", List.of()).stream()
        .anyMatch(each -> is(each.get("PanelID"), panel) && is(each.get("ReaderID"), reader));
  }

  int log(long panel, long reader, String description) {
    int number = serial.incrementAndGet();
    events.add(
        Map.of(
            "serial_number", number,
            "controller_id", panel,
            "device_id", reader,
            "timestamp", Instant.now().toString(),
            "description", description));
    return number;
  }

  ObjectNode instances(String type, Map<String, String> query) {
    return page(instances.get(type).stream().map(each -> item(left(each))).toList(), query);
  }

  ObjectNode events(Map<String, String> query) {
    return page(events.stream().map(event -> fields(left(event))).toList(), query);
  }

  /** Writes an instance: its properties are in a map of their own. */
  static ObjectNode item(Map<String, ?> properties) {
    ObjectNode item = JSON.createObjectNode();
    item.set("property_value_map", fields(properties));
    return item;
  }

  /** Writes one page of items. */
  ObjectNode page(List<ObjectNode> all, Map<String, String> query) {
    int size = Math.min(100, Integer.parseInt(query.getOrDefault("page_size", "20")));
    int page = Integer.parseInt(query.getOrDefault("page_number", "1"));
    int from = Math.min(all.size(), (page - 1) * size);
    int to = Math.min(all.size(), from + size);
    ObjectNode answer = JSON.createObjectNode();
    answer.put("page_number", page).put("page_size", size).put("count", to - from);
    answer.put("total_items", all.size());
    if (!omits.test("total_pages")) {
      answer.put("total_pages", (all.size() + size - 1) / size);
    }
    ArrayNode items = answer.putArray("item_list");
    all.subList(from, to).forEach(items::add);
    return answer;
  }

  private static ObjectNode fields(Map<String, ?> all) {
    ObjectNode fields = JSON.createObjectNode();
    all.forEach((name, value) -> fields.set(name, JSON.valueToTree(value)));
    return fields;
  }

  private Map<String, ?> left(Map<String, ?> all) {
    Map<String, Object> left = new TreeMap<>(all);
    left.keySet().removeIf(omits);
    return left;
  }

  private static boolean is(Object value, long number) {
    return value instanceof Number some && some.longValue() == number;
  }
}
