// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.notify.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.vestibule.api.outbox.Outbox;
import org.vestibule.api.outbox.OutboxCursor;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.api.outbox.OutboxWish;

/** An outbox that forgets everything with the test. */
public final class MemoryOutbox implements Outbox {
  private final List<OutboxEntry> entries = new ArrayList<>();
  private final Map<String, Reader> readers = new TreeMap<>();

  /** Whether its bundle was replaced: whoever still reads here finds no classes. */
  public volatile boolean replaced;

  /** Something happened; returns its id. */
  public synchronized String add(String topic, String key, String json, Instant at) {
    long position = entries.size() + 1;
    String id = "e-" + position;
    byte[] data = json.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    entries.add(new OutboxEntry(position, id, at, topic, key, Optional.empty(), data));
    notifyAll();
    return id;
  }

  /** Something happened now. */
  public String add(String topic, String key) {
    return add(topic, key, "{\"topic\":\"" + topic + "\",\"door\":\"front\"}", Instant.now());
  }

  /** Somebody is erased: a word goes from every entry. */
  public synchronized void erase(String word) {
    entries.replaceAll(
        each ->
            new OutboxEntry(
                each.position(),
                each.id(),
                each.at(),
                each.topic(),
                each.key(),
                each.visit(),
                new String(each.data(), java.nio.charset.StandardCharsets.UTF_8)
                    .replace(word, "erased")
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    readers.values().forEach(reader -> reader.outdated = true);
    notifyAll();
  }

  /** Returns the ids that a sink confirmed, in the order in which it did. */
  public synchronized List<String> confirmed(String sink) {
    Reader reader = readers.get(sink);
    return reader == null ? List.of() : List.copyOf(reader.confirmed);
  }

  @Override
  public synchronized OutboxCursor open(String sink, OutboxWish wish) {
    Reader reader = readers.computeIfAbsent(sink, name -> new Reader(name));
    reader.wish = wish;
    reader.next = 0;
    reader.outdated = false;
    return reader;
  }

  @Override
  public synchronized List<DeadLetter> deadLetters(String sink) {
    Reader reader = readers.get(sink);
    return reader == null ? List.of() : List.copyOf(reader.dead);
  }

  @Override
  public synchronized List<SinkDepth> depths() {
    return readers.values().stream().map(Reader::depth).toList();
  }

  @Override
  public synchronized boolean forget(String sink) {
    return readers.remove(sink) != null;
  }

  /** Returns whether something is kept for a sink. */
  public synchronized boolean knows(String sink) {
    return readers.containsKey(sink);
  }

  @Override
  public boolean replay(String sink, String id) {
    return false;
  }

  @Override
  public boolean discard(String sink, String id) {
    return false;
  }

  @Override
  public Bounds bounds() {
    return new Bounds(1, Duration.ofDays(1));
  }

  private final class Reader implements OutboxCursor {
    private final String sink;
    private final List<String> confirmed = new ArrayList<>();
    private final TreeSet<Long> settled = new TreeSet<>();
    private final List<DeadLetter> dead = new ArrayList<>();
    private OutboxWish wish;
    private int next;
    private boolean woken;
    private volatile boolean outdated;

    Reader(String sink) {
      this.sink = sink;
    }

    @Override
    public List<OutboxEntry> next(int most, Duration wait) throws InterruptedException {
      if (replaced) {
        throw new NoClassDefFoundError("of a bundle that is gone");
      }
      synchronized (MemoryOutbox.this) {
        List<OutboxEntry> read = read(most);
        if (read.isEmpty() && !woken && wait.toMillis() > 0) {
          MemoryOutbox.this.wait(wait.toMillis());
          read = read(most);
        }
        woken = false;
        return read;
      }
    }

    private List<OutboxEntry> read(int most) {
      List<OutboxEntry> read = new ArrayList<>();
      while (next < entries.size() && read.size() < most) {
        OutboxEntry entry = entries.get(next++);
        if (wish.wants(entry.topic()) && !settled.contains(entry.position())) {
          read.add(entry);
        }
      }
      return read;
    }

    @Override
    public void confirm(OutboxEntry entry) {
      synchronized (MemoryOutbox.this) {
        settled.add(entry.position());
        confirmed.add(entry.id());
      }
    }

    @Override
    public void giveUp(OutboxEntry entry, String reason) {
      synchronized (MemoryOutbox.this) {
        settled.add(entry.position());
        dead.add(new DeadLetter(entry, reason, Instant.now()));
      }
    }

    @Override
    public void rewind() {
      synchronized (MemoryOutbox.this) {
        next = 0;
      }
    }

    @Override
    public void wake() {
      synchronized (MemoryOutbox.this) {
        woken = true;
        MemoryOutbox.this.notifyAll();
      }
    }

    @Override
    public boolean outdated() {
      return outdated;
    }

    @Override
    public SinkDepth depth() {
      synchronized (MemoryOutbox.this) {
        return new SinkDepth(sink, true, 0, Optional.empty(), 0, dead.size());
      }
    }

    @Override
    public void close() {
      wake();
    }
  }
}
