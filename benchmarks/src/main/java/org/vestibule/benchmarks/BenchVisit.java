// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;

/**
 * {@code ./vestibule bench visit}: what a visit costs. Prints a table, then one {@code key=value} a
 * line; exit code 0 only if everything was measured.
 */
public final class BenchVisit {
  private static final int FACES = 1000;
  private static final int SENTENCES = 200;

  private BenchVisit() {}

  /**
   * Measures.
   *
   * @param args {@code --packs DIR --fixtures DIR --home DIR}: packs, pictures and voices, and a
   *     data folder with an unpacked gateway
   */
  public static void main(String[] args) throws Exception {
    Options options = new Options(args);
    Path packs = Path.of(options.text("--packs"));
    Path fixtures = Path.of(options.text("--fixtures"));
    Path home = Path.of(options.text("--home"));
    PrintStream out = System.out;

    double overhead = RuntimeOverhead.measure(packs, out);
    out.println();
    ImageCost.measure(packs, fixtures.resolve("faces/resident/0001.jpg"), out);
    out.println();
    FacePath.Figures faces =
        new FacePath().measure(packs, fixtures.resolve("faces/resident"), FACES, out);
    Sample face = faces.picture();
    out.println();
    Sample speech = new IntentPath().measure(packs, fixtures.resolve("speech"), SENTENCES, out);
    out.println();
    GatewayStart.Cost start = new GatewayStart(home, out).measureWarm();
    out.println();

    line(out, "face_path_median_ms", face.median());
    line(out, "face_path_p95_ms", face.p95());
    line(out, "face_pictures_per_core", faces.picturesPerCore());
    line(out, "speech_path_median_ms", speech.median());
    line(out, "speech_path_p95_ms", speech.p95());
    line(out, "overhead_ratio", overhead);
    line(out, "ready_s", start.readySeconds());
    line(out, "rss_mb", start.residentMegabytes());
  }

  private static void line(PrintStream out, String key, double value) {
    out.printf(Locale.ROOT, "%s=%.3f%n", key, value);
  }
}
