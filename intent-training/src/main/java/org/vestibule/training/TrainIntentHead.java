// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.vestibule.api.VestibuleException;
import org.vestibule.intent.internal.Head;
import org.vestibule.intent.internal.train.HeadPack;
import org.vestibule.intent.internal.train.HeadTraining;
import org.vestibule.intent.internal.train.Judged;
import org.vestibule.intent.internal.train.Utterances;

/**
 * Trains the head that sorts visitors' sentences and writes its model pack, or says how good the
 * pack is. Exit code 0 when that was done, 1 when it could not be, 2 for a wrong command line.
 */
public final class TrainIntentHead {
  private TrainIntentHead() {}

  /** See {@link Options#USAGE}. */
  public static void main(String... arguments) {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    System.exit(run(System.out, System.err, arguments));
  }

  static int run(PrintStream out, PrintStream err, String... arguments) {
    try {
      Options options = Options.read(arguments);
      if (options.data() != null) {
        new ClincProtocol(out, options).run();
      } else if (options.evaluate()) {
        report(out, options.packs(), options.packs(), options.utterances());
      } else {
        train(out, options);
      }
      return 0;
    } catch (VestibuleException e) {
      err.println(e.getMessage());
      return e.code().equals("arguments-invalid") ? 2 : 1;
    } catch (IOException e) {
      err.println("Reading or writing failed: " + e);
      return 1;
    }
  }

  private static void train(PrintStream out, Options options)
      throws VestibuleException, IOException {
    Utterances training = Utterances.read(options.utterances().resolve("train.tsv"));
    Utterances calibration = Utterances.read(options.utterances().resolve("calibration.tsv"));
    String encoderId = EncoderPack.id(options.packs());
    String fingerprint =
        HeadPack.sha256(
            (HeadTraining.VERSION + "\n" + encoderId + "\n" + training + "\n" + calibration)
                .getBytes(StandardCharsets.UTF_8));
    if (HeadPack.isCurrent(options.into(), fingerprint)) {
      out.println("The pack visitor-intent is up to date (" + fingerprint.substring(0, 12) + ")");
      return;
    }
    Head head;
    long start = System.nanoTime();
    try (EncoderPack encoder = new EncoderPack(options.packs(), null)) {
      head = new HeadTraining(encoder, encoderId, fingerprint, training, calibration).base();
    }
    out.printf(Locale.ROOT, "trained in %.1f s%n", (System.nanoTime() - start) / 1e9);
    Files.createDirectories(options.into());
    HeadPack.write(options.into(), head);
    report(out, options.packs(), options.into(), options.utterances());
  }

  private static void report(PrintStream out, Path packs, Path into, Path utterances)
      throws VestibuleException, IOException {
    Utterances test = Utterances.read(utterances.resolve("test.tsv"));
    Utterances calibration = Utterances.read(utterances.resolve("calibration.tsv"));
    Head head = HeadPack.read(into);
    try (EncoderPack encoder = new EncoderPack(packs, into.resolve(HeadPack.NAME))) {
      Report report =
          new Report(
              out, head, Judged.all(encoder, head, test), Judged.all(encoder, head, calibration));
      report.table();
      new LanguageTable(out, encoder.store()).print(utterances.resolve("languages.tsv"), test);
      LearningCurve.print(out, encoder, utterances, test);
      report.keys(Latency.of(encoder.store(), test.all()));
    }
  }
}
