// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import ai.onnxruntime.OrtException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.audio.internal.recognise.Transcriber;
import org.vestibule.audio.internal.recognise.Transcript;
import org.vestibule.audio.internal.recognise.Vocabularies;

/**
 * What recognition costs: the house's way and the bare Java API of ONNX Runtime, the same weights,
 * sentence by sentence in turns, so that a slow moment of the machine meets both.
 */
final class AsrCost {
  private static final int WARM_UP = 3;
  private static final double NANOS_PER_MILLI = 1e6;

  /**
   * What was measured.
   *
   * @param whole a sentence, in milliseconds
   * @param encode of it the encoder
   * @param step of it one step of the decoder, with the choice of the token
   * @param processor processor time of a sentence, which other processes do not lengthen
   * @param overhead the median of the house's processor time over the bare API's, pair by pair
   * @param seconds the sentence's length
   */
  record Figures(
      Sample whole,
      Sample encode,
      Sample step,
      Sample processor,
      double overhead,
      double seconds) {}

  private AsrCost() {}

  static Figures measure(ModelLease lease, Path pack, float[] sound, int n, PrintStream out)
      throws ModelException, OrtException {
    Transcriber house = new Transcriber(lease, new Vocabularies().of(lease));
    double[] whole = new double[n];
    double[] encode = new double[n];
    double[] step = new double[n];
    double[] ratio = new double[n];
    double[] bareMillis = new double[n];
    double[] processor = new double[n];
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    try (BareMoonshine bare = new BareMoonshine(pack)) {
      for (int i = -WARM_UP; i < n; i++) {
        long processorBegin = threads.getCurrentThreadCpuTime();
        long begin = System.nanoTime();
        Transcript heard = house.transcribe(sound);
        int said = heard.best().tokens().length;
        long middle = System.nanoTime();
        long processorMiddle = threads.getCurrentThreadCpuTime();
        int tokens = bare.transcribe(sound, said + 1);
        long end = System.nanoTime();
        long processorEnd = threads.getCurrentThreadCpuTime();
        if (tokens != said) {
          throw new IllegalStateException("the bare API chose " + tokens + " tokens, not " + said);
        }
        if (i >= 0) {
          whole[i] = (middle - begin) / NANOS_PER_MILLI;
          encode[i] = heard.encodeNanos() / NANOS_PER_MILLI;
          step[i] = heard.decodeNanos() / NANOS_PER_MILLI / (tokens + 1);
          bareMillis[i] = (end - middle) / NANOS_PER_MILLI;
          processor[i] = (processorMiddle - processorBegin) / NANOS_PER_MILLI;
          ratio[i] = (double) (processorMiddle - processorBegin) / (processorEnd - processorMiddle);
        }
      }
    }
    Figures figures =
        new Figures(
            new Sample(whole),
            new Sample(encode),
            new Sample(step),
            new Sample(processor),
            new Sample(ratio).median(),
            sound.length / 16_000.0);
    out.println(figures.encode().row("encoder"));
    out.println(figures.step().row("decoder step"));
    out.println(figures.whole().row("sentence, house"));
    out.println(figures.processor().row("of it processor time"));
    out.println(new Sample(bareMillis).row("sentence, bare API"));
    return figures;
  }
}
