// SPDX-License-Identifier: Apache-2.0
package org.vestibule.messages.peer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.command.CommandRequest;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.door.DoorInfo;
import org.vestibule.api.door.DoorState;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.messages.CommandMessages;
import org.vestibule.messages.Encoding;
import org.vestibule.messages.EventCatalog;
import org.vestibule.messages.Examples;
import org.vestibule.messages.Form;
import org.vestibule.messages.HouseEvents;
import org.vestibule.messages.senml.HouseSenMl;

/** Programs in another language, by others, read what we write and what we say of it. */
class OthersReadUsTest {
  private static final Path CONTRACT =
      Path.of(System.getProperty("vestibule.root"), "docs", "contract");

  @TempDir Path folder;

  @Test
  void ajvFindsEveryExampleRightAndEachSpoiltOneWrong() throws Exception {
    String printed =
        Node.run(
            "ajv.mjs",
            List.of("ajv@8.20.0", "ajv-formats@3.0.1"),
            CONTRACT.resolve("v1").toString());

    assertThat(printed)
        .as("events, commands and the answer, all right")
        .contains("right " + (EventCatalog.all().size() + 4) + "\n")
        .contains("spoilt found " + (EventCatalog.all().size() + 4) + "\n")
        .doesNotContain("wrong");
  }

  @Test
  void theCloudEventsSdkOfJavaScriptReadsEveryForm() throws Exception {
    StringBuilder lines = new StringBuilder();
    int count = 0;
    for (VestibuleEvent event : Examples.events()) {
      for (Form form : HouseEvents.forms(Examples.entry(event), Examples.BUILDING)) {
        lines.append(new String(form.event().json(), StandardCharsets.UTF_8)).append('\n');
        count++;
      }
    }
    Path file = folder.resolve("events.jsonl");
    Files.writeString(file, lines);

    String printed = Node.run("cloudevents.mjs", List.of("cloudevents@10.0.0"), file.toString());

    assertThat(printed).contains("read " + count + "\n").contains("v-20260101-0007-k3f9");
  }

  @Test
  void theParserOfAsyncApiFindsNothingWrong() throws Exception {
    String printed =
        Node.run(
            "asyncapi.mjs",
            List.of("@asyncapi/parser@3.6.6"),
            CONTRACT.resolve("asyncapi.yaml").toString());

    assertThat(printed).doesNotContain("error").contains("channels ").contains("visit.opened");
  }

  @Test
  void aCborLibraryOfJavaScriptReadsOursAndIsRead() throws Exception {
    DoorInfo door = new DoorInfo(new DoorId("front-door"), "Front door", "relay", DoorState.LOCKED);
    Instant at = Instant.parse("2026-01-01T08:00:00Z");
    Files.write(
        folder.resolve("senml.cbor"),
        HouseSenMl.doors(Examples.BUILDING, List.of(door), at).cbor());
    Files.write(
        folder.resolve("result.cbor"),
        CommandMessages.write(Examples.results().get(0), Encoding.CBOR));
    CommandRequest wish = Examples.commands().get(1);
    Files.writeString(
        folder.resolve("command.json"),
        new ObjectMapper().writeValueAsString(Examples.plain(wish)));

    String printed = Node.run("cbor.mjs", List.of("cbor@10.0.12"), folder.toString());

    assertThat(printed)
        .contains("bn vestibule/house-1/ bt " + at.getEpochSecond())
        .contains("door/front-door/locked true")
        .contains("door/front-door/alarm/held-open false")
        .contains("answer DONE open-1");
    byte[] theirs = Files.readAllBytes(folder.resolve("command.cbor"));
    assertThat(CommandMessages.read(theirs, Encoding.CBOR)).isEqualTo(wish);
  }
}
