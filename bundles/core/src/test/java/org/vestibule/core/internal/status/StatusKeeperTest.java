// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.vestibule.api.event.StatusChanged;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusSource;

class StatusKeeperTest {
  private final BlockingQueue<StatusChanged> changes = new LinkedBlockingQueue<>();
  private final StatusKeeper board = new StatusKeeper(e -> changes.add((StatusChanged) e));

  @AfterEach
  void stop() throws InterruptedException {
    board.stop();
  }

  @Test
  void aSourceThatThrowsIsNamedAndTheOthersAreHeard() throws Exception {
    join(
        1,
        source(
            "bad",
            () -> {
              throw new IllegalArgumentException("oops");
            }));
    assertThat(next().status().sentence()).contains("bad", "oops");
    join(2, source("good", () -> Status.ready("works")));
    assertThat(next().status().state()).isEqualTo(Status.State.READY);
    assertThat(board.all()).containsOnlyKeys("bad", "good");
    assertThat(board.ready()).isFalse();
  }

  @Test
  void aSourceThatBlocksIsNamed() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    AtomicLong clock = new AtomicLong();
    BlockingQueue<Status> told = new LinkedBlockingQueue<>();
    StatusSource blocked =
        source(
            "blocked",
            () -> {
              asked.countDown();
              await(never);
              return Status.ready("at last");
            });
    Watched watched = new Watched(blocked, 1, clock::get, (name, status) -> told.add(status));
    watched.ask(work -> new Thread(work).start());
    asked.await();
    clock.set(TimeUnit.SECONDS.toNanos(3));
    watched.ask(Runnable::run);
    assertThat(told.take().sentence()).contains("blocked does not answer");
    never.countDown();
    assertThat(told.take().sentence()).isEqualTo("at last");
  }

  @Test
  void aSourceThatGoesIsToldUnlessItsSuccessorIsHere() throws Exception {
    StatusSource old = source("vision", () -> Status.ready("old"));
    StatusSource fresh = source("vision", () -> Status.ready("new"));
    join(1, old);
    assertThat(next().status().sentence()).isEqualTo("old");
    join(2, fresh);
    assertThat(next().status().sentence()).isEqualTo("new");
    board.leave(1L);
    assertThat(board.all().get("vision").sentence()).isEqualTo("new");
    board.leave(2L);
    assertThat(next().status()).isNull();
    assertThat(board.all()).isEmpty();
  }

  private StatusChanged next() throws InterruptedException {
    return changes.poll(60, TimeUnit.SECONDS);
  }

  private void join(long id, StatusSource source) {
    board.join(source, id);
  }

  private static StatusSource source(String name, Supplier<Status> status) {
    return new StatusSource() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Status status() {
        return status.get();
      }
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
