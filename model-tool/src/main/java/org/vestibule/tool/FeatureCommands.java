// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vestibule.api.VestibuleException;

/** Features of a running gateway; known to the script by this word. */
final class FeatureCommands {
  /** What a person does next, by feature. */
  private static final Map<String, String> NEXT =
      Map.of(
          "broker",
          "It takes nobody yet but the gateway: see docs/building-systems.md for the two files.");

  private FeatureCommands() {}

  static List<Command> all() {
    return List.of(
        new Command(
            "feature",
            "feature list | install NAME | remove NAME",
            """
            Shows the features of the running gateway, and installs or removes one while the doors go on.
            What is installed here was part of the distribution all along: nothing is fetched.""",
            Set.of(),
            Set.of(),
            1,
            2,
            FeatureCommands::run));
  }

  private static void run(Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException, InterruptedException {
    Gateway gateway = GatewayCommands.gateway(arguments, screen);
    String deed = arguments.plain(0);
    switch (deed) {
      case "list" -> list(gateway, screen);
      case "install", "remove" ->
          order(gateway, deed, DoorCommands.name(arguments, 1, "NAME"), screen);
      default -> throw new WrongUse("unknown command 'feature " + deed + "'");
    }
  }

  private static void list(Gateway gateway, Screen screen)
      throws VestibuleException, IOException, InterruptedException {
    JsonNode features = gateway.get("/api/features").path("features");
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode feature : features) {
      String installed = feature.path("installed").asText();
      rows.add(
          List.of(
              feature.path("name").asText(),
              installed.isEmpty() ? "-" : installed,
              feature.path("state").asText(),
              feature.path("title").asText()));
    }
    screen.table(
        List.of("FEATURE", "INSTALLED", "STATE", "WHAT IT IS"), rows, "No feature.", features);
  }

  private static void order(Gateway gateway, String deed, String name, Screen screen)
      throws VestibuleException, IOException, InterruptedException {
    JsonNode report = gateway.order("/api/features/" + name + "/" + deed);
    boolean install = deed.equals("install");
    String done =
        install
            ? "Feature " + name + " " + report.path("after").asText() + " is installed. "
            : "Feature " + name + " is removed. ";
    screen.answer((done + (install ? NEXT.getOrDefault(name, "") : "")).strip(), report);
  }
}
