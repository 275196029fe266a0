// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vestibule.evaluation.Arguments;
import org.vestibule.evaluation.WrongUse;

/**
 * The command line of {@link EvalSpeech}.
 *
 * @param packs folder of model packs
 * @param fixtures folder of the fixtures
 * @param data a folder with sentences in noise
 * @param models short names of recognisers, the first one is drawn
 * @param ratios decibels
 * @param seed of noise and of the bootstrap
 * @param raw whether denoisers are left out
 * @param svg where the curve goes
 * @param denoiserResult where the comparison goes that lets a site switch a denoiser on
 * @param denoiser the denoiser that it is about
 * @param calibrate whether the confidence is fitted
 */
record SpeechOptions(
    Path packs,
    Path fixtures,
    Optional<Path> data,
    List<String> models,
    List<Integer> ratios,
    int seed,
    boolean raw,
    Optional<Path> svg,
    Optional<Path> denoiserResult,
    String denoiser,
    boolean calibrate) {
  /** What {@code --help} prints. */
  static final String USAGE =
      """
      usage: ./vestibule eval speech [--data DIR] [OPTION ...]

      Measures word errors of recorded English in noise: the packaged recordings (16 kHz) with generated
      noises at set signal-to-noise ratios, and the recordings in noise of a folder that you bring along.

        --data DIR        %s
        --models LIST     recognisers, of base and tiny (default: base,tiny)
        --snr LIST        decibels, -10 to 40 (default: 20,15,10,5,0)
        --seed N          of generated noise and of the bounds (default: 1)
        --raw             without denoisers
        --svg FILE        where the curve of the first recogniser goes
        --denoiser NAME   rnnoise, half (half raw, half rnnoise) or wiener (default: rnnoise)
        --denoiser-result FILE
                          writes how that denoiser changes the errors of the first recogniser; the gateway
                          reads data/evaluations/speech-denoiser.properties
        --calibrate       fits the confidence of the first recogniser, prints how reliable it is on sentences that
                          the fit did not see, and what belongs into the pack's parameters

      Whole recordings are recognised, without a search for their begin and end. Nothing is sent anywhere.
      Exit code 0 when it measured, 1 when it could not, 2 for a wrong command line.
      """
          .formatted(SpeechSet.LAYOUT);

  private static final List<String> DENOISERS = List.of("rnnoise", "half", "wiener");

  /**
   * Reads the command line.
   *
   * @throws WrongUse with what is wrong and what is allowed
   */
  static SpeechOptions read(String... arguments) throws WrongUse {
    Arguments given =
        new Arguments(
            arguments,
            List.of(
                "--packs",
                "--fixtures",
                "--data",
                "--models",
                "--snr",
                "--seed",
                "--svg",
                "--denoiser",
                "--denoiser-result"),
            List.of("--raw", "--calibrate"));
    return new SpeechOptions(
        Path.of(given.text("--packs")),
        Path.of(given.text("--fixtures")),
        path(given, "--data"),
        oneOf("--models", given.text("--models", "base,tiny"), List.of("base", "tiny")),
        ratios(given.text("--snr", "20,15,10,5,0")),
        given.number("--seed", 1, 0, Integer.MAX_VALUE),
        given.has("--raw"),
        path(given, "--svg"),
        path(given, "--denoiser-result"),
        oneOf("--denoiser", given.text("--denoiser", "rnnoise"), DENOISERS).get(0),
        given.has("--calibrate"));
  }

  private static Optional<Path> path(Arguments given, String name) throws WrongUse {
    return given.has(name) ? Optional.of(Path.of(given.text(name))) : Optional.empty();
  }

  private static List<String> oneOf(String option, String list, List<String> allowed)
      throws WrongUse {
    List<String> names = List.of(list.split(",", -1));
    for (String name : names) {
      if (!allowed.contains(name)) {
        throw new WrongUse(option + " names '" + name + "'; allowed: " + allowed);
      }
    }
    return names;
  }

  private static List<Integer> ratios(String list) throws WrongUse {
    List<Integer> ratios = new ArrayList<>();
    for (String ratio : list.split(",", -1)) {
      if (!ratio.matches("-?[0-9]{1,2}")
          || Integer.parseInt(ratio) < -10
          || Integer.parseInt(ratio) > 40) {
        throw new WrongUse("--snr names '" + ratio + "'; allowed: -10 to 40, for example 20,10,5");
      }
      ratios.add(Integer.parseInt(ratio));
    }
    return ratios;
  }
}
