// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.liveness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.vestibule.api.VestibuleException;

/**
 * The command line.
 *
 * @param packs folder of model packs
 * @param fixtures folder of the fixtures
 * @param data a folder with presentations of one's own
 * @param sources how many photos each species is made of
 * @param tuning whether the half is measured on which bounds were chosen
 * @param list whether each presentation gets a line
 */
public record LivenessOptions(
    Path packs, Path fixtures, Optional<Path> data, int sources, boolean tuning, boolean list) {
  /** What {@code --help} prints. */
  public static final String USAGE =
      """
      usage: ./vestibule eval liveness [--data DIR] [--sources N] [--tuning] [--list]

      Measures presentation attack detection: APCER for each species of attack, BPCER, and how often no
      decision was made, for each network alone, for their ensemble, with the cues on single pictures, and
      with everything on tracks. Attacks are generated from portraits and videos, and are called generated.

        --data DIR    presentations of yours, each an image or a folder of images in order:
                        DIR/bona-fide/...            living people
                        DIR/attack/SPECIES/...       attacks, for example DIR/attack/print/01.jpg
                        DIR/spoof/image_T*.jpg       bona fide, and
                        DIR/spoof/image_F*.jpg       attacks: the names of the Silent-Face samples
        --sources N   photos that each species is made of, 1 to 50; default 20
        --tuning      the half of the sources on which bounds were chosen, not the half that is reported
        --list        one line for each presentation

      Exit code 0 when it measured, 1 when it could not, 2 for a wrong command line.
      """;

  /**
   * Reads the command line.
   *
   * @throws VestibuleException {@code arguments-invalid}
   */
  public static LivenessOptions read(String... arguments) throws VestibuleException {
    Path packs = null;
    Path fixtures = null;
    Optional<Path> data = Optional.empty();
    int sources = 20;
    boolean tuning = false;
    boolean list = false;
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "--tuning" -> tuning = true;
        case "--list" -> list = true;
        case "--packs" -> packs = folder(arguments, ++i);
        case "--fixtures" -> fixtures = folder(arguments, ++i);
        case "--data" -> data = Optional.of(folder(arguments, ++i));
        case "--sources" -> sources = number(arguments, ++i);
        default -> throw refused(arguments[i], "the options that --help names");
      }
    }
    if (packs == null || fixtures == null) {
      throw refused("no --packs or no --fixtures", "both");
    }
    return new LivenessOptions(packs, fixtures, data, sources, tuning, list);
  }

  private static Path folder(String[] arguments, int at) throws VestibuleException {
    if (at == arguments.length) {
      throw refused(arguments[at - 1] + " at the end", "a folder after it");
    }
    Path folder = Path.of(arguments[at]);
    if (!Files.isDirectory(folder)) {
      throw refused(arguments[at - 1] + " " + folder, "a folder that is there");
    }
    return folder;
  }

  private static int number(String[] arguments, int at) throws VestibuleException {
    String found = at == arguments.length ? "nothing" : arguments[at];
    if (!found.matches("[1-9]|[1-4][0-9]|50")) {
      throw refused("--sources " + found, "1 to 50");
    }
    return Integer.parseInt(found);
  }

  private static VestibuleException refused(String found, String allowed) {
    return new VestibuleException(
        "arguments-invalid", "command line", found, allowed, "See --help.");
  }
}
