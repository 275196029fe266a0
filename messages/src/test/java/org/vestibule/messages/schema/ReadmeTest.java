// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.egress.DataClass;
import org.vestibule.messages.CommandKind;
import org.vestibule.messages.CommandMessages;
import org.vestibule.messages.EventCatalog;
import org.vestibule.messages.EventKind;
import org.vestibule.messages.Examples;
import org.vestibule.messages.HouseEvents;

/** The page for people tells the same as the code. */
class ReadmeTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Path ROOT = Path.of(System.getProperty("vestibule.root"));

  private final JsonSchemas schemas = new JsonSchemas(new RecordDocs(ROOT));
  private String page;

  @BeforeEach
  void read() throws Exception {
    page = Files.readString(ROOT.resolve("docs/contract/README.md"));
  }

  @Test
  void whatIsShownIsRight() throws Exception {
    List<String> shown = new ArrayList<>();
    Matcher block = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(page);
    while (block.find()) {
      JsonNode tree = MAPPER.readTree(block.group(1));
      if (tree.has("specversion")) {
        EventKind kind = kind(tree.get("type").asText());
        assertThat(Validator.errors(schemas.envelope(), tree)).isEmpty();
        assertThat(Validator.errors(schemas.event(kind), tree.get("data"))).isEmpty();
        assertThat(tree).isEqualTo(ContractFiles.fullest(kind).event().tree());
        shown.add("event");
      } else if (tree.has("state")) {
        assertThat(Validator.errors(schemas.result(), tree)).isEmpty();
        shown.add("answer");
      } else {
        CommandMessages.read(tree.toString().getBytes(StandardCharsets.UTF_8));
        shown.add("command");
      }
    }
    assertThat(shown).containsExactlyInAnyOrder("event", "command", "answer");
  }

  @Test
  void everyEventStandsThereWithItsClasses() {
    for (EventKind kind : EventCatalog.all()) {
      assertThat(row(kind.topic()))
          .as(kind.topic())
          .isEqualTo(
              classes(kind).stream()
                  .map(each -> each.label().toLowerCase(Locale.ROOT))
                  .sorted()
                  .toList());
    }
  }

  @Test
  void everyCommandStandsThere() {
    for (CommandKind kind : CommandKind.all()) {
      assertThat(page).contains("| `" + kind.name() + "` |");
    }
    assertThat(page).contains("at most " + CommandMessages.MOST_BYTES + " bytes");
  }

  private List<String> row(String topic) {
    Matcher row =
        Pattern.compile("(?m)^\\| `" + topic + "` \\|[^|]*\\| ([^|]*) \\|$").matcher(page);
    assertThat(row.find()).as(topic + " has no row").isTrue();
    return List.of(row.group(1).split("[;,] ")).stream().sorted().toList();
  }

  private static Set<DataClass> classes(EventKind kind) {
    if (kind == EventCatalog.NOTICE) {
      return ContractFiles.fullest(kind).classes();
    }
    Set<DataClass> classes = new TreeSet<>();
    Examples.events().stream()
        .filter(event -> event.topic().equals(kind.topic()))
        .map(event -> HouseEvents.forms(Examples.entry(event), Examples.BUILDING))
        .forEach(forms -> classes.addAll(forms.get(0).classes()));
    return classes;
  }

  private static EventKind kind(String type) {
    return EventCatalog.all().stream()
        .filter(each -> each.type().equals(type))
        .findFirst()
        .orElseThrow();
  }
}
