// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * {@code ./vestibule bench faces}: what faces cost, from the picture to a person among many. Prints
 * tables, then one {@code key=value} a line; exit code 0 only if everything was measured.
 */
public final class BenchFaces {
  private static final Pattern LINE = Pattern.compile("[a-z0-9_]+=[-0-9.]+");
  private static final String HEAP = "-Xmx1g";

  private final List<String> lines = new ArrayList<>();

  private BenchFaces() {}

  /**
   * Measures.
   *
   * @param args {@code --packs DIR --fixtures DIR --home DIR [--quick]}: packs, pictures, a data
   *     folder, and whether a few rounds are enough
   */
  public static void main(String[] args) throws Exception {
    Options options = new Options(args);
    Path packs = Path.of(options.text("--packs"));
    Path faces = Path.of(options.text("--fixtures")).resolve("faces/resident");
    options.text("--home");
    boolean quick = Arrays.asList(args).contains("--quick");

    BenchFaces bench = new BenchFaces();
    FacePath.Figures path = new FacePath().measure(packs, faces, quick ? 100 : 1000, System.out);
    bench.line("face_path_median_ms", path.picture().median());
    bench.line("face_path_p95_ms", path.picture().p95());
    bench.line("pictures_per_core_s", path.picturesPerCore());
    System.out.println();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    ImageCost.measure(
        packs, faces.resolve("0001.jpg"), new PrintStream(text, true, StandardCharsets.UTF_8));
    text.toString(StandardCharsets.UTF_8).lines().forEach(bench::tell);
    System.out.println();
    bench.search(quick ? 20 : 200);
    System.out.println();
    bench.lines.forEach(System.out::println);
  }

  /** Searches in a process with a heap for the largest gallery. */
  private void search(int rounds) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                SearchCost.class.getName(),
                Integer.toString(rounds))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      output.lines().forEach(this::tell);
    }
    if (process.waitFor() != 0) {
      throw new IllegalStateException("the search was not measured; see above");
    }
  }

  /** Shows a line of a table at once, and keeps a result for the end. */
  private void tell(String text) {
    if (LINE.matcher(text).matches()) {
      lines.add(text);
    } else {
      System.out.println(text);
    }
  }

  private void line(String key, double value) {
    lines.add(String.format(Locale.ROOT, "%s=%.3f", key, value));
  }
}
