// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.vestibule.api.VestibuleException;
import org.vestibule.models.internal.pack.PackArchive;

/** What a running gateway is asked for. */
final class GatewayCommands {
  private static final Set<String> NONE = Set.of();

  private GatewayCommands() {}

  static List<Command> all() {
    return List.of(
        new Command(
            "list",
            "list",
            "Shows every pack of the running gateway: state, release, signer, expiry, problem.",
            NONE,
            NONE,
            0,
            0,
            GatewayTables::list),
        new Command(
            "stage",
            "stage ZIP|FOLDER [--downgrade]",
            """
            Brings a pack to the running gateway, which checks and tests it; it serves nothing yet.
            --downgrade takes a release lower than the highest ever seen; the audit says so.""",
            NONE,
            Set.of("--downgrade"),
            1,
            1,
            GatewayCommands::stage),
        new Command(
            "activate",
            "activate PACK",
            """
            Lets a pack serve its slot now; the one that serves stays if it cannot.
            It is watched afterwards and rolled back by itself when it leaves its bounds.""",
            NONE,
            NONE,
            1,
            1,
            (arguments, screen) ->
                order(
                    arguments,
                    screen,
                    "/api/models/" + plain(arguments) + "/activate",
                    "%s serves %s.")),
        new Command(
            "rollout",
            "rollout PACK",
            """
            Begins a roll-out: shadow, canary, watch, each step taken by itself when its bounds hold.
            ./vestibule model compare shows how it goes.""",
            NONE,
            NONE,
            1,
            1,
            (arguments, screen) ->
                order(
                    arguments,
                    screen,
                    "/api/models/" + plain(arguments) + "/rollout",
                    "The roll-out of %s in %s has begun.")),
        new Command(
            "rollback",
            "rollback SLOT",
            "Lets the pack that served a slot before serve it again; ends a roll-out.",
            NONE,
            NONE,
            1,
            1,
            (arguments, screen) ->
                order(
                    arguments,
                    screen,
                    "/api/slots/" + plain(arguments) + "/rollback",
                    "%s serves %s again.")),
        new Command(
            "compare",
            "compare",
            "Shows what two models said of the same requests, with n and bounds.",
            NONE,
            NONE,
            0,
            0,
            GatewayTables::compare),
        new Command(
            "prune",
            "prune",
            "Deletes staged packs that neither serve nor would after a roll-back.",
            NONE,
            NONE,
            0,
            0,
            GatewayCommands::prune));
  }

  static Gateway gateway(Arguments arguments, Screen screen) throws WrongUse {
    return new Gateway(arguments.data(), arguments.port(), screen);
  }

  /** Returns a name that can stand in a path as it is. */
  private static String plain(Arguments arguments) throws WrongUse {
    String name = arguments.plain(0);
    if (!name.matches("[A-Za-z0-9@.+-]{1,120}")) {
      throw new WrongUse("a name is letters, digits and @.+-");
    }
    return name;
  }

  private static void stage(Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException, InterruptedException {
    Path source = arguments.path(0);
    String path = "/api/models" + (arguments.has("--downgrade") ? "?downgrade=true" : "");
    Gateway gateway = gateway(arguments, screen);
    JsonNode staged;
    if (Files.isDirectory(source)) {
      Path archive = Files.createTempFile("vestibule-pack-", ".zip");
      try {
        PackArchive.write(source, archive);
        staged = gateway.upload(path, archive, "application/zip");
      } finally {
        Files.delete(archive);
      }
    } else {
      staged = gateway.upload(path, source, "application/zip");
    }
    screen.answer(text(staged, "id") + " is staged. It serves nothing yet.", staged);
  }

  private static void order(Arguments arguments, Screen screen, String path, String sentence)
      throws WrongUse, VestibuleException, IOException, InterruptedException {
    JsonNode pack = gateway(arguments, screen).order(path);
    screen.answer(String.format(sentence, text(pack, "id"), text(pack, "slot")), pack);
  }

  private static void prune(Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException, InterruptedException {
    JsonNode answer = gateway(arguments, screen).order("/api/models/prune");
    List<String> deleted = new ArrayList<>();
    answer.path("deleted").forEach(pack -> deleted.add(pack.asText()));
    screen.answer(
        deleted.isEmpty() ? "Nothing to delete." : "Deleted: " + String.join(", ", deleted),
        answer);
  }

  private static String text(JsonNode node, String key) {
    return node.path(key).asText();
  }
}
