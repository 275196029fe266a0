// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vestibule.api.VestibuleException;

/** What a running gateway knows of its packs, as tables. */
final class GatewayTables {
  private GatewayTables() {}

  static void list(Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException, InterruptedException {
    JsonNode packs = GatewayCommands.gateway(arguments, screen).get("/api/models");
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode pack : packs) {
      rows.add(
          List.of(
              text(pack, "slot"),
              text(pack, "id"),
              text(pack, "release"),
              text(pack, "state").toLowerCase(Locale.ROOT),
              text(pack, "signer").isEmpty() ? "none" : text(pack, "signer"),
              text(pack, "expires").replaceFirst("T.*", ""),
              text(pack, "problem")));
    }
    screen.table(
        List.of("Slot", "Pack", "Release", "State", "Signer", "Expires", "Problem"),
        rows,
        "No pack is here.",
        packs);
  }

  static void compare(Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException, InterruptedException {
    JsonNode comparisons =
        GatewayCommands.gateway(arguments, screen).get("/api/models/comparisons");
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode each : comparisons) {
      rows.add(
          List.of(
              text(each, "serving"),
              text(each, "other"),
              text(each, "phase"),
              text(each, "compared"),
              text(each, "agreed"),
              text(each, "onlyServing") + "/" + text(each, "onlyOther"),
              rounded(each, "mcnemarP"),
              shift(each),
              text(each, "dropped"),
              text(each, "errors"),
              text(each, "outcome") + ": " + text(each, "sentence")));
    }
    screen.table(
        List.of(
            "Serving",
            "Other",
            "Phase",
            "n",
            "Agreed",
            "b/c",
            "McNemar p",
            "Score shift, 95 %",
            "Dropped",
            "Errors",
            "Outcome"),
        rows,
        "No two models have been compared since the gateway started.",
        comparisons);
  }

  private static String shift(JsonNode comparison) {
    return comparison.has("scoreShift")
        ? rounded(comparison, "scoreShift")
            + " ("
            + rounded(comparison, "shiftLow")
            + " to "
            + rounded(comparison, "shiftHigh")
            + ")"
        : "no scores";
  }

  private static String rounded(JsonNode node, String key) {
    return String.format(Locale.ROOT, "%.3f", node.path(key).asDouble());
  }

  private static String text(JsonNode node, String key) {
    return node.path(key).asText();
  }
}
