// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.vestibule.api.model.ModelException;
import org.vestibule.testkit.internal.client.GatewayProcess;
import org.vestibule.testkit.internal.demo.Building;

/**
 * {@code ./vestibule bench swap}: what it costs to replace models and bundles under load. The
 * assembled gateway verifies 20 faces and judges 50 chunks of sound a second, and the resident
 * comes to two doors, first without and then with 100 model swaps and 30 bundle updates. Prints a
 * table, then one {@code key=value} a line; exit code 0 only if everything was measured and nothing
 * was lost or came twice.
 */
public final class BenchSwap {
  private static final Duration READY = Duration.ofSeconds(120);
  private static final int SWAPS = 100;
  private static final int UPDATES = 30;
  private static final int ROUNDS_FIRST = 10;
  private static final int UPDATED_FIRST = 9;

  private final Path home;
  private final Path fixtures;
  private final Path key;
  private final Duration quietTime;
  private final Duration swapTime;
  private final Map<String, Object> load;
  private final int doors;
  private final PrintStream out = System.out;

  private BenchSwap(Options options) {
    home = Path.of(options.text("--home"));
    fixtures = Path.of(options.text("--fixtures"));
    key = Path.of(options.text("--packs")).resolveSibling("secrets/packs.key");
    quietTime = Duration.ofSeconds(options.number("--quiet", 30));
    swapTime = Duration.ofSeconds(options.number("--seconds", 120));
    doors = options.number("--doors", 2);
    load =
        Map.of(
            "pictures", fixtures.resolve("faces/resident"),
            "code", Building.CODE,
            "facesPerSecond", options.number("--faces", 20),
            "chunksPerSecond", options.number("--chunks", 50));
  }

  /**
   * Measures.
   *
   * @param args {@code --home DIR --packs DIR --fixtures DIR}: a data folder with an unpacked
   *     gateway, the folder of the packs that this machine laid out and signed, and pictures;
   *     {@code [--quiet SECONDS] [--seconds SECONDS]}: the lengths of the two windows; {@code
   *     [--faces N] [--chunks N]}: the load, calls in a second
   */
  public static void main(String[] args) throws Exception {
    SwapFigures figures = new BenchSwap(new Options(args)).measure();
    figures.table(System.out);
    System.out.println();
    figures.lines(System.out);
    System.exit(figures.failed() == 0 && figures.duplicates() == 0 ? 0 : 1);
  }

  private SwapFigures measure()
      throws IOException,
          InterruptedException,
          TimeoutException,
          ExecutionException,
          ModelException,
          InvalidKeyException {
    List<String> packs = new SwapPacks(home.resolve("models"), key).prepare();
    try (InnerLoad inner = new InnerLoad(home, load);
        GatewayProcess gateway = GatewayProcess.start(home, "bench.log")) {
      out.printf("ready after %.1f s%n", gateway.awaitReady(READY));
      Building building = Building.at(gateway.address(), home, fixtures);
      building.enrolResident();
      Replacements replacements = new Replacements(building.operator(), home, packs);
      // What happens once is no leak: classes of the first update, the model kept for a way back,
      // heap and native arenas growing to what replacing needs.
      replacements.run(ROUNDS_FIRST * packs.size(), UPDATED_FIRST, Duration.ZERO);
      return measure(building, inner, replacements);
    }
  }

  private SwapFigures measure(Building building, InnerLoad inner, Replacements replacements)
      throws IOException, InterruptedException, TimeoutException, ExecutionException {
    List<byte[]> pictures = Building.read(building.pictures("resident").subList(30, 45));
    try (Visitors visitors = new Visitors(building, pictures, doors)) {
      inner.begin("quiet");
      TimeUnit.NANOSECONDS.sleep(quietTime.toNanos());
      inner.begin("swaps");
      Replacements.Times times = replacements.run(SWAPS, UPDATES, swapTime);
      inner.end();
      LoadResult swaps = inner.result("swaps");
      return new SwapFigures(inner.result("quiet"), swaps, times, visitors.end());
    }
  }
}
