// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.vestibule.api.face.FaceIdentifier.Candidate;
import org.vestibule.api.face.FaceTemplate;
import org.vestibule.identification.internal.search.Crew;
import org.vestibule.identification.internal.search.Galleries;

/**
 * What it costs to find the nearest two of N people (1:N): the plain loop in Java, both forms of
 * the house's search, and numpy, beside how fast the machine reads memory in the same run. A
 * process of its own, because it needs more memory than the rest: {@code SearchCost ROUNDS}.
 */
public final class SearchCost {
  private static final int LENGTH = 512;
  private static final int STREAM_MEGABYTES = 768;
  private static final int WARM_UP = 40;

  private final PrintStream out;
  private final int rounds;

  private SearchCost(PrintStream out, int rounds) {
    this.out = out;
    this.rounds = rounds;
  }

  /** One way to search; returns who is nearest. */
  private interface Way {
    int nearest(FaceTemplate probe);
  }

  /** Measures and prints; the last lines are {@code key=value}. */
  public static void main(String[] args) throws Exception {
    SearchCost cost = new SearchCost(System.out, Integer.parseInt(args[0]));
    double[] stream = cost.stream();
    Sample exact = null;
    for (int size : new int[] {1_000, 20_000, 100_000}) {
      exact = cost.measure(size);
    }
    double read = 100_000.0 * LENGTH * Float.BYTES / (exact.median() / 1000);
    cost.line("search_exact_gb_s", read / 1e9);
    cost.line("stream_gb_s", stream[0] / 1e9);
    cost.line("stream_2_threads_gb_s", stream[1] / 1e9);
    cost.line("search_bandwidth_share", read / stream[0]);
  }

  private double[] stream() throws Exception {
    MemoryRead memory = new MemoryRead(STREAM_MEGABYTES);
    double[] stream = {memory.measure(1, 10), memory.measure(2, 10)};
    Path cache = Path.of("/sys/devices/system/cpu/cpu0/cache/index3/size");
    out.printf(
        Locale.ROOT,
        "reading %d MB: %.1f GB/s on one thread, %.1f on two; last cache as reported: %s%n",
        STREAM_MEGABYTES,
        stream[0] / 1e9,
        stream[1] / 1e9,
        Files.exists(cache) ? Files.readString(cache).strip() : "unknown");
    return stream;
  }

  /** Returns the float form's sample on one thread. */
  private Sample measure(int size) throws Exception {
    MadeUpPeople people = new MadeUpPeople(size, LENGTH);
    out.printf("%d templates of %d numbers, milliseconds%n", size, LENGTH);
    int[] right = new int[rounds];
    plain(people, right);
    Sample exact = house(people, false, right)[0];
    Sample served = house(people, true, right)[1];
    String name = size / 1000 + "k";
    line("search_" + name + "_p50_ms", served.median());
    line("search_" + name + "_p95_ms", served.p95());
    line("search_exact_" + name + "_p50_ms", exact.median());
    for (boolean one : new boolean[] {true, false}) {
      Optional<Sample> numpy = NumpySearch.measure(size, LENGTH, rounds, one);
      String title = "numpy, " + (one ? "one thread" : "its default");
      out.println("  " + numpy.map(sample -> sample.row(title)).orElse(title + ": not here"));
      if (numpy.isPresent()) {
        line("numpy_" + (one ? "1t_" : "") + name + "_p50_ms", numpy.get().median());
      }
    }
    return exact;
  }

  private void plain(MadeUpPeople people, int[] right) {
    float[][] rows = new float[people.size()][LENGTH];
    for (int i = 0; i < rows.length; i++) {
      people.face(i).copyTo(rows[i], 0);
    }
    float[] q = new float[LENGTH];
    Way way =
        probe -> {
          probe.copyTo(q, 0);
          return nearest(rows, q);
        };
    Sample sample = measure(people, way, right, true);
    out.println("  " + sample.row("plain loop, one thread"));
    line("search_plain_" + people.size() / 1000 + "k_p50_ms", sample.median());
  }

  /** The nearest two, as anybody would write it first. */
  private static int nearest(float[][] rows, float[] q) {
    int first = 0;
    float best = -2;
    float second = -2;
    for (int row = 0; row < rows.length; row++) {
      float sum = 0;
      for (int d = 0; d < q.length; d++) {
        sum += q[d] * rows[row][d];
      }
      if (sum > best) {
        second = best;
        best = sum;
        first = row;
      } else if (sum > second) {
        second = sum;
      }
    }
    return first;
  }

  /** Returns the samples of one thread and of two. */
  private Sample[] house(MadeUpPeople people, boolean int8, int[] right) {
    Sample[] samples = new Sample[2];
    try (Galleries galleries = new Galleries(int8)) {
      galleries.load(people);
      for (int threads = 1; threads <= samples.length; threads++) {
        try (Crew crew = new Crew(threads)) {
          Way way = probe -> number(galleries.search(probe, crew).nearest().get(0));
          samples[threads - 1] = measure(people, way, right, false);
        }
        String title = (int8 ? "int8, exact" : "float") + ", threads " + threads;
        out.println("  " + samples[threads - 1].row(title));
      }
    }
    return samples;
  }

  private static int number(Candidate found) {
    return Integer.parseInt(found.person().value().substring(2));
  }

  /** Times the way; what it finds is noted in {@code right}, or has to be what stands there. */
  private Sample measure(MadeUpPeople people, Way way, int[] right, boolean note) {
    double[] millis = new double[rounds];
    for (int i = -WARM_UP; i < rounds; i++) {
      FaceTemplate probe = people.visitor(Math.floorMod(i, rounds));
      long begin = System.nanoTime();
      int nearest = way.nearest(probe);
      long end = System.nanoTime();
      if (i >= 0) {
        millis[i] = (end - begin) / 1e6;
        right[i] = note ? nearest : right[i];
        if (nearest != right[i]) {
          throw new IllegalStateException(
              "search " + i + " found " + nearest + ", not " + right[i]);
        }
      }
    }
    return new Sample(millis);
  }

  private void line(String key, double value) {
    out.printf(Locale.ROOT, "%s=%.3f%n", key, value);
  }
}
