// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.vestibule.api.VestibuleException;

/** Backups of a running gateway; the script knows them without the word {@code model}, too. */
final class BackupCommands {
  private static final Set<String> NONE = Set.of();

  private BackupCommands() {}

  static List<Command> all() {
    return List.of(
        new Command(
            "backup",
            "backup",
            """
            Makes a backup of the running gateway into the folder backups of its data folder.
            It holds no key: without this house's keyring it opens nothing.""",
            NONE,
            NONE,
            0,
            0,
            BackupCommands::make),
        new Command(
            "backups",
            "backups",
            "Lists the backups, newest first.",
            NONE,
            NONE,
            0,
            0,
            BackupCommands::list),
        new Command(
            "keyring-copy",
            "keyring-copy FILE",
            """
            Copies the wrapped keys of the running gateway into a new file outside its data folder, for the
            day on which the disk breaks: backups hold no key. It opens with the key file or the passphrase
            of its day. Whoever is erased later is in it: destroy older copies after each erasure.""",
            NONE,
            NONE,
            1,
            1,
            BackupCommands::copyKeyring),
        new Command(
            "restore",
            "restore FILE",
            """
            Puts a backup back into the running gateway, after checking it. What is there is kept as a
            backup first; whoever was erased or withdrew consent since stays so.
            FILE is a name that backups lists, or a path; one from elsewhere is copied into the folder.""",
            NONE,
            NONE,
            1,
            1,
            BackupCommands::restore));
  }

  private static void make(Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException, InterruptedException {
    screen.progress("Making a backup");
    JsonNode made = GatewayCommands.gateway(arguments, screen).order("/api/backups");
    screen.answer(
        String.format(
            "%s: %d people, %.1f MB.",
            made.path("name").asText(),
            made.path("people").asLong(),
            made.path("bytes").asLong() / 1e6),
        made);
  }

  private static void list(Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException, InterruptedException {
    JsonNode all = GatewayCommands.gateway(arguments, screen).get("/api/backups");
    List<List<String>> rows = new ArrayList<>();
    all.forEach(
        each ->
            rows.add(
                List.of(
                    each.path("name").asText(),
                    each.path("madeAt").asText(),
                    each.path("people").asText(),
                    each.path("bytes").asText())));
    screen.table(List.of("NAME", "MADE", "PEOPLE", "BYTES"), rows, "No backup yet.", all);
  }

  private static void copyKeyring(Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException, InterruptedException {
    Path file = arguments.path(0);
    GatewayCommands.gateway(arguments, screen)
        .order("/api/vault/copy", Screen.json(Map.of("file", file.toString())));
    screen.answer(
        "The wrapped keys are in " + file + ". Keep it apart from the key file.",
        Map.of("file", file.toString()));
  }

  private static void restore(Arguments arguments, Screen screen)
      throws WrongUse, VestibuleException, IOException, InterruptedException {
    String name = inFolder(arguments);
    screen.progress("Checking " + name + " and putting it back");
    JsonNode restored =
        GatewayCommands.gateway(arguments, screen).order("/api/backups/" + name + "/restore");
    screen.answer(
        String.format(
            "%s is back: %d people, of whom %d stay erased. What was there is kept as %s.",
            name,
            restored.path("people").asLong(),
            restored.path("stayErased").asLong(),
            restored.path("kept").asText()),
        restored);
  }

  /** Returns the name of a backup in the gateway's folder, after bringing it there. */
  private static String inFolder(Arguments arguments) throws WrongUse, IOException {
    Path folder = arguments.data().resolve("backups");
    Path given = arguments.path(0);
    String name = String.valueOf(given.getFileName());
    if (!name.matches("backup-[0-9]{8}-[0-9]{6}(-[0-9]+)?\\.zip")) {
      throw new WrongUse("a backup is called backup-<date>-<time>.zip, got '" + name + "'");
    }
    Path there = folder.resolve(name);
    if (Files.isRegularFile(given) && !Files.exists(there)) {
      Files.createDirectories(folder);
      Files.copy(given, there);
      if (there.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(there, PosixFilePermissions.fromString("rw-------"));
      }
    }
    return name;
  }
}
