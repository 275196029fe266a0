// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.vestibule.api.VestibuleException;
import org.vestibule.audio.internal.command.CommandHead;
import org.vestibule.audio.internal.command.CommandHeadFile;

/**
 * {@code ./vestibule train commands}: makes the head of the pack voice-commands anew. Exit code 0
 * when it was made, 1 when it could not be, 2 for a wrong command line.
 */
public final class TrainCommands {
  private static final String HELP =
      """
      usage: ./vestibule train commands [--seed N]

      Makes the spotter of spoken commands anew: lets the voices of flite and espeak-ng say the words of the
      closed set and many others, passes each through rooms, telephone lines and noise, and trains a small
      head on what the pack's embedding makes of them. Writes models/voice-commands/head.bin and its hash,
      threshold and release into model.json beside it; ./vestibule models lays the pack out.

        --seed N   of everything that is random (default: 7)

      Needs flite and espeak-ng: apt-get install -y --no-install-recommends flite espeak-ng
      """;

  private TrainCommands() {}

  /** Runs and exits. */
  public static void main(String... arguments) {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    System.exit(run(System.out, System.err, arguments));
  }

  static int run(PrintStream out, PrintStream err, String... arguments) {
    if (List.of(arguments).contains("--help")) {
      out.print(HELP);
      return 0;
    }
    try {
      train(out, new Arguments(arguments, List.of("--packs", "--root", "--seed")));
      return 0;
    } catch (VestibuleException e) {
      err.println(e.getMessage());
      return e.code().equals("arguments-invalid") ? 2 : 1;
    } catch (IOException e) {
      err.println("Reading or writing failed: " + e);
      return 1;
    }
  }

  private static void train(PrintStream out, Arguments arguments)
      throws VestibuleException, IOException {
    Path root = arguments.folder("--root");
    int seed = arguments.number("--seed", 7);
    List<Utterances.Said> said;
    try (Speaking speaking = new Speaking(List.of("flite", "espeak-ng"))) {
      said = Utterances.render(speaking, new Random(seed));
    }
    out.println("utterances=" + said.size());
    List<Examples.Example> examples;
    try (Packs packs = new Packs(arguments.folder("--packs"), List.of(CommandPack.NAME))) {
      examples = Examples.of(packs.store(), said, seed);
    }
    List<Examples.Example> heldOut = examples.stream().filter(Examples.Example::heldOut).toList();
    List<Examples.Example> trained =
        examples.stream().filter(example -> !example.heldOut()).toList();
    out.println("examples_trained=" + trained.size());
    out.println("examples_held_out=" + heldOut.size());
    Scaling scaling = Scaling.of(trained);
    scaling.apply(trained);
    CommandHead raw = HeadTraining.train(trained, new Random(seed));
    Calibration calibration = Calibration.of(raw, scaling, heldOut);
    out.printf("temperature=%.2f%n", calibration.temperature());
    out.printf("none_shift=%.2f%n", calibration.shift());
    CommandHead head = calibration.applied(raw, scaling);
    HeldOut.print(out, head, Calibration.THRESHOLD, heldOut);
    byte[] bytes = CommandHeadFile.bytes(head);
    boolean changed = CommandPack.write(root, bytes, Calibration.THRESHOLD);
    out.println("head_bytes=" + bytes.length);
    out.println(
        changed
            ? "Written to models/voice-commands; ./vestibule models lays the pack out."
            : "The head is the one that lies there already.");
  }
}
