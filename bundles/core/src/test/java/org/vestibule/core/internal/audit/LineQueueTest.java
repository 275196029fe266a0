// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who writes for whom, and who waits for what. */
class LineQueueTest {
  private static final int THREADS = 16;

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final AtomicInteger atOnce = new AtomicInteger();
  private final List<String> written = new ArrayList<>();
  private final LineQueue queue = new LineQueue(this::write, 3);
  private volatile boolean broken;

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private void write(List<PendingLine> lines) {
    assertThat(atOnce.incrementAndGet()).as("writers").isEqualTo(1);
    try {
      if (broken) {
        throw new IllegalStateException("broken");
      }
      for (PendingLine line : lines) {
        written.add(line.fact().action());
        line.refuse(new IOException("settled"));
      }
    } finally {
      atOnce.decrementAndGet();
    }
  }

  private static PendingLine line(String action) {
    return PendingLine.needed(Fact.of(action, Map.of()));
  }

  private static PendingLine end(String action) {
    return PendingLine.end(Fact.of(action, Map.of()));
  }

  @Test
  void nobodyLeavesBeforeTheirOwnLineAndNobodyIsForgotten() throws Exception {
    List<Future<Boolean>> all = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      all.add(
          threads.submit(
              () -> {
                boolean settled = true;
                for (int n = 0; n < 2000; n++) {
                  settled &= queue.settle(line("one")).settled();
                }
                return settled;
              }));
    }
    for (Future<Boolean> each : all) {
      assertThat(each.get(120, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(written).hasSize(THREADS * 2000);
  }

  @Test
  void endsGoWithTheNextLineInTheOrderInWhichTheyCame() {
    queue.add(end("first"));
    queue.add(end("second"));
    assertThat(written).isEmpty();
    queue.settle(line("third"));
    assertThat(written).containsExactly("first", "second", "third");
  }

  @Test
  void aFlushWritesWhatNobodyWaitsForAndIsAtHomeInAnEmptyQueue() {
    queue.flush();
    queue.add(end("first"));
    queue.flush();
    assertThat(written).containsExactly("first");
  }

  @Test
  void tooManyEndsAreRefusedUntilTheyAreWritten() {
    for (int i = 0; i < 3; i++) {
      queue.add(end("kept"));
    }
    PendingLine fourth = end("refused");
    queue.add(fourth);
    assertThat(fourth.refused()).isTrue();
    queue.flush();
    PendingLine fifth = end("kept");
    queue.add(fifth);
    assertThat(fifth.refused()).isFalse();
  }

  @Test
  void aWriterThatBreaksLeavesTheTurnToOthers() {
    broken = true;
    assertThatThrownBy(() -> queue.settle(line("lost"))).hasMessage("broken");
    broken = false;
    assertThat(queue.settle(line("after")).settled()).isTrue();
    assertThat(written).containsExactly("after");
  }

  @Test
  void whoIsInterruptedWaitsForTheirLineAndStaysInterrupted() throws Exception {
    CountDownLatch writes = new CountDownLatch(1);
    Semaphore disk = new Semaphore(0);
    LineQueue slow =
        new LineQueue(
            lines -> {
              writes.countDown();
              disk.acquireUninterruptibly();
              lines.forEach(line -> line.refuse(new IOException("settled")));
            },
            3);
    Future<PendingLine> first = threads.submit(() -> slow.settle(line("first")));
    writes.await();
    Future<Boolean> second =
        threads.submit(
            () -> {
              Thread.currentThread().interrupt();
              return slow.settle(line("second")).settled() && Thread.interrupted();
            });
    disk.release(2);
    assertThat(first.get(60, TimeUnit.SECONDS).settled()).isTrue();
    assertThat(second.get(60, TimeUnit.SECONDS)).isTrue();
  }
}
