// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vestibule.api.VestibuleException;

/** Passes, cards and readers of a running gateway; known to the script by these words alone. */
final class EntryCommands {
  private static final Set<String> NONE = Set.of();

  private EntryCommands() {}

  static List<Command> all() {
    return List.of(
        new Command(
            "pass",
            "pass list | give HOST DOOR --until TIME [--from TIME] [--uses N] [--label TEXT] | revoke PASS",
            """
            Shows, gives and ends the passes of visitors. What a pass is entered by is shown once, when it is given.
            TIME is of ISO 8601, for example 2026-03-31T18:00:00Z.""",
            Set.of("--until", "--from", "--uses", "--label"),
            NONE,
            1,
            3,
            EntryCommands::pass),
        new Command(
            "card",
            "card import FILE [--dry-run]",
            """
            Reads cards from a table (CSV) with the columns person or name and unit, format, facility, number and,
            if wanted, panel and until. Each bad row is named; all others are taken at once.""",
            NONE,
            Set.of("--dry-run"),
            2,
            2,
            EntryCommands::card),
        new Command(
            "reader",
            "reader list | commission READER [MINUTES] | close READER | forget READER",
            """
            Shows reader lines (OSDP) and whether their channel is secured. commission lets a key be set on one line
            for some minutes (default 5), while somebody stands at it; forget drops a line's key.""",
            NONE,
            NONE,
            1,
            3,
            EntryCommands::reader));
  }

  private static void pass(Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException, InterruptedException {
    Gateway gateway = GatewayCommands.gateway(arguments, screen);
    switch (arguments.plain(0)) {
      case "list" -> listPasses(gateway, screen);
      case "give" -> give(gateway, arguments, screen);
      case "revoke" -> {
        String pass = DoorCommands.name(arguments, 1, "PASS");
        gateway.delete("/api/passes/" + pass);
        screen.answer("Pass " + pass + " has ended.", Map.of("revoked", pass));
      }
      default -> throw new WrongUse("unknown command 'pass " + arguments.plain(0) + "'");
    }
  }

  private static void listPasses(Gateway gateway, Screen screen)
      throws VestibuleException, IOException, InterruptedException {
    JsonNode passes = gateway.get("/api/passes");
    List<List<String>> rows = new ArrayList<>();
    passes.forEach(
        pass ->
            rows.add(
                List.of(
                    pass.path("id").asText(),
                    pass.path("host").asText(),
                    pass.path("label").asText(),
                    pass.path("until").asText(),
                    pass.path("used").asText() + " of " + pass.path("uses").asText(),
                    pass.path("state").asText())));
    screen.table(
        List.of("PASS", "HOST", "LABEL", "UNTIL", "USED", "STATE"), rows, "No pass yet.", passes);
  }

  private static void give(Gateway gateway, Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException, InterruptedException {
    Map<String, Object> form = new LinkedHashMap<>();
    form.put("host", DoorCommands.name(arguments, 1, "HOST"));
    form.put("doors", List.of(DoorCommands.name(arguments, 2, "DOOR")));
    form.put("until", arguments.need("--until"));
    arguments.option("--from").ifPresent(from -> form.put("from", from));
    arguments.option("--label").ifPresent(label -> form.put("label", label));
    String uses = arguments.option("--uses").orElse("1");
    if (!uses.matches("[0-9]{1,4}")) {
      throw new WrongUse("--uses is a number");
    }
    form.put("uses", Integer.parseInt(uses));
    JsonNode given = gateway.order("/api/passes", Screen.json(form));
    screen.answer(
        String.format(
            "Pass %s until %s: number %s, QR code %s. They are shown this once.",
            given.at("/pass/id").asText(),
            given.at("/pass/until").asText(),
            given.path("number").asText(),
            given.path("picture").asText()),
        given);
  }

  private static void card(Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException, InterruptedException {
    if (!arguments.plain(0).equals("import")) {
      throw new WrongUse("unknown command 'card " + arguments.plain(0) + "'");
    }
    boolean dry = arguments.has("--dry-run");
    screen.progress("Reading " + arguments.path(1));
    JsonNode report =
        GatewayCommands.gateway(arguments, screen)
            .upload("/api/cards/import?dryRun=" + dry, arguments.path(1), "text/csv");
    StringBuilder lines = new StringBuilder();
    for (JsonNode row : report.path("refused")) {
      lines
          .append("line ")
          .append(row.path("line").asInt())
          .append(", ")
          .append(row.path("column").asText())
          .append(": ")
          .append(row.path("sentence").asText())
          .append('\n');
    }
    lines.append(
        String.format(
            "%d rows, %d %s.",
            report.path("rows").asInt(),
            report.path("taken").asInt(),
            dry ? "would be taken" : "taken"));
    screen.answer(lines.toString(), report);
  }

  private static void reader(Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException, InterruptedException {
    Gateway gateway = GatewayCommands.gateway(arguments, screen);
    if (arguments.plain(0).equals("list")) {
      listReaders(gateway, screen);
      return;
    }
    String path = "/api/readers/" + DoorCommands.name(arguments, 1, "READER");
    switch (arguments.plain(0)) {
      case "commission" -> {
        String minutes = arguments.optional(2).orElse("5");
        if (!minutes.matches("[0-9]{1,2}")) {
          throw new WrongUse("MINUTES is a number of 1 to 30");
        }
        gateway.order(
            path + "/commissioning", Screen.json(Map.of("minutes", Integer.parseInt(minutes))));
        screen.answer("A key may be set on this line for " + minutes + " minutes.", Map.of());
      }
      case "close" -> {
        gateway.delete(path + "/commissioning");
        screen.answer("No key may be set on this line.", Map.of());
      }
      case "forget" -> {
        gateway.delete(path + "/key");
        screen.answer("The key of this line is gone; it needs a new one.", Map.of());
      }
      default -> throw new WrongUse("unknown command 'reader " + arguments.plain(0) + "'");
    }
  }

  private static void listReaders(Gateway gateway, Screen screen)
      throws VestibuleException, IOException, InterruptedException {
    JsonNode readers = gateway.get("/api/readers");
    List<List<String>> rows = new ArrayList<>();
    readers.forEach(
        reader ->
            rows.add(
                List.of(
                    reader.path("name").asText(),
                    reader.path("role").asText(),
                    reader.path("door").asText(),
                    reader.path("online").asBoolean() ? "online" : "offline",
                    reader.path("secured").asBoolean() ? "secured" : "not secured",
                    reader.path("sentence").asText())));
    screen.table(
        List.of("READER", "ROLE", "DOOR", "LINE", "CHANNEL", "HOW IT IS"),
        rows,
        "No reader line yet.",
        readers);
  }
}
