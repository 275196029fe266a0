// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.event.StatusChanged;
import org.vestibule.api.event.VisitEvent;
import org.vestibule.api.status.Status;
import org.vestibule.api.visit.VisitStory;

/**
 * {@code ./vestibule bench console}: the console's own servlets with 2,000 devices, for the browser
 * that {@code web/e2e/bench.mjs} works; the arguments are that script's.
 */
final class BenchConsole {
  private static final int TICKS_PER_SECOND = 100;
  private static final int TICKS_PER_VISIT = 50;
  private static final String LOAD = "@load ";
  private static final String DEVICES = "@devices ";

  private final SampleConsole console;
  private volatile int rate;
  private volatile int devices;
  private double owed;
  private int device;
  private int tick;

  private BenchConsole(SampleConsole console) {
    this.console = console;
  }

  public static void main(String[] arguments) throws Exception {
    Path data = Files.createTempDirectory("vestibule-bench");
    SampleConsole console = new SampleConsole(data, 0, 1000);
    SampleDay.furnish(console);
    BenchConsole bench = new BenchConsole(console);
    ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    clock.scheduleAtFixedRate(bench::tick, 0, 1000 / TICKS_PER_SECOND, TimeUnit.MILLISECONDS);
    int code = NodeScript.run(console, bench::hear, "bench.mjs", List.of(arguments));
    clock.shutdownNow();
    console.close();
    System.exit(code);
  }

  private void hear(String line) {
    if (line.startsWith(LOAD)) {
      rate = Integer.parseInt(line.substring(LOAD.length()));
    } else if (line.startsWith(DEVICES)) {
      devices = Integer.parseInt(line.substring(DEVICES.length()));
      for (int n = 0; n < devices; n++) {
        console.sample.statuses.put(name(n), status(n));
      }
    } else {
      System.out.println(line);
    }
  }

  private void tick() {
    if (rate == 0) {
      return;
    }
    owed += (double) rate / TICKS_PER_SECOND;
    for (; owed >= 1; owed--) {
      device = (device + 1) % devices;
      Status status = status(tick);
      console.sample.statuses.put(name(device), status);
      console.deltas.on(new StatusChanged(Instant.now(), name(device), status));
    }
    if (++tick % TICKS_PER_VISIT == 0) {
      visit(tick / TICKS_PER_VISIT);
    }
  }

  /** A visitor comes at every other turn and goes at the next. */
  private void visit(int turn) {
    boolean comes = turn % 2 == 1;
    VisitStory story =
        SampleDay.story(
            "v-bench-" + (turn - 1) / 2,
            1,
            comes ? 0 : 1,
            Optional.empty(),
            Optional.empty(),
            "",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of());
    console.deltas.on(
        comes
            ? new VisitEvent.VisitOpened(Instant.now(), story)
            : new VisitEvent.VisitClosed(Instant.now(), story));
  }

  private static String name(int n) {
    return "device-%04d".formatted(n);
  }

  private static Status status(int n) {
    return n % 7 == 0
        ? Status.degraded(Status.Cause.NETWORK, "No answer for " + n % 90 + " s; ask again")
        : Status.ready("Works: the last exchange took " + n % 40 + " ms");
  }
}
