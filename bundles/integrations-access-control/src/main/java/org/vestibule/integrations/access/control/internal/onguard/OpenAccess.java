// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.onguard;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.integrations.access.control.internal.headend.Refusal;

/**
 * Requests and answers of OnGuard OpenAccess (REST, version 1.0), as the public description of its
 * SDK and public clients have them. The vendor gives the whole description to partners only.
 *
 * <p>Believed: the spelling of the properties' names in large and small letters, which is therefore
 * not looked at; that numbers may also come as texts.
 */
final class OpenAccess {
  /** Where its interface begins. */
  static final String BASE = "/api/access/onguard/openaccess";

  static final int PAGE_SIZE = 100;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(20)
                          .maxStringLength(64 * 1024)
                          .maxNumberLength(40)
                          .build())
                  .build())
          .build();

  private OpenAccess() {}

  /** Writes an object of texts. */
  static byte[] object(Map<String, String> fields) {
    ObjectNode root = JSON.createObjectNode();
    fields.forEach(root::put);
    return bytes(root);
  }

  /** Writes the command that opens a reader's door. */
  static byte[] openDoor(long panel, long reader) {
    ObjectNode root = JSON.createObjectNode();
    root.put("type_name", "Lnl_Reader");
    root.putObject("property_value_map").put("PanelID", panel).put("ReaderID", reader);
    root.put("method_name", "OpenDoor");
    root.putObject("in_parameter_value_map");
    return bytes(root);
  }

  /**
   * Reads an answer.
   *
   * @param where the head-end, for a message
   * @throws VestibuleException {@code answer-invalid} for one that is no object
   */
  static JsonNode object(String where, byte[] body) throws VestibuleException {
    try {
      JsonNode root = JSON.readTree(body);
      if (root != null && root.isObject()) {
        return root;
      }
    } catch (IOException e) {
      // Said below, without a word of what came.
    }
    throw Refusal.invalid(where, "no JSON object");
  }

  /** Returns the items of a list: each one's own fields, or those of its property map. */
  static List<JsonNode> items(JsonNode answer) {
    List<JsonNode> items = new ArrayList<>();
    for (JsonNode item : answer.path("item_list")) {
      JsonNode properties = item.path("property_value_map");
      items.add(properties.isObject() ? properties : item);
    }
    return items;
  }

  /**
   * Returns whether another page may follow. Without a number of pages the end is a page with
   * nothing on it: a server may make pages shorter than they were asked for.
   */
  static boolean more(JsonNode answer, int page) {
    return number(answer, "total_pages")
        .map(pages -> page < pages)
        .orElse(answer.path("item_list").size() > 0);
  }

  /** Returns a field as text, whatever the case of its name; empty when it is not there. */
  static Optional<String> text(JsonNode item, String name) {
    for (Iterator<Map.Entry<String, JsonNode>> fields = item.fields(); fields.hasNext(); ) {
      Map.Entry<String, JsonNode> field = fields.next();
      JsonNode value = field.getValue();
      if (field.getKey().equalsIgnoreCase(name) && value.isValueNode() && !value.isNull()) {
        return Optional.of(value.asText().strip()).filter(text -> !text.isEmpty());
      }
    }
    return Optional.empty();
  }

  /** Returns a whole number that is not negative; empty for anything else. */
  static Optional<Long> number(JsonNode item, String name) {
    return text(item, name).filter(text -> text.matches("[0-9]{1,18}")).map(Long::parseLong);
  }

  /** Returns what a refusal says for people. */
  static String message(byte[] body) {
    try {
      JsonNode root = JSON.readTree(body);
      JsonNode error = root == null ? JSON.nullNode() : root.path("error");
      return Refusal.plain(
          text(error, "message").or(() -> text(error, "code")).orElse("without a reason"));
    } catch (IOException e) {
      return "without a reason";
    }
  }

  private static byte[] bytes(ObjectNode root) {
    try {
      return JSON.writeValueAsBytes(root);
    } catch (IOException e) {
      throw new IllegalStateException("a tree of plain values can be written", e);
    }
  }
}
