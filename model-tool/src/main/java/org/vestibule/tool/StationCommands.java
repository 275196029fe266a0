// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vestibule.api.VestibuleException;

/** Taking door stations into service with a running gateway. */
final class StationCommands {
  private static final int MOST_PASSWORD = 4096;

  private StationCommands() {}

  static List<Command> all() {
    return List.of(
        new Command(
            "station",
            "station discover | check ADDRESS [--user NAME --password-file FILE]",
            """
            discover asks the gateway's network for cameras and door stations. check tries one of them step by step,
            says what it found and what is missing, and proposes a configuration; it moves no relay.
            ADDRESS is http://HOST or https://HOST; the password is the first line of FILE.""",
            Set.of("--user", "--password-file"),
            Set.of(),
            1,
            2,
            StationCommands::station));
  }

  private static void station(Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException, InterruptedException {
    Gateway gateway = GatewayCommands.gateway(arguments, screen);
    switch (arguments.plain(0)) {
      case "discover" -> discover(gateway, screen);
      case "check" -> check(gateway, arguments, screen);
      default -> throw new WrongUse("unknown command 'station " + arguments.plain(0) + "'");
    }
  }

  private static void discover(Gateway gateway, Screen screen)
      throws VestibuleException, IOException, InterruptedException {
    screen.progress("Asking the network for three seconds");
    JsonNode found = gateway.order("/api/stations/discover");
    List<List<String>> rows = new ArrayList<>();
    found.forEach(
        one ->
            rows.add(
                List.of(
                    one.path("addresses").path(0).asText(),
                    one.path("name").asText(),
                    one.path("hardware").asText())));
    screen.table(List.of("ADDRESS", "NAME", "MODEL"), rows, "Nothing answered.", found);
  }

  private static void check(Gateway gateway, Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException, InterruptedException {
    Map<String, Object> trial = new LinkedHashMap<>();
    trial.put(
        "address", arguments.optional(1).orElseThrow(() -> new WrongUse("ADDRESS is needed")));
    if (arguments.option("--user").isPresent()) {
      trial.put("username", arguments.need("--user"));
      trial.put("password", firstLine(Arguments.path(arguments.need("--password-file"))));
    }
    screen.progress("Trying it");
    JsonNode report = gateway.order("/api/stations/check", Screen.json(trial));
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode step : report.path("steps")) {
      rows.add(
          List.of(
              step.path("result").asText(),
              step.path("name").asText(),
              step.path("sentence").asText()));
      step.path("found").forEach(fact -> rows.add(List.of("", "", "- " + fact.asText())));
    }
    report
        .path("proposal")
        .fields()
        .forEachRemaining(
            pair -> rows.add(List.of("", "set", pair.getKey() + " = " + pair.getValue().asText())));
    screen.table(List.of("RESULT", "STEP", "WHAT"), rows, "Nothing was tried.", report);
  }

  private static String firstLine(Path file) throws IOException {
    if (Files.size(file) > MOST_PASSWORD) {
      throw new IOException(file + " is no file with a password in its first line");
    }
    return Files.readString(file).lines().findFirst().orElse("");
  }
}
