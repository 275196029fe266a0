// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;

/**
 * The log: segments in order, the last of which is written to. What changes it is done by one
 * thread at a time, which its owner sees to; it may be read by any meanwhile.
 */
final class EntryLog {
  private static final Logger LOG = LoggerFactory.getLogger(EntryLog.class);

  private final SegmentFolder folder;
  private final SegmentKeys keys;
  private final TopicNames names;
  private final Clock clock;

  /** Told of each segment that goes unread, before it goes. */
  private final Consumer<Segment> lost;

  private volatile List<Segment> segments = List.of();
  private volatile long next = 1;
  private SegmentWriter active;

  EntryLog(
      SegmentFolder folder,
      SegmentKeys keys,
      TopicNames names,
      Clock clock,
      Consumer<Segment> lost) {
    this.folder = folder;
    this.keys = keys;
    this.names = names;
    this.clock = clock;
    this.lost = lost;
  }

  /**
   * Takes what an earlier run left.
   *
   * @param atLeast the first position that may be new
   */
  void recover(long atLeast) throws IOException {
    segments = List.copyOf(new Recovery(folder).segments());
    long end = segments.isEmpty() ? 1 : segments.get(segments.size() - 1).end();
    next = Math.max(atLeast, end);
  }

  /** Returns the position that the next entry gets; those before it are on the disk. */
  long next() {
    return next;
  }

  List<Segment> segments() {
    return segments;
  }

  long bytes() {
    return segments.stream().mapToLong(Segment::bytes).sum();
  }

  /** Returns the segment that has a position, or the first one behind it. */
  Optional<Segment> at(long position) {
    return segments.stream().filter(each -> each.end() > position).findFirst();
  }

  /** Returns whether a segment is still as it was when it was found. */
  boolean current(Segment segment) {
    return segments.contains(segment);
  }

  boolean active(Segment segment) {
    return active != null && active.segment() == segment;
  }

  /**
   * Writes entries; they are on the disk when this returns.
   *
   * @param most bytes of a segment after which another is begun
   * @throws IOException when none of them is on the disk
   */
  List<Kept> append(List<Fresh> entries, long most) throws IOException, VestibuleException {
    if (active == null || active.segment().bytes() >= most) {
      begin();
    }
    Segment segment = active.segment();
    List<Kept> placed = new ArrayList<>(entries.size());
    for (Fresh each : entries) {
      placed.add(each.at(segment.id(), next + placed.size()));
    }
    try {
      active.write(placed);
    } catch (IOException | RuntimeException e) {
      roll();
      throw e;
    }
    for (Kept each : placed) {
      segment.topics().add(names.number(each.entry().topic()), each.entry().at().toEpochMilli());
    }
    next += placed.size();
    return placed;
  }

  private void begin() throws IOException, VestibuleException {
    roll();
    SegmentKeys.Made made = keys.make(SegmentCipher.freshId(), next, clock.millis());
    Path file = folder.file(made.header());
    FileChannel out = folder.create(file, made.header());
    folder.publish(file, out);
    Topics topics = new Topics(made.header().begun());
    Segment segment = new Segment(file, made.header(), made.header().length(), topics);
    segment.index(topics);
    active = new SegmentWriter(segment, made.cipher(), out);
    List<Segment> more = new ArrayList<>(segments);
    more.add(segment);
    segments = List.copyOf(more);
  }

  /** Writes no more into the last segment; one without entries goes. */
  void roll() {
    if (active == null) {
      return;
    }
    Segment segment = active.segment();
    try {
      active.close();
    } catch (IOException e) {
      LOG.debug("{} was not closed", segment, e);
    }
    active = null;
    if (segment.topics().count() == 0) {
      remove(segment);
    }
  }

  /** Deletes a segment of which nothing is needed any more. */
  void remove(Segment segment) {
    if (active(segment)) {
      roll();
    }
    segments = segments.stream().filter(each -> each != segment).toList();
    try {
      Files.deleteIfExists(segment.file());
    } catch (IOException e) {
      LOG.warn("{} could not be deleted: {}", segment, e.toString());
    }
  }

  /** Deletes a segment though somebody has not read it. */
  void giveUp(Segment segment) {
    lost.accept(segment);
    remove(segment);
  }

  /** Takes a broken segment out. */
  void setAside(Segment segment, BrokenRecord why) {
    if (!current(segment)) {
      return;
    }
    LOG.warn("{} is broken and was set aside: {}", segment, why.getMessage());
    if (active(segment)) {
      roll();
    }
    lost.accept(segment);
    segments = segments.stream().filter(each -> each != segment).toList();
    try {
      folder.setAside(segment.file());
    } catch (IOException e) {
      LOG.warn("{} could not be set aside: {}", segment, e.toString());
    }
  }

  /**
   * Reads what each segment of an earlier run has, so that it can be counted.
   *
   * @throws VestibuleException {@code vault-locked}
   */
  void index() throws VestibuleException, IOException {
    for (Segment segment : segments) {
      if (segment.indexed()) {
        continue;
      }
      Topics topics = new Topics(segment.header().begun());
      try {
        read(
            segment,
            kept ->
                topics.add(names.number(kept.entry().topic()), kept.entry().at().toEpochMilli()));
        segment.index(topics);
      } catch (BrokenRecord e) {
        setAside(segment, e);
      }
    }
  }

  /** Reads a whole segment. */
  void read(Segment segment, Consumer<Kept> each) throws VestibuleException, IOException {
    try (SegmentReader reader = new SegmentReader(segment, keys.of(segment.header()))) {
      for (Optional<Kept> kept = reader.next(); kept.isPresent(); kept = reader.next()) {
        each.accept(kept.get());
      }
    }
  }

  /** Opens a segment for whoever reads on by themselves. */
  SegmentReader open(Segment segment) throws VestibuleException, IOException {
    return new SegmentReader(segment, keys.of(segment.header()));
  }

  /**
   * Writes a segment anew, each entry changed, under another key; the old bytes are overwritten.
   */
  void rewrite(Segment segment, UnaryOperator<Kept> change) throws VestibuleException, IOException {
    if (active(segment)) {
      roll();
    }
    Segment now =
        new Rewriting(folder, keys).write(segment, consumer -> read(segment, consumer), change);
    segments = segments.stream().map(each -> each == segment ? now : each).toList();
  }
}
