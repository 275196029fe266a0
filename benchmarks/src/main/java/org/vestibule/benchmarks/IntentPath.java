// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.vestibule.api.status.Status;
import org.vestibule.intent.internal.TriageComponent;
import org.vestibule.models.internal.PackStore;
import org.vestibule.runtime.onnx.internal.OnnxRuntime;

/** From the end of speech to the intent: recognition, then triage of what was recognised. */
final class IntentPath {
  private static final String SENTENCE =
      "Hi, I am a friend of Anna. She is expecting me for dinner.";
  private static final int WARM_UP = 50;

  /**
   * Measures both halves and adds them pair by pair.
   *
   * @param packs folder of the model packs
   * @param speech folder with {@code guest.wav}, a sentence of about three seconds
   * @param n how many sentences
   * @param out for the table
   */
  Sample measure(Path packs, Path speech, int n, PrintStream out) throws Exception {
    double[] text = SpeechPath.measure(packs, speech.resolve("guest.wav"), n, out);
    double[] triage = triage(packs, n);
    double[] total = new double[n];
    for (int i = 0; i < n; i++) {
      total[i] = text[i] + triage[i];
    }
    out.println("  " + new Sample(triage).row("triage"));
    Sample sample = new Sample(total);
    out.println("  " + sample.row("end of speech to intent"));
    return sample;
  }

  private static double[] triage(Path packs, int n) throws Exception {
    TriageComponent component = new TriageComponent();
    try (OnnxRuntime runtime = new OnnxRuntime();
        PackStore store = PackStore.open(packs, runtime)) {
      component.bindStore(store);
      component.activate(Map.of());
      try {
        awaitReady(component);
        double[] millis = new double[n];
        for (int i = -WARM_UP; i < n; i++) {
          long begin = System.nanoTime();
          component.triage(SENTENCE.toLowerCase(Locale.ROOT));
          if (i >= 0) {
            millis[i] = (System.nanoTime() - begin) / 1e6;
          }
        }
        return millis;
      } finally {
        component.deactivate();
      }
    }
  }

  private static void awaitReady(TriageComponent component) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (component.status().state() != Status.State.READY) {
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("not ready: " + component.status().sentence());
      }
      LockSupport.parkNanos(10_000_000);
    }
  }
}
