// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.access.Role;

/** Accounts of machines in a running gateway; known to the script by this word. */
final class MachineCommands {
  private MachineCommands() {}

  static List<Command> all() {
    return List.of(
        new Command(
            "machine",
            "machine list | make NAME --role ROLE [--doors DOOR,...] [--stations STATION,...] | remove NAME",
            """
            Makes, lists and removes accounts of machines. The token of one that is made is shown this once.
            ROLE is for example door-system, which may work doors and sees no visits, or system, which sees visits and
            works none. Without --doors and --stations the role holds in the whole building.""",
            Set.of("--role", "--doors", "--stations"),
            Set.of(),
            1,
            2,
            MachineCommands::run));
  }

  private static void run(Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException, InterruptedException {
    Gateway gateway = GatewayCommands.gateway(arguments, screen);
    switch (arguments.plain(0)) {
      case "list" -> list(gateway, screen);
      case "make" -> make(gateway, arguments, screen);
      case "remove" -> remove(gateway, DoorCommands.name(arguments, 1, "NAME"), screen);
      default -> throw new WrongUse("unknown command 'machine " + arguments.plain(0) + "'");
    }
  }

  private static void list(Gateway gateway, Screen screen)
      throws VestibuleException, IOException, InterruptedException {
    List<JsonNode> machines = machines(gateway);
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode machine : machines) {
      List<String> grants = new ArrayList<>();
      machine.path("grants").forEach(grant -> grants.add(grant(grant)));
      rows.add(
          List.of(
              machine.path("name").asText(),
              String.join("; ", grants),
              machine.path("lastLogin").asText("never")));
    }
    screen.table(List.of("MACHINE", "MAY", "LAST SEEN"), rows, "No machine yet.", machines);
  }

  private static List<JsonNode> machines(Gateway gateway)
      throws VestibuleException, InterruptedException {
    List<JsonNode> machines = new ArrayList<>();
    for (JsonNode account : gateway.get("/api/accounts")) {
      if (account.path("kind").asText().equals("MACHINE")) {
        machines.add(account);
      }
    }
    return machines;
  }

  private static String grant(JsonNode grant) {
    List<String> places = new ArrayList<>();
    grant.path("doors").forEach(door -> places.add(door.asText()));
    grant.path("stations").forEach(station -> places.add(station.asText()));
    return grant.path("role").asText()
        + (places.isEmpty() ? "" : " at " + String.join(", ", places));
  }

  private static void make(Gateway gateway, Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException, InterruptedException {
    String name = DoorCommands.name(arguments, 1, "NAME");
    String role = arguments.need("--role");
    if (Role.of(role).isEmpty()) {
      throw new WrongUse(
          "--role is one of "
              + String.join(", ", Arrays.stream(Role.values()).map(Role::label).toList()));
    }
    Map<String, Object> grant = new LinkedHashMap<>();
    grant.put("role", role);
    grant.put("doors", names(arguments, "--doors"));
    grant.put("stations", names(arguments, "--stations"));
    JsonNode made =
        gateway.order("/api/machines", Screen.json(Map.of("name", name, "grants", List.of(grant))));
    boolean everywhere =
        arguments.option("--doors").isEmpty() && arguments.option("--stations").isEmpty();
    screen.answer(
        made.path("token").asText()
            + "\nThe token of "
            + name
            + " ("
            + role
            + (everywhere ? " in the whole building" : " at what was named")
            + ") is shown this once.",
        made);
  }

  private static List<String> names(Arguments arguments, String option) throws WrongUse {
    List<String> names = new ArrayList<>();
    if (arguments.option(option).isPresent()) {
      for (String name : arguments.need(option).split(",", -1)) {
        if (!name.matches("[a-z0-9][a-z0-9-]{0,62}")) {
          throw new WrongUse(option + " takes names of a-z, 0-9 and '-', divided by commas");
        }
        names.add(name);
      }
    }
    return names;
  }

  /** The same order would remove a person's account, which is nothing for a slip of the pen. */
  private static void remove(Gateway gateway, String name, Screen screen)
      throws VestibuleException, IOException, InterruptedException {
    if (machines(gateway).stream().noneMatch(each -> each.path("name").asText().equals(name))) {
      throw new VestibuleException(
          "unknown-machine",
          "machine " + name,
          "no machine of this name",
          "one that ./vestibule machine list shows",
          "Check the spelling.");
    }
    gateway.delete("/api/accounts/" + name);
    screen.answer(
        "Machine " + name + " is removed; its token counts no more.", Map.of("removed", name));
  }
}
