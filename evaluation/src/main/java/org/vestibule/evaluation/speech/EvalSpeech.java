// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.speech;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.evaluation.WrongUse;

/**
 * {@code ./vestibule eval speech}: word errors over noise. Prints a table, then one {@code
 * key=value} a line; exit code 0 only if something was measured.
 */
public final class EvalSpeech {
  private final SpeechOptions options;
  private final PrintStream out;
  private final PrintStream err;

  private EvalSpeech(SpeechOptions options, PrintStream out, PrintStream err) {
    this.options = options;
    this.out = out;
    this.err = err;
  }

  /** Runs and exits: 0 measured, 1 not measured, 2 wrong use. */
  public static void main(String... arguments) {
    System.exit(run(arguments, System.out, System.err));
  }

  static int run(String[] arguments, PrintStream out, PrintStream err) {
    if (List.of(arguments).contains("--help")) {
      out.print(SpeechOptions.USAGE);
      return 0;
    }
    try {
      new EvalSpeech(SpeechOptions.read(arguments), out, err).measure();
      return 0;
    } catch (WrongUse e) {
      err.println(e.getMessage());
      return 2;
    } catch (VestibuleException e) {
      err.println(e.getMessage());
      return 1;
    } catch (IOException e) {
      err.println("Reading or writing failed: " + e.getMessage());
      return 1;
    }
  }

  private void measure() throws WrongUse, IOException, VestibuleException {
    List<Condition> conditions =
        new ArrayList<>(Condition.packaged(options.fixtures(), options.ratios(), options.seed()));
    if (options.data().isPresent()) {
      conditions.addAll(Condition.telephone(options.data().get(), options.ratios()));
    }
    Bootstrap bootstrap = new Bootstrap(options.seed());
    try (SpeechModels models = new SpeechModels(options.packs(), options.models())) {
      Answers answers = answers(models, conditions);
      WerTable table = new WerTable(answers, bootstrap);
      table.print(out);
      out.println();
      table.printKeys(out);
      String first = answers.listeners().get(0);
      if (options.svg().isPresent()) {
        write(options.svg().get(), WerCurve.svg(first, models.id(first), answers));
      }
      Optional<Path> result = options.denoiserResult();
      if (result.isPresent()) {
        compare(answers, first, models.id(first)).write(result.get(), bootstrap);
      }
      if (options.calibrate()) {
        new CalibrationRun(models.lookingTwice(first), models.voice(), out).print(conditions);
      }
    }
  }

  private Answers answers(SpeechModels models, List<Condition> conditions)
      throws WrongUse, VestibuleException {
    List<Listener> listeners = models.listeners();
    if (listeners.isEmpty()) {
      throw new WrongUse("No pack of " + options.models() + " is in " + options.packs());
    }
    Answers answers = new Answers();
    Listener first = listeners.get(0);
    List<Listener> all = new ArrayList<>(listeners);
    all.add(1, models.lookingTwice(first.name()));
    if (!options.raw()) {
      all.addAll(new FrontEnds(models.suppressors()).before(first));
    }
    for (Listener listener : all) {
      for (Condition condition : conditions) {
        err.println(listener.name() + " " + condition.key());
        answers.measure(listener, condition);
      }
    }
    return answers;
  }

  private DenoiserResult compare(Answers answers, String first, String model) throws WrongUse {
    String with = first + "_" + options.denoiser();
    if (!answers.listeners().contains(with)) {
      throw new WrongUse(
          "The denoiser "
              + options.denoiser()
              + " was not measured: its pack is absent, or --raw was given");
    }
    return new DenoiserResult(
        model,
        options.denoiser(),
        answers.over(first, condition -> condition.snr().isPresent()),
        answers.over(with, condition -> condition.snr().isPresent()));
  }

  private static void write(Path file, String text) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Files.writeString(file, text);
  }
}
