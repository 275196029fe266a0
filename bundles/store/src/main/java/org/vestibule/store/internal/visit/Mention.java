// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.visit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import org.vestibule.api.visit.VisitCopy;
import org.vestibule.api.visit.VisitJournal.Named;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.store.internal.record.RecordRows;

/**
 * What a person's record of a visit says: the visit as they may have a copy of it, without the
 * names of others (GDPR Art. 15), and which marks of the story are theirs. Stateless.
 */
final class Mention {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OTHER = "somebody else";
  private static final String MARKS = "marks";
  private static final String SELF = "self";

  private Mention() {}

  /** Returns the content of the record of one of those whom a story names. */
  static byte[] content(byte[] story, List<Named> named, int person) {
    Marks own = new Marks();
    ObjectNode names = JSON.createObjectNode();
    for (Marks.Name name : Marks.names(named, person)) {
      own.mean(name.mark(), name.text());
      names.put(hex(name.mark()), name.text());
    }
    own.mean(Marks.person(person), named.get(person).person());
    try {
      VisitStory told = new StoryReader(StoryText.read(story), own, OTHER).story();
      ObjectNode json = JSON.createObjectNode();
      VisitCopy.of(told).forEach(json::put);
      json.put(SELF, hex(Marks.person(person)));
      json.set(MARKS, names);
      return JSON.writeValueAsBytes(json);
    } catch (IOException e) {
      throw new IllegalStateException("what was just written is read", e);
    }
  }

  /**
   * Lets a story name somebody again.
   *
   * @throws IllegalArgumentException if it is no record of a visit
   */
  static void read(RecordRows.Opened record, Marks marks) {
    try {
      JsonNode json = JSON.readTree(record.content());
      marks.mean(mark(json.path(SELF).asText()), record.person());
      json.path(MARKS)
          .fields()
          .forEachRemaining(name -> marks.mean(mark(name.getKey()), name.getValue().asText()));
    } catch (IOException e) {
      throw new IllegalArgumentException("no record of a visit", e);
    }
  }

  private static String hex(char mark) {
    return Integer.toHexString(mark);
  }

  private static char mark(String hex) {
    return (char) Integer.parseInt(hex, 16);
  }
}
