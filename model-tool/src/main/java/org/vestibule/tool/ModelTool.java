// SPDX-License-Identifier: Apache-2.0
package org.vestibule.tool;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.VestibuleException;

/** The program behind {@code ./vestibule model}. Exit code 0 done, 1 refused, 2 wrong use. */
public final class ModelTool {
  private static final String FOOT =
      """

        --json       answer in one line of JSON, for scripts
        --data DIR   data folder of the gateway      (default: data)
        --port N     port of the gateway on loopback (default: 8787)
        --help       after a command: what it does

      A pack is named by its name, which means its highest release, or by name@version.
      Exit code 0: done; 1: refused, with code, input, found, allowed and remedy; 2: wrong use.
      """;

  private static final List<Command> COMMANDS = commands();

  private ModelTool() {}

  /** See {@code ./vestibule model --help}. */
  public static void main(String... words) {
    System.exit(run(System.out, System.err, System.console() != null, words));
  }

  static int run(PrintStream out, PrintStream err, boolean terminal, String... words) {
    // The script puts the data folder and the port before the command.
    List<String> rest = new ArrayList<>(List.of(words));
    List<String> before = new ArrayList<>();
    while (rest.size() > 1 && rest.get(0).matches("--(data|port)")) {
      before.add(rest.remove(0));
      before.add(rest.remove(0));
    }
    if (rest.isEmpty() || rest.get(0).matches("-h|--help|help")) {
      (rest.isEmpty() ? err : out).print(overview());
      return rest.isEmpty() ? 2 : 0;
    }
    String name = rest.remove(0);
    Optional<Command> command =
        COMMANDS.stream().filter(each -> each.name().equals(name)).findFirst();
    if (command.isEmpty()) {
      err.println("vestibule model: unknown command '" + name + "'");
      err.print(overview());
      return 2;
    }
    rest.addAll(0, before);
    return run(command.get(), rest, out, err, terminal);
  }

  private static int run(
      Command command, List<String> words, PrintStream out, PrintStream err, boolean terminal) {
    Screen screen = new Screen(out, err, words.contains("--json"), terminal);
    try {
      Arguments arguments = Arguments.read(words, command.valued(), command.switches());
      if (arguments.has("--help")) {
        out.println("usage: ./vestibule " + command.line() + "\n\n" + command.help());
        return 0;
      }
      arguments.count(command.least(), command.most());
      command.action().run(arguments, screen);
      return 0;
    } catch (WrongUse e) {
      screen.wrongUse(e.getMessage(), command.line());
      return 2;
    } catch (VestibuleException e) {
      return refused(screen, e);
    } catch (IOException e) {
      return refused(
          screen,
          new VestibuleException(
              "file-unusable",
              "a file of this command",
              String.valueOf(e.getMessage()) + " (" + e.getClass().getSimpleName() + ")",
              "files that can be read and written",
              "Check the path, its rights and the disk."));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static int refused(Screen screen, VestibuleException e) {
    try {
      screen.refusal(e);
    } catch (IOException impossible) {
      throw new IllegalStateException("texts can always be written", impossible);
    }
    return 1;
  }

  private static String overview() {
    StringBuilder text =
        new StringBuilder("usage: ./vestibule [--data DIR] [--port N] model COMMAND\n\n");
    for (Command command : COMMANDS) {
      String sentence = command.help().lines().findFirst().orElse("");
      text.append(String.format("  %s%n      %s%n", command.use(), sentence));
    }
    return text + FOOT;
  }

  private static List<Command> commands() {
    List<Command> commands = new ArrayList<>(PackCommands.all());
    commands.addAll(SigningCommands.all());
    commands.addAll(TrustCommands.all());
    commands.addAll(GatewayCommands.all());
    commands.addAll(BackupCommands.all());
    commands.addAll(DoorCommands.all());
    commands.addAll(EntryCommands.all());
    commands.addAll(StationCommands.all());
    commands.addAll(SecretCommands.all());
    commands.addAll(OutboxCommands.all());
    commands.addAll(MachineCommands.all());
    commands.addAll(FeatureCommands.all());
    return List.copyOf(commands);
  }
}
