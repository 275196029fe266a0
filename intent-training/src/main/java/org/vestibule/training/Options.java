// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training;

import java.nio.file.Path;
import org.vestibule.api.VestibuleException;

/**
 * The command line.
 *
 * @param packs folder of model packs, with the encoder
 * @param utterances folder with {@code train.tsv}, {@code calibration.tsv} and {@code test.tsv}
 * @param into folder in which the pack is written
 * @param evaluate only print how good the pack in {@code packs} is
 * @param data a file of CLINC150 to measure the method on instead, {@code null} for none
 */
record Options(Path packs, Path utterances, Path into, boolean evaluate, Path data) {
  static final String USAGE =
      "usage: TrainIntentHead --packs DIR --utterances DIR (--into DIR | --evaluate [--data FILE])";

  /**
   * Reads the command line.
   *
   * @throws VestibuleException {@code arguments-invalid}
   */
  static Options read(String... arguments) throws VestibuleException {
    Path packs = null;
    Path utterances = null;
    Path into = null;
    Path data = null;
    boolean evaluate = false;
    for (int i = 0; i < arguments.length; i++) {
      String option = arguments[i];
      if (option.equals("--evaluate")) {
        evaluate = true;
        continue;
      }
      if (i + 1 == arguments.length) {
        throw refused(option);
      }
      Path value = Path.of(arguments[++i]);
      switch (option) {
        case "--packs" -> packs = value;
        case "--utterances" -> utterances = value;
        case "--into" -> into = value;
        case "--data" -> data = value;
        default -> throw refused(option);
      }
    }
    if (packs == null
        || utterances == null
        || (into == null) != evaluate
        || (data != null && !evaluate)) {
      throw refused(arguments.length == 0 ? "nothing" : String.join(" ", arguments));
    }
    return new Options(packs, utterances, into, evaluate, data);
  }

  private static VestibuleException refused(String found) {
    return new VestibuleException(
        "arguments-invalid", "command line", found, USAGE, "Give exactly these options.");
  }
}
