// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;

/** Many who write into the trail at the same time. */
class TogetherTest {
  private static final int THREADS = 16;
  private static final int LINES = 40;

  @TempDir Path data;
  private AuditService audit;

  @BeforeEach
  void open() {
    audit = new AuditService(new AuditNeighbours(), data);
  }

  @AfterEach
  void close() {
    audit.stop();
  }

  @Test
  void eachLineIsOnTheDiskWhenItsWriterGoesOn() throws Exception {
    atOnce(
        thread -> {
          for (int i = 0; i < LINES; i++) {
            AuditEntry entry =
                audit.record("writer-" + thread, "counted", Map.of("n", Integer.toString(i)));
            assertThat(Files.readString(file())).contains(entry.hash() + "\"");
          }
          return null;
        });
    assertThat(audit.verify()).isEqualTo(THREADS * LINES + 1);
    for (int thread = 0; thread < THREADS; thread++) {
      String mine = "writer-" + thread;
      List<Integer> numbers =
          audit.latest(THREADS * LINES).stream()
              .filter(entry -> entry.actor().equals(mine))
              .map(entry -> Integer.parseInt(entry.details().get("n")))
              .toList();
      assertThat(numbers).hasSize(LINES).isSortedAccordingTo((a, b) -> b - a);
    }
  }

  @Test
  void howItEndedReachesTheDiskThoughNobodyWritesOrReads() throws Exception {
    audit.recordEnd("visit:v-1", "door-opened", Map.of());
    awaitOnDisk("door-opened");
    audit.stop();
    audit.recordEnd("visit:v-1", "door-timed-out", Map.of());
    assertThat(Files.readString(file())).as("after the stop").contains("door-timed-out");
  }

  @Test
  void howItEndedWaitsForNobodyWhoSigns() throws Exception {
    audit.stop();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch signs = new CountDownLatch(1);
    audit = new AuditService(new SlowHouse(data, asked, signs), data);
    try {
      for (int i = 0; i < AuditService.BATCH; i++) {
        audit.record("gateway", "counted", Map.of());
      }
      assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();
      audit.recordEnd("visit:v-1", "door-opened", Map.of());
      awaitOnDisk("door-opened");
    } finally {
      signs.countDown();
    }
  }

  @Test
  void whatEndsAfterTheStopReachesTheDiskThoughAFlushWasToCome() throws Exception {
    audit.recordEnd("visit:v-1", "door-opened", Map.of());
    audit.stop();
    audit.recordEnd("visit:v-1", "door-timed-out", Map.of());
    assertThat(Files.readString(file())).contains("door-opened", "door-timed-out");
  }

  @Test
  void whenTheDiskTakesNothingEachIsToldWhatBecameOfTheirOwn() throws Exception {
    audit.stop();
    Path away = Files.move(file().getParent(), data.resolve("away"));
    Files.writeString(data.resolve("audit"), "in the way");
    AtomicInteger held = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    atOnce(
        thread -> {
          for (int i = 0; i < LINES; i++) {
            try {
              if (thread % 2 == 0) {
                audit.recordOrHold("writer-" + thread, "held", Map.of());
                held.incrementAndGet();
              } else {
                audit.record("writer-" + thread, "refused", Map.of());
              }
            } catch (VestibuleException e) {
              assertThat(e.code()).isEqualTo("audit-unwritable");
              refused.incrementAndGet();
            }
          }
          return null;
        });
    assertThat(held).hasValue(THREADS / 2 * LINES);
    assertThat(refused).hasValue(THREADS / 2 * LINES);
    Files.delete(data.resolve("audit"));
    Files.move(away, data.resolve("audit"));
    audit.record("gateway", "after", Map.of());
    assertThat(audit.verify()).isEqualTo(held.get() + 2);
    assertThat(audit.latest(1000)).noneMatch(entry -> entry.action().equals("refused"));
  }

  @Test
  void lineThatCannotBeWrittenAtAllHarmsNoOther() throws Exception {
    AtomicInteger written = new AtomicInteger();
    atOnce(
        thread -> {
          for (int i = 0; i < LINES; i++) {
            if (thread == 0) {
              assertThatThrownBy(() -> audit.record(null, "counted", Map.of()))
                  .isInstanceOf(RuntimeException.class);
            } else {
              audit.record("writer-" + thread, "counted", Map.of());
              written.incrementAndGet();
            }
          }
          return null;
        });
    assertThat(written).hasValue((THREADS - 1) * LINES);
    assertThat(audit.verify()).isEqualTo(written.get() + 1);
  }

  private void awaitOnDisk(String action) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!Files.readString(file()).contains(action)) {
      assertThat(System.nanoTime()).isLessThan(deadline);
    }
  }

  private Path file() {
    return data.resolve("audit").resolve("audit.jsonl");
  }

  /** One that does not sign before it may. */
  private static final class SlowHouse extends House {
    private final CountDownLatch asked;
    private final CountDownLatch signs;

    SlowHouse(Path data, CountDownLatch asked, CountDownLatch signs) throws Exception {
      super(data);
      this.asked = asked;
      this.signs = signs;
    }

    @Override
    public byte[] sign(String purpose, byte[] message) throws VestibuleException {
      asked.countDown();
      try {
        signs.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      return super.sign(purpose, message);
    }
  }

  /** What one of them does. */
  @FunctionalInterface
  private interface Work {
    Void by(int thread) throws Exception;
  }

  private static void atOnce(Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    CountDownLatch go = new CountDownLatch(1);
    try {
      List<Future<Void>> all = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int thread = i;
        Callable<Void> one =
            () -> {
              go.await();
              return work.by(thread);
            };
        all.add(threads.submit(one));
      }
      go.countDown();
      for (Future<Void> each : all) {
        each.get(120, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
