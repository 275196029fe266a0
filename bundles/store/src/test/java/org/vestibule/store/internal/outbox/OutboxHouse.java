// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.vestibule.api.door.Decision;
import org.vestibule.api.door.DoorAlarm;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.event.DoorEvent.DoorAlarmRaised;
import org.vestibule.api.event.DoorEvent.DoorOrdered;
import org.vestibule.api.event.StatusChanged;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.event.VisitEvent.VisitClosed;
import org.vestibule.api.outbox.OutboxCursor;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.api.outbox.OutboxWish;
import org.vestibule.api.people.Person;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.station.StationId;
import org.vestibule.api.status.Status;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.store.internal.Fuse;
import org.vestibule.store.internal.PaperVault;
import org.vestibule.store.internal.database.Reserve;

/** An outbox in a folder that is started, stopped and started again as a gateway would. */
final class OutboxHouse implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
  private static final long DEADLINE_NANOS = 60_000_000_000L;

  final Path data;
  final Path folder;
  final FailingDisk disk = new FailingDisk();
  final TestClock clock = new TestClock();
  final List<Person> people = new ArrayList<>();
  PaperVault vault = new PaperVault(new Fuse());
  StoredOutbox stored;
  private long reserve;

  OutboxHouse(Path data) {
    this.data = data;
    this.folder = data.resolve("store/outbox");
  }

  OutboxHouse start() {
    return start(Map.of());
  }

  OutboxHouse start(Map<String, Object> settings) {
    Reserve room = new Reserve(() -> Files.getFileStore(data).getUsableSpace() - reserve, 1);
    stored = new StoredOutbox(data, vault, () -> people, room, clock, disk);
    stored.configure(settings);
    stored.start();
    return this;
  }

  /** Says how many bytes of the disk are taken by others. */
  void reserve(long bytes) {
    reserve = bytes;
  }

  OutboxHouse restart() {
    return restart(Map.of());
  }

  OutboxHouse restart(Map<String, Object> settings) {
    stored.close();
    return start(settings);
  }

  void lock() {
    vault.open(false);
    stored.vaultLocked();
  }

  void unlock() {
    vault.open(true);
    stored.vaultOpened();
  }

  OutboxCursor open(String sink) throws Exception {
    return stored.outbox().open(sink, OutboxWish.everything());
  }

  OutboxCursor open(String sink, String... topics) throws Exception {
    return stored.outbox().open(sink, new OutboxWish(Set.of(topics)));
  }

  /** Lets alarms be raised, each of which says its number, and waits until they are written. */
  void alarms(int from, int until) {
    for (int i = from; i < until; i++) {
      stored.on(alarm("front", i));
    }
    settled();
  }

  /** Waits until nothing waits in memory. */
  void settled() {
    done(() -> stored.stock().pending.size() == 0);
  }

  /** Waits for what the one writing thread does, to the end of its round. */
  void done(BooleanSupplier condition) {
    await(condition);
    // What is seen in memory may be on its way to the disk; it is there when the turn is free.
    stored.stock().turn.lock();
    stored.stock().turn.unlock();
  }

  static VestibuleEvent alarm(String door, int number) {
    return new DoorAlarmRaised(
        NOW.plusMillis(number), new DoorId(door), DoorAlarm.HELD_OPEN, "number " + number + ".");
  }

  static VestibuleEvent status(int number) {
    return new StatusChanged(NOW, "vision", Status.ready("number " + number + "."));
  }

  static VestibuleEvent ordered(String person) {
    return new DoorOrdered(
        NOW, new DoorId("front"), new VisitId("v-1"), new PersonId(person), "o-1");
  }

  static VestibuleEvent closed(String name, String person) {
    VisitStory story =
        new VisitStory(
            new VisitId("v-1"),
            new StationId("main"),
            new DoorId("front"),
            NOW,
            Optional.of(NOW),
            1,
            Optional.of(name),
            Optional.of("known"),
            Optional.of("The face is that of " + name + ", unit 3B."),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Decision.Admit(new PersonId(person), name + " is known.")),
            Optional.empty(),
            List.of(),
            List.of());
    return new VisitClosed(NOW, story);
  }

  void person(String id, String name) {
    people.add(new Person(new PersonId(id), name, "3B", Set.of()));
  }

  /** Reads so many entries, and not one more that is there. */
  static List<OutboxEntry> read(OutboxCursor cursor, int count) throws Exception {
    List<OutboxEntry> read = new ArrayList<>();
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    while (read.size() < count && System.nanoTime() < deadline) {
      read.addAll(cursor.next(Math.min(1000, count - read.size()), Duration.ofMillis(100)));
    }
    assertThat(read).as("entries in time").hasSize(count);
    return read;
  }

  static String text(OutboxEntry entry) {
    return new String(entry.data(), java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Returns the numbers that alarms or statuses say. */
  static List<Integer> numbers(List<OutboxEntry> entries) {
    return entries.stream()
        .map(OutboxHouse::text)
        .map(text -> text.replaceAll(".*number (\\d+)\\..*", "$1"))
        .map(Integer::valueOf)
        .toList();
  }

  List<Path> files(String ending) throws Exception {
    return new SegmentFolder(folder, disk).files(ending);
  }

  long bytes() throws Exception {
    long sum = 0;
    // Nothing is half written or deleted meanwhile.
    stored.stock().turn.lock();
    try {
      for (Path each : files(".log")) {
        sum += Files.size(each);
      }
    } finally {
      stored.stock().turn.unlock();
    }
    return sum;
  }

  static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("the deadline").isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Override
  public void close() {
    if (stored != null) {
      stored.close();
    }
  }

  /** A clock that a test moves. */
  static final class TestClock extends Clock {
    private volatile Instant now = NOW;

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
