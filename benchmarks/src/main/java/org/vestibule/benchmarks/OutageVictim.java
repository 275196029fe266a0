// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.vestibule.api.outbox.OutboxCursor;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.api.outbox.OutboxWish;

/**
 * The gateway that {@link BenchOutage} kills: lets doors answer at a steady pace, and says of each
 * answer that it happened ({@code h N}) and that it is on the disk ({@code d N}), as another reader
 * of the outbox sees it.
 */
public final class OutageVictim {
  private static final long SETTLE_SECONDS = 5;

  private OutageVictim() {}

  /** Goes on until it is killed or its input ends: folder, port, first number, events a second. */
  public static void main(String[] args) throws Exception {
    int perSecond = Integer.parseInt(args[3]);
    try (TellingHouse house = new TellingHouse(Path.of(args[0]), Integer.parseInt(args[1]))) {
      OutboxCursor witness = house.outbox().open("witness", OutboxWish.everything());
      Thread watching = new Thread(() -> watch(witness), "witness");
      watching.setDaemon(true);
      watching.start();
      long begin = System.nanoTime();
      int first = Integer.parseInt(args[2]);
      for (int i = 0; System.in.available() == 0; i++) {
        long due = begin + i * 1_000_000_000L / perSecond;
        while (System.nanoTime() < due) {
          LockSupport.parkNanos(due - System.nanoTime());
        }
        house.answered(first + i);
        say("h " + (first + i));
      }
      // What is in memory alone counts as waiting only when it is on the disk.
      TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
      house.told(0);
    }
  }

  private static void watch(OutboxCursor witness) {
    try {
      while (true) {
        for (OutboxEntry entry : witness.next(100, Duration.ofSeconds(1))) {
          if (entry.topic().equals("door/answered")) {
            say("d " + BenchMqtt.number(entry.data()));
          }
          witness.confirm(entry);
        }
      }
    } catch (Exception e) {
      say("x " + e);
    }
  }

  private static synchronized void say(String line) {
    // One write for a line, so that a kill cuts the last one only.
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    System.out.write(bytes, 0, bytes.length);
    System.out.flush();
  }
}
