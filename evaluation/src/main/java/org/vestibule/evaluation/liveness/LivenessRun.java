// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.liveness;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.vestibule.api.VestibuleException;

/** Presents everything to every system, on as many threads as there are processors. */
public final class LivenessRun {
  private LivenessRun() {}

  /**
   * Measures.
   *
   * @return 0 when it measured, 1 when it could not, 2 for a wrong command line
   */
  public static int run(PrintStream out, PrintStream err, List<String> arguments) {
    if (arguments.contains("--help") || arguments.contains("-h")) {
      out.print(LivenessOptions.USAGE);
      return 0;
    }
    try {
      measure(out, LivenessOptions.read(arguments.toArray(String[]::new)));
      return 0;
    } catch (VestibuleException e) {
      err.println(e.getMessage());
      return e.code().equals("arguments-invalid") ? 2 : 1;
    } catch (IOException e) {
      err.println("Reading or writing failed: " + e);
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  private static void measure(PrintStream out, LivenessOptions options)
      throws VestibuleException, IOException, InterruptedException {
    try (Models models = new Models(options.packs())) {
      List<Presentation> presentations = Presentations.of(options, models);
      out.println("Presentation attack detection with " + models.names());
      out.println(
          options.tuning()
              ? "The half of the sources on which bounds were chosen: no report of quality."
              : "The half of the sources on which no bound was chosen, split by person.");
      out.println(
          "Species called generated are simulated; of real attacks an APCER needs hundreds, see n.");
      LivenessReport report = new LivenessReport(Judge.systems(models));
      List<Judge.Judgement> judged = judged(models, presentations);
      for (int i = 0; i < judged.size(); i++) {
        report.add(presentations.get(i), judged.get(i));
        if (options.list()) {
          Presentation one = presentations.get(i);
          out.println(
              one.group()
                  + " "
                  + one.source()
                  + " "
                  + judged.get(i).answers()
                  + " "
                  + judged.get(i).reason());
        }
      }
      if (!report.complete()) {
        throw new IOException("no living people in " + options.fixtures() + "/faces");
      }
      report.print(out);
    }
  }

  private static List<Judge.Judgement> judged(Models models, List<Presentation> presentations)
      throws VestibuleException, IOException, InterruptedException {
    ThreadLocal<Judge> judges = ThreadLocal.withInitial(() -> new Judge(models));
    List<Callable<Judge.Judgement>> calls = new ArrayList<>();
    for (Presentation presentation : presentations) {
      calls.add(() -> judges.get().judge(presentation.pictures().call()));
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Judge.Judgement> judged = new ArrayList<>();
      for (Future<Judge.Judgement> call : threads.invokeAll(calls)) {
        judged.add(call.get());
      }
      return judged;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof VestibuleException known) {
        throw known;
      }
      throw new IOException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }
}
