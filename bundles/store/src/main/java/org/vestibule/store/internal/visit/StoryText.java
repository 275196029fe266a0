// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.visit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.visit.VisitJournal.Named;
import org.vestibule.api.visit.VisitStory;

/** A story as it is sealed: its plain form, with marks for names, made small. Stateless. */
final class StoryText {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What people wrote, or the house wrote for them; all else are codes and figures. */
  private static final Set<String> WRITTEN =
      Set.of("faceReason", "degraded", "reason", "question", "sentence");

  /** What is never kept: the visitor's words, and what holds only while somebody stands there. */
  private static final Set<String> LEFT_OUT = Set.of("transcript", "prompt", "answered");

  private static final String CLAIMED = "claimedName";
  private static final String PERSON = "person";

  private StoryText() {}

  /** Returns what is to be sealed of a story. */
  static byte[] bytes(VisitStory story, List<Named> named) {
    List<Marks.Name> names = new ArrayList<>();
    for (int i = 0; i < named.size(); i++) {
      names.addAll(Marks.names(named, i));
    }
    Map<?, ?> plain = (Map<?, ?>) marked(EventFields.plain(story), "", named, names);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DeflaterOutputStream small = new DeflaterOutputStream(bytes)) {
      JSON.writeValue(small, plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Returns the tree of what was sealed.
   *
   * @throws IOException if it is none
   */
  static JsonNode read(byte[] bytes) throws IOException {
    return JSON.readTree(new InflaterInputStream(new ByteArrayInputStream(bytes)));
  }

  private static Object marked(
      Object plain, String key, List<Named> named, List<Marks.Name> names) {
    if (plain instanceof Map<?, ?> map) {
      Map<String, Object> marked = new LinkedHashMap<>();
      map.forEach(
          (name, value) -> {
            if (!LEFT_OUT.contains(name)) {
              marked.put((String) name, marked(value, (String) name, named, names));
            }
          });
      return marked;
    }
    if (plain instanceof List<?> items) {
      return items.stream().map(item -> marked(item, key, named, names)).toList();
    }
    if (!(plain instanceof String text)) {
      return plain;
    }
    if (key.equals(PERSON)) {
      return person(text, named);
    }
    if (key.equals(CLAIMED)) {
      // A name that nobody is known by has no place here.
      String mark = Marks.mark(text, names);
      return mark.length() == 1 ? mark : "";
    }
    return WRITTEN.contains(key) ? Marks.mark(text, names) : text;
  }

  private static String person(String id, List<Named> named) {
    for (int i = 0; i < named.size(); i++) {
      if (named.get(i).person().value().equals(id)) {
        return String.valueOf(Marks.person(i));
      }
    }
    return "";
  }
}
