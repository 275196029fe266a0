// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the segments of an earlier run. Each is taken up to its last good record, by length,
 * checksum and position; no key is needed for that. Behind the last good record of the newest
 * segment lies what a crash tore: it was never forced and is cut. Elsewhere it is damage: a copy is
 * kept aside. Where two segments have the same positions the later one is right, because it was
 * begun after the earlier one had failed there.
 */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  private final SegmentFolder folder;
  private int damaged;

  Recovery(SegmentFolder folder) {
    this.folder = folder;
  }

  /** The good part of a file. */
  private record Good(Path file, SegmentHeader header, int count, long end, boolean whole) {}

  /** Returns the segments by position. */
  List<Segment> segments() throws IOException {
    for (Path draft : folder.files(SegmentFolder.DRAFT)) {
      Files.delete(draft);
    }
    List<Good> found = new ArrayList<>();
    for (Path file : folder.files(SegmentFolder.ENDING)) {
      good(file, Long.MAX_VALUE).ifPresent(found::add);
    }
    found.sort(
        Comparator.comparingLong((Good each) -> each.header().first())
            .thenComparingLong(each -> each.header().begun()));
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      boolean last = i == found.size() - 1;
      long limit = last ? Long.MAX_VALUE : found.get(i + 1).header().first();
      settle(found.get(i), limit, last).ifPresent(segments::add);
    }
    return segments;
  }

  /** Returns how many files were damaged. */
  int damaged() {
    return damaged;
  }

  private Optional<Segment> settle(Good found, long limit, boolean last) throws IOException {
    Good good = found;
    boolean overtaken = found.header().first() + found.count() > limit;
    if (overtaken) {
      good = good(found.file(), limit).orElse(found);
    }
    if (!good.whole() && !last && !overtaken) {
      LOG.warn("{} is broken behind position {}", good.file().getFileName(), end(good));
      folder.keepAside(good.file());
      damaged++;
    }
    if (good.count() == 0) {
      Files.delete(good.file());
      return Optional.empty();
    }
    if (!good.whole()) {
      folder.cut(good.file(), good.end());
    }
    Topics topics = Topics.unknown(good.header().begun(), good.count());
    return Optional.of(new Segment(good.file(), good.header(), good.end(), topics));
  }

  private static long end(Good good) {
    return good.header().first() + good.count() - 1;
  }

  private Optional<Good> good(Path file, long limit) throws IOException {
    try (RecordReader records = new RecordReader(new FileInputStream(file.toFile()))) {
      boolean whole = true;
      try {
        while (records.position() < limit && records.next().isPresent()) {
          // Goes on to the last good one.
        }
      } catch (BrokenRecord e) {
        whole = false;
      }
      whole &= records.offset() == Files.size(file);
      int count = (int) (records.position() - records.header().first());
      return Optional.of(new Good(file, records.header(), count, records.offset(), whole));
    } catch (BrokenRecord e) {
      LOG.warn("{} has no header and was set aside: {}", file.getFileName(), e.getMessage());
      folder.setAside(file);
      damaged++;
      return Optional.empty();
    }
  }
}
