// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Steers the load inside the gateway by its configuration file, as a person would, and fetches what
 * it wrote.
 */
final class InnerLoad implements AutoCloseable {
  private static final String FILE = "org.vestibule.testkit.load.cfg";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(50);

  private final Path etc;
  private final Path results;
  private final String settings;

  /**
   * @param home the gateway's data folder
   * @param settings the configuration but for the run's name, see {@code LoadSettings}
   */
  InnerLoad(Path home, Map<String, Object> settings) throws IOException {
    this.etc = home.resolve("etc");
    this.results = home.resolve("load");
    this.settings =
        settings.entrySet().stream()
            .map(setting -> setting.getKey() + " = " + setting.getValue() + "\n")
            .collect(Collectors.joining());
    close();
  }

  /** Ends the run before and returns when the first call of this one is due. */
  void begin(String run) throws IOException, InterruptedException, TimeoutException {
    Files.deleteIfExists(results.resolve(run + ".begun"));
    Files.deleteIfExists(results.resolve(run + ".jsonl"));
    configure(run);
    await(run, run + ".begun", run + ".jsonl");
  }

  /** Ends the load. */
  void end() throws IOException {
    configure("");
  }

  /** Returns a run's result, waiting for it. */
  LoadResult result(String run) throws IOException, InterruptedException, TimeoutException {
    await(run, run + ".jsonl");
    return LoadResult.read(results.resolve(run + ".jsonl"));
  }

  private void await(String run, String... files)
      throws IOException, InterruptedException, TimeoutException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (List.of(files).stream().noneMatch(file -> Files.exists(results.resolve(file)))) {
      if (System.nanoTime() - deadline >= 0) {
        throw new TimeoutException("the load " + run + " is not there after " + PATIENCE);
      }
      TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
    }
  }

  private void configure(String run) throws IOException {
    Path part = etc.resolve(FILE + ".part");
    Files.writeString(part, "run = " + run + "\n" + settings);
    Files.move(part, etc.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Takes the configuration away: the load component goes. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(etc.resolve(FILE));
  }
}
