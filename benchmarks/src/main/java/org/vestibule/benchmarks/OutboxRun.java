// SPDX-License-Identifier: Apache-2.0
package org.vestibule.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.outbox.OutboxCursor;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.api.outbox.OutboxWish;
import org.vestibule.store.internal.database.Reserve;
import org.vestibule.store.internal.outbox.StoredOutbox;
import org.vestibule.store.internal.vault.SubjectKeys;
import org.vestibule.store.internal.vault.VaultComponent;

/** One outbox with one sink that confirms what it reads, and perhaps one that is dead. */
final class OutboxRun {
  private static final int AT_ONCE = 500;
  private static final Duration LONG = Duration.ofSeconds(30);

  private final Path home;
  private final SubjectKeys keys;
  private StoredOutbox stored;
  private OutboxCursor reading;

  OutboxRun(Path home) throws Exception {
    this.home = Files.createDirectories(home);
    Path data = Files.createDirectories(home.resolve("data"));
    VaultComponent vault = new VaultComponent(data, home.resolve("data.key"), Clock.systemUTC());
    vault.configure(Map.of());
    keys = new SubjectKeys(vault);
    open();
    reading = stored.outbox().open("reading", OutboxWish.everything());
  }

  private void open() {
    Path data = home.resolve("data");
    Reserve reserve = Reserve.of(data, 64L << 20);
    stored = new StoredOutbox(data, keys, List::of, reserve, Clock.systemUTC());
    stored.start();
  }

  /** Returns how many events a second arrive when they come as fast as they are taken. */
  double fullSpeed(int events, boolean besideADeadSink) throws Exception {
    if (besideADeadSink) {
      stored.outbox().open("dead", OutboxWish.everything()).close();
    }
    long from = System.nanoTime();
    CompletableFuture<long[]> read = CompletableFuture.supplyAsync(() -> read(events));
    for (int i = 0; i < events; i++) {
      stored.on(OutboxLoad.event(i));
    }
    read.get();
    return events / ((System.nanoTime() - from) / 1e9);
  }

  /** Returns how long each event takes until it is read, at a steady pace. */
  Sample paced(int perSecond, int events) throws Exception {
    long[] begun = new long[events];
    CompletableFuture<long[]> read = CompletableFuture.supplyAsync(() -> read(events));
    long from = System.nanoTime();
    for (int i = 0; i < events; i++) {
      long due = from + i * (1_000_000_000L / perSecond);
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      begun[i] = System.nanoTime();
      stored.on(OutboxLoad.event(i));
    }
    return sample(begun, read.get());
  }

  /** Returns how long an event takes that nothing else is forced with. */
  Sample oneByOne(int events) throws Exception {
    long[] begun = new long[events];
    long[] ended = new long[events];
    for (int i = 0; i < events; i++) {
      begun[i] = System.nanoTime();
      stored.on(OutboxLoad.event(i));
      ended[i] = read(1)[0];
    }
    return sample(begun, ended);
  }

  private static Sample sample(long[] begun, long[] ended) {
    double[] millis = new double[begun.length];
    for (int i = 0; i < millis.length; i++) {
      millis[i] = (ended[i] - begun[i]) / 1e6;
    }
    return new Sample(millis);
  }

  /** Reads and confirms, and says when each came; each has to follow the one before. */
  private long[] read(int events) {
    long[] when = new long[events];
    int count = 0;
    long last = 0;
    try {
      while (count < events) {
        List<OutboxEntry> some = reading.next(Math.min(AT_ONCE, events - count), LONG);
        require(!some.isEmpty(), "only " + count + " of " + events + " events came");
        long now = System.nanoTime();
        for (OutboxEntry each : some) {
          require(last == 0 || each.position() == last + 1, "an event is missing or came twice");
          last = each.position();
          when[count++] = now;
          reading.confirm(each);
        }
      }
      require(reading.depth().lost() == 0, "events were lost");
      return when;
    } catch (VestibuleException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns what is kept for the dead sink. */
  double backlogMegabytes() throws Exception {
    try (Stream<Path> files = Files.list(home.resolve("data/store/outbox"))) {
      return files.mapToLong(each -> each.toFile().length()).sum() / 1e6;
    }
  }

  /** Returns how long after a start the dead sink, now alive, gets its first event. */
  double reopen() throws Exception {
    stored.close();
    long from = System.nanoTime();
    open();
    OutboxCursor dead = stored.outbox().open("dead", OutboxWish.everything());
    require(!dead.next(1, LONG).isEmpty(), "what waited did not come");
    return (System.nanoTime() - from) / 1e9;
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalStateException(otherwise);
    }
  }

  void close() {
    stored.close();
  }
}
