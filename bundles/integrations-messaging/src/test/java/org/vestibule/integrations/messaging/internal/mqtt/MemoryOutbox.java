// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.messaging.internal.mqtt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.vestibule.api.event.EventFields;
import org.vestibule.api.event.VestibuleEvent;
import org.vestibule.api.outbox.Outbox;
import org.vestibule.api.outbox.OutboxCursor;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.api.outbox.OutboxWish;

/** An outbox without a disk, which counts what its readers do. */
final class MemoryOutbox implements Outbox {
  final List<OutboxEntry> entries = new ArrayList<>();
  final Map<String, Cursor> cursors = new TreeMap<>();
  final List<DeadLetter> dead = new ArrayList<>();

  /** Whether its bundle was replaced: whoever still reads here finds no classes. */
  volatile boolean replaced;

  /** Notes an event, and returns its id. */
  synchronized String add(VestibuleEvent event, Optional<String> visit) {
    Map<String, Object> fields = EventFields.of(event);
    Object door = fields.get("door");
    String key = door == null ? event.topic() : "door/" + door;
    try {
      return add(event.topic(), key, visit, new ObjectMapper().writeValueAsBytes(fields));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  synchronized String add(String topic, String key, Optional<String> visit, byte[] data) {
    long position = entries.size() + 1;
    String id = "e-" + position;
    entries.add(new OutboxEntry(position, id, Instant.now(), topic, key, visit, data));
    notifyAll();
    return id;
  }

  /** Returns how many a sink has not confirmed. */
  synchronized long waiting(String sink) {
    Cursor cursor = cursors.get(sink);
    return cursor == null ? -1 : entries.size() - cursor.confirmed.size();
  }

  @Override
  public synchronized OutboxCursor open(String sink, OutboxWish wish) {
    Cursor cursor = cursors.computeIfAbsent(sink, name -> new Cursor());
    if (cursor.open) {
      throw new IllegalStateException(sink + " is open");
    }
    cursor.open = true;
    cursor.rewind();
    return cursor;
  }

  @Override
  public synchronized List<SinkDepth> depths() {
    return cursors.entrySet().stream()
        .map(
            each ->
                new SinkDepth(
                    each.getKey(), each.getValue().open, 0, Optional.empty(), 0, dead.size()))
        .toList();
  }

  @Override
  public synchronized boolean forget(String sink) {
    if (cursors.containsKey(sink) && cursors.get(sink).open) {
      throw new IllegalStateException(sink + " is open");
    }
    return cursors.remove(sink) != null;
  }

  @Override
  public List<DeadLetter> deadLetters(String sink) {
    return dead;
  }

  @Override
  public boolean replay(String sink, String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean discard(String sink, String id) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Bounds bounds() {
    return new Bounds(1 << 20, Duration.ofDays(1));
  }

  /** How far one sink is. */
  final class Cursor implements OutboxCursor {
    final Set<Long> confirmed = new HashSet<>();
    private int read;
    private boolean open;
    private boolean woken;

    @Override
    public List<OutboxEntry> next(int most, Duration wait) throws InterruptedException {
      synchronized (MemoryOutbox.this) {
        refuseWhenReplaced();
        long deadline = System.nanoTime() + wait.toNanos();
        while (read >= entries.size() && open && !woken) {
          long rest = (deadline - System.nanoTime()) / 1_000_000;
          if (rest <= 0) {
            break;
          }
          MemoryOutbox.this.wait(rest);
        }
        woken = false;
        int to = Math.min(entries.size(), read + most);
        List<OutboxEntry> next = List.copyOf(entries.subList(read, to));
        read = to;
        return next;
      }
    }

    @Override
    public void confirm(OutboxEntry entry) {
      synchronized (MemoryOutbox.this) {
        confirmed.add(entry.position());
      }
    }

    @Override
    public void giveUp(OutboxEntry entry, String reason) {
      synchronized (MemoryOutbox.this) {
        dead.add(new DeadLetter(entry, reason, Instant.now()));
        confirmed.add(entry.position());
      }
    }

    @Override
    public void rewind() {
      synchronized (MemoryOutbox.this) {
        read = 0;
        while (read < entries.size() && confirmed.contains(read + 1L)) {
          read++;
        }
      }
    }

    @Override
    public void wake() {
      synchronized (MemoryOutbox.this) {
        woken = true;
        MemoryOutbox.this.notifyAll();
      }
    }

    private void refuseWhenReplaced() {
      if (replaced) {
        throw new NoClassDefFoundError("of a bundle that is gone");
      }
    }

    @Override
    public SinkDepth depth() {
      refuseWhenReplaced();
      synchronized (MemoryOutbox.this) {
        long waiting = entries.size() - confirmed.size();
        Optional<Instant> oldest =
            entries.stream()
                .filter(entry -> !confirmed.contains(entry.position()))
                .findFirst()
                .map(OutboxEntry::at);
        return new SinkDepth("mqtt", open, waiting, oldest, 0, dead.size());
      }
    }

    @Override
    public void close() {
      refuseWhenReplaced();
      synchronized (MemoryOutbox.this) {
        open = false;
        MemoryOutbox.this.notifyAll();
      }
    }
  }
}
