// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;

/**
 * {@code ./vestibule bench store}: the embedded databases that could hold the house, killed while
 * they write. For each: rows that were acknowledged and are lost or wrong, files that do not open
 * again, the cost of a commit, the size of the file and of the library. A kill leaves to the
 * operating system what it has taken: what a loss of power does is not shown here.
 */
public final class BenchStore {
  private final int kills;
  private final int commits;
  private final Random random;

  private BenchStore(int kills, int commits, int seed) {
    this.kills = kills;
    this.commits = commits;
    this.random = new Random(seed);
  }

  /**
   * Measures.
   *
   * @param args {@code --home DIR [--kills N] [--commits N] [--seed N]}: a folder on the disk that
   *     is meant, kills and commits for each engine
   */
  public static void main(String[] args) throws Exception {
    Options options = new Options(args);
    Path home = Path.of(options.text("--home")).toAbsolutePath().resolve("store");
    BenchStore bench =
        new BenchStore(
            options.number("--kills", 50),
            options.number("--commits", 2000),
            options.number("--seed", 1));
    System.out.printf(
        "%d kills and %d commits of 1000 bytes for each%n%n%-44s%8s%8s%8s%9s%12s%12s%10s%8s%n",
        bench.kills,
        bench.commits,
        "",
        "acked",
        "lost",
        "broken",
        "ms p50",
        "ms p95",
        "file MB",
        "jar MB",
        "natives");
    for (StoreEngine engine : StoreEngine.values()) {
      bench.measure(engine, home.resolve(engine.name()));
    }
  }

  private void measure(StoreEngine engine, Path folder) throws Exception {
    empty(folder);
    int acknowledged = 0;
    int lost = 0;
    int broken = 0;
    for (int kill = 0; kill < kills; kill++) {
      acknowledged = Math.max(acknowledged, kill(engine, folder));
      try (Connection connection = engine.open(folder)) {
        Optional<Integer> wrong = engine.firstWrong(connection, acknowledged);
        if (wrong.isPresent()) {
          lost += acknowledged - wrong.get() + 1;
          acknowledged = engine.count(connection);
        }
      } catch (SQLException e) {
        broken++;
        acknowledged = 0;
        empty(folder);
      }
    }
    if (acknowledged == 0) {
      throw new IllegalStateException("nothing was written: the figures would mean nothing");
    }
    empty(folder);
    double[] millis = commits(engine, folder);
    Path jar = Path.of(URI.create(jar(engine)));
    System.out.printf(
        Locale.ROOT,
        "%-44s%8d%8d%8d%9.2f%12.2f%12.1f%10.1f%8d%n",
        engine.title(),
        acknowledged + lost,
        lost,
        broken,
        millis[millis.length / 2],
        millis[millis.length * 95 / 100],
        bytes(folder) / 1e6,
        Files.size(jar) / 1e6,
        natives(jar));
  }

  /** Lets a process write, kills it, and returns the last row that it acknowledged. */
  private int kill(StoreEngine engine, Path folder) throws IOException, InterruptedException {
    Path journal = folder.resolveSibling(engine.name() + ".acknowledged");
    Files.deleteIfExists(journal);
    Process victim =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                StoreVictim.class.getName(),
                engine.name(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(journal.toFile())
            .start();
    int bytes = random.nextInt(800);
    while (Files.size(journal) < bytes && !victim.waitFor(2, TimeUnit.MILLISECONDS)) {
      // It goes on writing.
    }
    victim.waitFor(random.nextInt(2_000_000), TimeUnit.NANOSECONDS);
    victim.destroyForcibly().waitFor();
    // What follows the last line feed is a number that was cut off.
    return Files.readString(journal)
        .transform(text -> text.substring(0, text.lastIndexOf('\n') + 1))
        .lines()
        .mapToInt(Integer::parseInt)
        .max()
        .orElse(0);
  }

  private double[] commits(StoreEngine engine, Path folder) throws SQLException {
    double[] millis = new double[commits];
    try (Connection connection = engine.open(folder)) {
      for (int i = 0; i < commits; i++) {
        long before = System.nanoTime();
        engine.put(connection, i + 1);
        millis[i] = (System.nanoTime() - before) / 1e6;
      }
    }
    Arrays.sort(millis);
    return millis;
  }

  private static String jar(StoreEngine engine) throws ClassNotFoundException {
    return engine.driver().getProtectionDomain().getCodeSource().getLocation().toString();
  }

  private static long natives(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().filter(each -> each.getName().matches(".*\\.(so|dll|dylib)")).count();
    }
  }

  private static long bytes(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(each -> each.toFile().length()).sum();
    }
  }

  private static void empty(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (var files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!each.equals(folder)) {
          Files.delete(each);
        }
      }
    }
  }
}
