// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.intent.Intent;
import org.vestibule.intent.internal.Head;
import org.vestibule.intent.internal.train.HeadTraining;
import org.vestibule.intent.internal.train.Judged;
import org.vestibule.intent.internal.train.Utterances;

/**
 * How good a head is that was trained from few sentences: the first so many of each label, evenly,
 * with all that the whole method does.
 */
final class LearningCurve {
  private static final int[] COUNTS = {50, 100, 200, 400, 500, 1_000, Integer.MAX_VALUE};

  private LearningCurve() {}

  static void print(PrintStream out, EncoderPack encoder, Path folder, Utterances test)
      throws VestibuleException {
    Utterances all = Utterances.read(folder.resolve("train.tsv"));
    Utterances calibration = Utterances.read(folder.resolve("calibration.tsv"));
    out.println("Learning curve: training sentences, in scope right, seconds of fitting");
    for (int count : COUNTS) {
      Utterances some = first(all, count / HeadTraining.BUILT_IN.size());
      long start = System.nanoTime();
      Head head = new HeadTraining(encoder, "curve", "curve", some, calibration).base();
      double seconds = (System.nanoTime() - start) / 1e9;
      Share right = right(Judged.all(encoder, head, test), head);
      int trained = some.all().size();
      out.println(String.format(Locale.ROOT, "  %5d  %s  %.1f s", trained, right.shown(), seconds));
      out.println(
          String.format(Locale.ROOT, "curve_%d_in_scope_accuracy=%.4f", trained, right.value()));
    }
    out.println();
  }

  private static Share right(List<Judged> judged, Head head) {
    int of = 0;
    int right = 0;
    for (Judged one : judged) {
      if (!one.outOfScope()) {
        of++;
        right += one.answer(head.thresholds()) == one.said().wants() ? 1 : 0;
      }
    }
    return new Share(right, of);
  }

  private static Utterances first(Utterances all, int each) {
    Map<Intent, Integer> taken = new HashMap<>();
    List<Utterances.Said> some = new ArrayList<>();
    for (Utterances.Said said : all.all()) {
      if (taken.merge(said.wants(), 1, Integer::sum) <= each) {
        some.add(said);
      }
    }
    return new Utterances(some);
  }
}
