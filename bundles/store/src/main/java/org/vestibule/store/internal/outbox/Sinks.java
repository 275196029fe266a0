// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.outbox.OutboxWish;

/** All sinks that were ever opened and not forgotten. Thread-safe. */
final class Sinks {
  private static final Logger LOG = LoggerFactory.getLogger(Sinks.class);

  private final SinkFile file;
  private final Map<String, Sink> sinks = new ConcurrentSkipListMap<>();
  private volatile boolean changed;

  /** Whether it is not known who was here: then whoever comes gets all that is kept. */
  private volatile boolean forgotten;

  Sinks(SinkFile file) {
    this.file = file;
  }

  /**
   * Reads what an earlier run noted.
   *
   * @return the first position that may be new
   */
  long recover() throws IOException {
    if (!file.exists()) {
      return 1;
    }
    try {
      SinkFile.Content content = file.read();
      content.sinks().forEach(each -> sinks.put(each.name(), new Sink(each)));
      return content.sinks().stream().mapToLong(SinkNote::high).reduce(content.next(), Math::max);
    } catch (BrokenRecord e) {
      LOG.warn(
          "The list of sinks is broken and was set aside, each gets again what is kept: {}",
          e.getMessage());
      file.setAside();
      forgotten = true;
      return 1;
    }
  }

  Collection<Sink> all() {
    return sinks.values();
  }

  Optional<Sink> get(String name) {
    return Optional.ofNullable(sinks.get(name));
  }

  boolean full() {
    return sinks.size() >= SinkFile.MOST_SINKS;
  }

  /**
   * Returns a sink, a new one where there is none.
   *
   * @param oldest the first position that is kept
   * @param next the position of what happens from now on
   */
  Sink known(String name, OutboxWish wish, long oldest, long next) {
    Sink sink =
        sinks.computeIfAbsent(
            name,
            each -> {
              changed = true;
              return new Sink(each, wish, forgotten ? oldest : next);
            });
    sink.wish(wish);
    return sink;
  }

  void forget(String name) {
    sinks.remove(name);
    changed = true;
  }

  /** There are entries, and nobody knows for whom. */
  void forgotten(boolean now) {
    forgotten |= now && sinks.isEmpty() && !file.exists();
  }

  /** Returns whether anybody wants to be told of a topic. */
  boolean want(String topic) {
    return sinks.values().stream().anyMatch(each -> each.wish().wants(topic));
  }

  /** Returns whether somebody may come who is not here yet and needs what is kept. */
  boolean forgotten() {
    return forgotten;
  }

  /** Something went before it could be written. */
  void lost(String topic) {
    sinks.values().stream().filter(each -> each.wish().wants(topic)).forEach(each -> each.lose(1));
  }

  /** A segment goes though somebody has not read it. */
  void gone(Segment segment, TopicNames names) {
    for (Sink sink : sinks.values()) {
      int from = segment.number(Math.max(segment.first(), sink.high()));
      int unread = segment.topics().wanted(from, names.wanted(sink.wish()));
      sink.gone(segment.first(), segment.end(), unread);
    }
  }

  /** Returns the first position that anybody needs; {@code next} when nobody needs anything. */
  long low(long next) {
    return sinks.values().stream().mapToLong(Sink::low).reduce(next, Math::min);
  }

  boolean changed() {
    return changed || sinks.values().stream().anyMatch(Sink::changed);
  }

  /** Notes on the disk how far each is. */
  void save(long next) throws IOException {
    List<Sink> all = new ArrayList<>(sinks.values());
    changed = false;
    Stream<SinkNote> notes = all.stream().map(Sink::note);
    try {
      file.write(new SinkFile.Content(next, notes.toList()));
    } catch (IOException e) {
      changed = true;
      throw e;
    }
  }
}
