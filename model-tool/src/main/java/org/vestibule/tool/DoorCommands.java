// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vestibule.api.VestibuleException;

/** Doors of a running gateway; the script knows them without the word {@code model}. */
final class DoorCommands {
  private static final Set<String> NONE = Set.of();

  private DoorCommands() {}

  static List<Command> all() {
    return List.of(
        new Command(
            "door",
            "door list | open DOOR | hold DOOR SECONDS | lock DOOR | explain PERSON DOOR [TIME]",
            """
            Shows doors, opens, holds and locks them by hand, and explains why a person may pass or not.
            hold keeps a door unlocked for at most 300 seconds; said again, for so long again.
            explain shows every rule that is looked at; TIME is of ISO 8601, for example
            2026-03-31T08:00:00Z (default: now). --by names what is shown, for example face,code (default: face).""",
            Set.of("--by"),
            NONE,
            1,
            4,
            DoorCommands::run));
  }

  private static void run(Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException, InterruptedException {
    Gateway gateway = GatewayCommands.gateway(arguments, screen);
    switch (arguments.plain(0)) {
      case "list" -> list(gateway, screen);
      case "open" -> order(gateway, screen, name(arguments, 1, "DOOR"), "open", "{}");
      case "hold" ->
          order(
              gateway,
              screen,
              name(arguments, 1, "DOOR"),
              "hold",
              Screen.json(Map.of("seconds", seconds(arguments))));
      case "lock" -> order(gateway, screen, name(arguments, 1, "DOOR"), "secure", "{}");
      case "explain" -> explain(gateway, arguments, screen);
      default -> throw new WrongUse("unknown command 'door " + arguments.plain(0) + "'");
    }
  }

  private static void list(Gateway gateway, Screen screen)
      throws VestibuleException, IOException, InterruptedException {
    JsonNode doors = gateway.get("/api/doors");
    List<List<String>> rows = new ArrayList<>();
    doors.forEach(
        door ->
            rows.add(
                List.of(
                    door.path("id").asText(),
                    door.path("actuator").asText(),
                    door.path("state").asText(),
                    door.path("contact").asText(),
                    alarms(door))));
    screen.table(
        List.of("DOOR", "DRIVEN BY", "LOCK", "LEAF", "ALARMS"), rows, "No door yet.", doors);
  }

  private static String alarms(JsonNode door) {
    List<String> alarms = new ArrayList<>();
    door.path("alarms").forEach(alarm -> alarms.add(alarm.asText()));
    return String.join(", ", alarms);
  }

  private static void order(Gateway gateway, Screen screen, String door, String what, String body)
      throws VestibuleException, IOException, InterruptedException {
    JsonNode answer = gateway.order("/api/doors/" + door + "/" + what, body);
    JsonNode outcome = answer.path("outcome");
    screen.answer(outcome.path("type").asText() + ": " + outcome.path("sentence").asText(), answer);
  }

  private static void explain(Gateway gateway, Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException, InterruptedException {
    String person = name(arguments, 1, "PERSON");
    String door = name(arguments, 2, "DOOR");
    StringBuilder path = new StringBuilder("/api/doors/" + door + "/explain?person=" + person);
    arguments.option("--by").ifPresent(by -> path.append("&by=").append(query(by)));
    arguments.optional(3).ifPresent(at -> path.append("&at=").append(query(at)));
    JsonNode answer = gateway.get(path.toString());
    screen.answer(lines(answer), answer);
  }

  private static String lines(JsonNode answer) {
    JsonNode said = answer.path("entitlement");
    StringBuilder lines = new StringBuilder();
    for (JsonNode step : said.path("trace")) {
      lines
          .append(step.path("holds").asBoolean() ? "  yes  " : "  no   ")
          .append(step.path("rule").asText())
          .append(": ")
          .append(step.path("sentence").asText())
          .append('\n');
    }
    return lines.append(verdict(answer, said)).toString();
  }

  private static String verdict(JsonNode answer, JsonNode said) {
    String who = answer.path("person").asText() + " at " + answer.path("door").asText();
    return switch (said.path("type").asText()) {
      case "Granted" -> "GRANTED: " + who + ", " + answer.path("at").asText();
      case "MoreNeeded" -> "MORE NEEDED: " + who + ": " + missing(said);
      default ->
          "REFUSED ("
              + said.path("code").asText()
              + "): "
              + who
              + ": "
              + said.path("sentence").asText()
              + (said.has("from") ? "; from " + said.path("from").asText() : "");
    };
  }

  private static String missing(JsonNode said) {
    List<String> ways = new ArrayList<>();
    for (JsonNode way : said.path("missing")) {
      List<String> methods = new ArrayList<>();
      way.forEach(method -> methods.add(method.asText().toLowerCase(java.util.Locale.ROOT)));
      ways.add(String.join(" and ", methods));
    }
    return String.join(", or ", ways);
  }

  private static int seconds(Arguments arguments) throws WrongUse {
    String given = arguments.optional(2).orElse("");
    if (!given.matches("[0-9]{1,3}")) {
      throw new WrongUse("SECONDS is a number of 1 to 300");
    }
    return Integer.parseInt(given);
  }

  /** Returns a name that can stand in a path as it is. */
  static String name(Arguments arguments, int at, String what) throws WrongUse {
    String name = arguments.optional(at).orElseThrow(() -> new WrongUse(what + " is needed"));
    if (!name.matches("[a-z0-9-]{1,63}")) {
      throw new WrongUse(what + " is 1 to 63 of a-z, 0-9 and '-'");
    }
    return name;
  }

  private static String query(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
