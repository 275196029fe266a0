// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vestibule.api.VestibuleException;

/** What waits for other systems in a running gateway; known to the script by this word. */
final class OutboxCommands {
  private static final int MOST_LETTERS = 1000;

  private OutboxCommands() {}

  static List<Command> all() {
    return List.of(
        new Command(
            "outbox",
            "outbox [list] | letters SINK | replay SINK ID|--all | discard SINK ID|--all | forget SINK",
            """
            Shows how far each system is that is told what happens: what waits for it, since when, what it lost to the
            bounds, and how much it gave up (dead letters). letters lists what it gave up, and why; replay lets it try
            one of them, or the oldest 1000, again; discard throws them away. forget is for a system that comes no more:
            nothing is kept for it any longer.""",
            Set.of(),
            Set.of("--all"),
            0,
            3,
            OutboxCommands::run));
  }

  private static void run(Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException, InterruptedException {
    Gateway gateway = GatewayCommands.gateway(arguments, screen);
    switch (arguments.optional(0).orElse("list")) {
      case "list" -> list(gateway, screen);
      case "letters" -> letters(gateway, DoorCommands.name(arguments, 1, "SINK"), screen);
      case "replay" -> each(gateway, arguments, screen, true);
      case "discard" -> each(gateway, arguments, screen, false);
      case "forget" -> {
        String sink = DoorCommands.name(arguments, 1, "SINK");
        gateway.delete("/api/outbox/" + sink);
        screen.answer("Sink " + sink + " is forgotten.", Map.of("forgotten", sink));
      }
      default -> throw new WrongUse("unknown command 'outbox " + arguments.plain(0) + "'");
    }
  }

  private static void list(Gateway gateway, Screen screen)
      throws VestibuleException, IOException, InterruptedException {
    JsonNode outbox = gateway.get("/api/outbox");
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode sink : outbox.path("sinks")) {
      rows.add(
          List.of(
              sink.path("sink").asText(),
              sink.path("open").asBoolean() ? "yes" : "no",
              sink.path("waiting").asText(),
              sink.path("oldest").asText("-"),
              sink.path("lost").asText(),
              sink.path("dead").asText()));
    }
    screen.table(
        List.of("SINK", "READING", "WAITING", "OLDEST", "LOST", "DEAD"),
        rows,
        "No system is told anything yet.",
        outbox);
  }

  private static void letters(Gateway gateway, String sink, Screen screen)
      throws VestibuleException, IOException, InterruptedException {
    JsonNode letters = gateway.get(path(sink) + "?limit=" + MOST_LETTERS);
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode letter : letters) {
      rows.add(
          List.of(
              letter.path("id").asText(),
              letter.path("topic").asText(),
              letter.path("happenedAt").asText(),
              letter.path("givenUpAt").asText(),
              letter.path("reason").asText()));
    }
    screen.table(
        List.of("ID", "TOPIC", "HAPPENED", "GIVEN UP", "WHY"),
        rows,
        "Sink " + sink + " gave nothing up.",
        letters);
  }

  private static void each(Gateway gateway, Arguments arguments, Screen screen, boolean again)
      throws WrongUse, VestibuleException, IOException, InterruptedException {
    String sink = DoorCommands.name(arguments, 1, "SINK");
    if (arguments.has("--all") == arguments.optional(2).isPresent()) {
      throw new WrongUse("name one ID, or say --all");
    }
    List<String> ids = new ArrayList<>();
    if (arguments.has("--all")) {
      gateway
          .get(path(sink) + "?limit=" + MOST_LETTERS)
          .forEach(letter -> ids.add(letter.path("id").asText()));
    } else {
      ids.add(DoorCommands.name(arguments, 2, "ID"));
    }
    for (String id : ids) {
      String letter = path(sink) + "/" + id;
      if (again) {
        gateway.order(letter + "/replay");
      } else {
        gateway.delete(letter);
      }
    }
    String what = again ? "to be tried again" : "thrown away";
    screen.answer(ids.size() + " " + what + ".", Map.of(again ? "replayed" : "discarded", ids));
  }

  private static String path(String sink) {
    return "/api/outbox/" + sink + "/dead-letters";
  }
}
