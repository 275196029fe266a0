// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.outbox.OutboxEntry;

/** What is written in one pass is what stands in the forms. */
class WrittenFormsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void everyEventIsWrittenInTheSameForms() throws Exception {
    for (VestibuleEvent event : Examples.events()) {
      same(Examples.entry(event));
    }
  }

  @Test
  void theBytesAreThoseOfTheTree() {
    for (VestibuleEvent event : Examples.events()) {
      OutboxEntry entry = Examples.entry(event);
      List<Message> written = written(entry);
      List<Form> forms = HouseEvents.forms(entry, Examples.BUILDING);
      assertThat(text(written.get(0).json())).isEqualTo(text(forms.get(0).event().json()));
    }
  }

  @Test
  void whatAnotherReleaseWroteIsLeftOutHereToo() throws Exception {
    for (VestibuleEvent event : Examples.events()) {
      for (Object foreign :
          List.of(Map.of("owner", Map.of("name", Examples.NAME)), List.of(List.of(1), 2), true)) {
        for (String field : EventFields.of(event).keySet()) {
          Map<String, Object> fields = new LinkedHashMap<>();
          fields.put("nickname", foreign);
          fields.putAll(EventFields.of(event));
          fields.put(field, foreign);
          fields.put("surname", foreign);
          same(Examples.entry(event.topic(), fields));
        }
      }
    }
  }

  @Test
  void aKindOfOutcomeThatNobodyKnowsIsLeftOut() throws Exception {
    for (Map<String, Object> outcome :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("type", "Blessed"),
            Map.of("type", List.of("Opened")),
            Map.of("code", Map.of("type", "Opened")))) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("outcome", outcome);
      fields.put("door", "front-door");
      same(Examples.entry("door/answered", fields));
    }
  }

  @Test
  void aTopicThatNobodyKnowsIsNotWritten() {
    assertThat(HouseEvents.messages(Examples.entry("lift/called", Map.of()), "house-1")).isEmpty();
    assertThat(HouseEvents.messages(Examples.entry("notice", Map.of()), "house-1")).isEmpty();
  }

  @Test
  void anEntryThatIsNoObjectIsRefusedAtOnceWithoutShowingIt() {
    for (String data : List.of("", "{", "{\"door\":", "[1]", "null", Examples.NAME)) {
      byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
      OutboxEntry entry =
          new OutboxEntry(
              1, "0d9c-1", Instant.EPOCH, "door/state", "door/x", Optional.empty(), bytes);

      assertThatThrownBy(() -> HouseEvents.messages(entry, Examples.BUILDING))
          .as(data)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining(Examples.NAME);
    }
  }

  private static void same(OutboxEntry entry) throws Exception {
    List<Message> written = written(entry);
    List<Form> forms = HouseEvents.forms(entry, Examples.BUILDING);
    assertThat(written).as(entry.topic()).hasSameSizeAs(forms);
    for (int i = 0; i < forms.size(); i++) {
      assertThat(written.get(i).classes()).as(entry.topic()).isEqualTo(forms.get(i).classes());
      assertThat(MAPPER.readTree(written.get(i).json()))
          .as(entry.topic())
          .isEqualTo(MAPPER.readTree(forms.get(i).event().json()));
    }
  }

  private static List<Message> written(OutboxEntry entry) {
    List<Message> written = new ArrayList<>();
    HouseEvents.messages(entry, Examples.BUILDING).forEach(written::add);
    return written;
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
