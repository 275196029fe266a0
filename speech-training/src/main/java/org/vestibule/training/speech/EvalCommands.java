// SPDX-License-Identifier: Apache-2.0
package org.vestibule.training.speech;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.vestibule.api.VestibuleException;

/**
 * {@code ./vestibule eval commands}: the spotter against the recognisers on the same recordings of
 * single words, and on speech that is no command. Exit code 0 only if both were measured.
 */
public final class EvalCommands {
  private static final String HELP =
      """
      usage: ./vestibule eval commands [--data DIR] [--speech DIR] [--limit N]

      Measures the spotter of spoken commands against Moonshine base and tiny on the same recordings.

        --data DIR     recordings of yours: %s
        --speech DIR   recordings of yours in which nobody says a command alone
        --limit N      recordings of each word from --data, 0 for all (default: 0)

      Right is the word itself and nothing else; figures and words that sound the same count for the recognisers.
      """
          .formatted(Clip.LAYOUT);

  /** The synthetic voice of the fixtures: threshold and temperature were chosen with it. */
  private static final String SYNTHETIC = "awb";

  private EvalCommands() {}

  /** Runs and exits. */
  public static void main(String... arguments) {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");
    System.exit(run(System.out, System.err, arguments));
  }

  static int run(PrintStream out, PrintStream err, String... arguments) {
    if (List.of(arguments).contains("--help")) {
      out.print(HELP);
      return 0;
    }
    try {
      List<String> known = List.of("--packs", "--fixtures", "--data", "--speech", "--limit");
      measure(out, new Arguments(arguments, known));
      return 0;
    } catch (VestibuleException e) {
      err.println(e.getMessage());
      return e.code().equals("arguments-invalid") ? 2 : 1;
    } catch (IOException e) {
      err.println("Reading or writing failed: " + e);
      return 1;
    }
  }

  private static void measure(PrintStream out, Arguments arguments)
      throws VestibuleException, IOException {
    Path packs = arguments.folder("--packs");
    Path fixtures = arguments.folder("--fixtures");
    Map<String, List<Clip>> sets = sets(fixtures, arguments);
    CommandReport report = new CommandReport(out);
    Map<String, List<Judged>> judged = new LinkedHashMap<>();
    NoCommands speech = new NoCommands();
    try (Judge judge = new Judge(packs)) {
      for (Map.Entry<String, List<Clip>> set : sets.entrySet()) {
        judged.put(set.getKey(), judge.judge(set.getValue()));
        report.table(set.getKey(), judged.get(set.getKey()));
      }
      speech.hear(judge, fixtures.resolve("speech"));
      Optional<Path> more = arguments.given("--speech");
      if (more.isPresent()) {
        speech.hear(judge, more.get());
      }
    }
    out.println();
    speech.print(out);
    out.println();
    judged.forEach(report::keys);
    speech.keys(out);
    report.latency(judged.values().stream().flatMap(List::stream).toList());
    out.printf(Locale.ROOT, "pack_mb=%.2f%n", size(packs.resolve(CommandPack.NAME)) / 1e6);
  }

  private static Map<String, List<Clip>> sets(Path fixtures, Arguments arguments)
      throws VestibuleException, IOException {
    List<Clip> recorded = new ArrayList<>();
    List<Clip> synthetic = new ArrayList<>();
    for (Clip clip : Clip.in(fixtures.resolve("commands"), 0)) {
      (clip.speaker().equals(SYNTHETIC) ? synthetic : recorded).add(clip);
    }
    Map<String, List<Clip>> sets = new LinkedHashMap<>();
    if (!recorded.isEmpty()) {
      sets.put("recorded", recorded);
    }
    sets.put("synthetic", synthetic);
    Optional<Path> data = arguments.given("--data");
    if (data.isPresent()) {
      sets.put("data", Clip.in(data.get(), arguments.number("--limit", 0)));
    }
    return sets;
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
