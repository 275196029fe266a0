// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vestibule.api.egress.DataClass;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.outbox.OutboxEntry;

/** What leaves, in which form. */
class HouseEventsTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Test
  void nobodyIsNamedWhereNamesMayNotLeave() {
    for (VestibuleEvent event : Examples.events()) {
      for (Form form : forms(event)) {
        if (!form.classes().contains(DataClass.PERSONAL)) {
          assertThat(text(form)).as(event.topic()).doesNotContain(Examples.NAME, "\"ada\"");
        }
        if (!form.classes().contains(DataClass.TRANSCRIPT)) {
          assertThat(text(form)).as(event.topic()).doesNotContain(Examples.WORDS);
        }
      }
    }
  }

  @Test
  void everyFormSaysLessThanTheOneBefore() {
    for (VestibuleEvent event : Examples.events()) {
      List<Form> forms = forms(event);
      for (int i = 1; i < forms.size(); i++) {
        assertThat(forms.get(i - 1).classes())
            .containsAll(forms.get(i).classes())
            .isNotEqualTo(forms.get(i).classes());
        assertThat(forms.get(i).event().data()).isNotEqualTo(forms.get(i - 1).event().data());
      }
    }
  }

  @Test
  void theFullestFormIsTheWholeEvent() throws Exception {
    for (VestibuleEvent event : Examples.events()) {
      Map<String, Object> whole = EventFields.of(event);
      whole.remove("topic");

      assertThat(forms(event).get(0).event().data())
          .as(event.topic())
          .isEqualTo(MAPPER.readTree(MAPPER.writeValueAsBytes(whole)));
    }
  }

  @Test
  void aVisitWithWordsHasThreeForms() {
    VestibuleEvent rang = first("visit/rang");

    assertThat(forms(rang))
        .extracting(Form::classes)
        .containsExactly(
            Set.of(DataClass.EVENT, DataClass.PERSONAL, DataClass.TRANSCRIPT),
            Set.of(DataClass.EVENT, DataClass.PERSONAL),
            Set.of(DataClass.EVENT));
  }

  @Test
  void atLeastAsMuchIsLeftOutAsBefore() {
    for (VestibuleEvent event : Examples.events()) {
      List<FormerForms.Former> former = FormerForms.of(event);
      for (Form form : forms(event)) {
        FormerForms.Former then = FormerForms.first(former, form.classes());
        assertThat(then).as(event.topic() + " " + form.classes()).isNotNull();
        assertThat(paths(form.event().data()))
            .as(event.topic() + " for " + form.classes())
            .isSubsetOf(paths(MAPPER.valueToTree(then.fields())));
      }
    }
  }

  @Test
  void whatAnotherReleaseWroteIsLeftOutBecauseNobodyKnowsWhatItIs() {
    VestibuleEvent event = first("door/ordered");
    Map<String, Object> fields = new LinkedHashMap<>(EventFields.of(event));
    fields.put("nickname", "Addie");
    fields.put("door", Map.of("owner", Examples.NAME));

    for (Form form : HouseEvents.forms(Examples.entry("door/ordered", fields), Examples.BUILDING)) {
      assertThat(text(form)).doesNotContain("Addie", "owner");
    }
  }

  @Test
  void aKindOfDecisionThatNobodyKnowsIsLeftOut() {
    Map<String, Object> fields = new LinkedHashMap<>(EventFields.of(first("door/answered")));
    fields.put("outcome", Map.of("type", "Blessed", "code", "by-" + Examples.NAME));

    Form form =
        HouseEvents.forms(Examples.entry("door/answered", fields), Examples.BUILDING).get(0);

    assertThat(form.event().data().has("outcome")).isFalse();
  }

  @Test
  void aTopicThatNobodyKnowsHasNoForm() {
    OutboxEntry entry = Examples.entry("lift/called", Map.of("who", Examples.NAME));

    assertThat(HouseEvents.forms(entry, Examples.BUILDING)).isEmpty();
  }

  @Test
  void anEntryThatIsNoObjectIsRefusedWithoutShowingIt() {
    for (String data : List.of("", "{", "[1]", "null", Examples.NAME)) {
      OutboxEntry entry =
          new OutboxEntry(
              1,
              "0d9c-1",
              Instant.EPOCH,
              "door/state",
              "door/x",
              Optional.empty(),
              data.getBytes(StandardCharsets.UTF_8));

      assertThatThrownBy(() -> HouseEvents.forms(entry, Examples.BUILDING))
          .as(data)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining(Examples.NAME);
    }
  }

  @Test
  void aNoticeWithoutNamesSaysWhereAndHowUrgent() {
    List<Form> forms =
        HouseEvents.forms(Examples.notice(), "n-1", Instant.EPOCH, Examples.BUILDING);

    assertThat(forms).hasSize(2);
    assertThat(text(forms.get(0))).contains(Examples.NAME);
    assertThat(forms.get(1).classes()).containsExactly(DataClass.EVENT);
    assertThat(forms.get(1).event().data().fieldNames())
        .toIterable()
        .containsExactly("visit", "station", "urgent", "quiet");
  }

  private static VestibuleEvent first(String topic) {
    return Examples.events().stream()
        .filter(event -> event.topic().equals(topic))
        .findFirst()
        .orElseThrow();
  }

  private static List<Form> forms(VestibuleEvent event) {
    return HouseEvents.forms(Examples.entry(event), Examples.BUILDING);
  }

  private static String text(Form form) {
    return new String(form.event().json(), StandardCharsets.UTF_8);
  }

  private static Set<String> paths(JsonNode tree) {
    Set<String> paths = new java.util.TreeSet<>();
    walk("", tree, paths);
    return paths;
  }

  private static void walk(String at, JsonNode node, Set<String> paths) {
    if (node.isObject()) {
      node.fields()
          .forEachRemaining(field -> walk(at + "/" + field.getKey(), field.getValue(), paths));
    } else {
      paths.add(at + "=" + node);
    }
  }
}
