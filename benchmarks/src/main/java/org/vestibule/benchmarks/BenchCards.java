// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Random;
import org.vestibule.api.credential.Card;
import org.vestibule.api.credential.Credentials.ImportReport;
import org.vestibule.api.door.DoorId;
import org.vestibule.integrations.access.control.internal.credential.CardDesk;
import org.vestibule.integrations.access.control.internal.credential.CardSurroundings;
import org.vestibule.integrations.access.control.internal.wiegand.CardFormats;

/**
 * {@code ./vestibule bench cards}: a table with a card for everyone, taken into the store on the
 * disk with audit and vault, taken again with every number changed, read after a restart, and the
 * cost of a look-up. One row in a hundred is bad, and must be named. The people themselves stand in
 * memory, as the store has them there, too: what enrolling costs is measured by {@link BenchVault}.
 */
public final class BenchCards {
  private static final DoorId DOOR = new DoorId("front");
  private static final int BAD_EVERY = 100;
  private static final int LOOK_UPS = 1_000_000;

  private BenchCards() {}

  /**
   * Measures.
   *
   * @param args {@code --home DIR [--rows N]}: a folder on the disk that is meant, and how many
   *     people and rows there are
   */
  public static void main(String[] args) throws Exception {
    Options options = new Options(args);
    int rows = options.number("--rows", 20_000);
    Path home = Path.of(options.text("--home")).toAbsolutePath().resolve("cards");
    try (StoreHouse house = new StoreHouse(home)) {
      CardCrowd people = new CardCrowd(rows);
      CardDesk desk = desk(house, people);
      long cpu = cpuNanos();
      double first = take(desk, rows, 0);
      double firstCpu = (cpuNanos() - cpu) / 1e9;
      double again = take(desk, rows, 1);
      long from = System.nanoTime();
      CardDesk restarted = desk(house, people);
      double read = (System.nanoTime() - from) / 1e9;
      double nanos = lookUps(restarted, rows);
      System.out.printf(
          Locale.ROOT,
          "%d rows: taken in %.2f s (%.2f s of them on a core), all changed in %.2f s, read in"
              + " %.2f s; a look-up %.0f ns%n",
          rows,
          first,
          firstCpu,
          again,
          read,
          nanos);
      System.out.printf(
          Locale.ROOT,
          "rows=%d%nimport_s=%.3f%nimport_cpu_s=%.3f%nreimport_s=%.3f%nread_s=%.3f%nlook_up_ns=%.0f%n",
          rows,
          first,
          firstCpu,
          again,
          read,
          nanos);
    }
  }

  private static CardDesk desk(StoreHouse house, CardCrowd people) throws Exception {
    CardDesk desk =
        new CardDesk(
            new CardSurroundings(house.shelves, house.seal, house.vault, people, house.audit),
            new CardFormats(),
            Clock.systemUTC(),
            System::nanoTime);
    desk.follow(false);
    return desk;
  }

  private static double take(CardDesk desk, int rows, int shift) throws Exception {
    StringBuilder table = new StringBuilder("person,format,facility,number\r\n");
    for (int row = 0; row < rows; row++) {
      String format = row % BAD_EVERY == 0 ? "h10399" : "h10304";
      table.append("person-%d,%s,%d,%d\r\n".formatted(row, format, shift, row));
    }
    byte[] bytes = table.toString().getBytes(StandardCharsets.UTF_8);
    long from = System.nanoTime();
    ImportReport report = desk.importTable(new ByteArrayInputStream(bytes), false);
    double seconds = (System.nanoTime() - from) / 1e9;
    int bad = (rows + BAD_EVERY - 1) / BAD_EVERY;
    if (report.taken() != rows - bad || report.refused().size() != Math.min(bad, 1000)) {
      throw new IllegalStateException("other rows were taken: " + report.taken());
    }
    return seconds;
  }

  /** Returns what all threads of this process have used of the cores. */
  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static double lookUps(CardDesk desk, int rows) {
    Random random = new Random(1);
    int found = 0;
    long from = System.nanoTime();
    for (int i = 0; i < LOOK_UPS; i++) {
      found += desk.holder(DOOR, new Card("h10304", 1, random.nextInt(rows))).isPresent() ? 1 : 0;
    }
    double nanos = (double) (System.nanoTime() - from) / LOOK_UPS;
    if (found < LOOK_UPS / 2) {
      throw new IllegalStateException("only " + found + " cards were found");
    }
    return nanos;
  }
}
