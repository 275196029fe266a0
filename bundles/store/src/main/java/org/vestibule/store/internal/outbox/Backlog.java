// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;

/**
 * Reads what is kept from a position on: what is new from memory, the rest from the disk, where the
 * place of the last read is held. Thread-safe.
 */
final class Backlog {
  private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);
  private static final long MOST_BYTES = 4L << 20;
  private static final int TRIES = 5;

  private final Stock stock;
  private SegmentReader reader;

  Backlog(Stock stock) {
    this.stock = stock;
  }

  /**
   * Returns entries in order, the first at {@code from} or behind a gap.
   *
   * @return empty when there is nothing yet
   * @throws VestibuleException {@code vault-locked}, {@code storage-failed}
   */
  List<Kept> read(long from, int most) throws VestibuleException {
    if (from >= stock.log.next()) {
      return List.of();
    }
    Optional<List<Kept>> recent = stock.ring.from(from, most);
    if (recent.isPresent()) {
      return recent.get();
    }
    if (!stock.keys.open()) {
      throw Refusals.locked();
    }
    IOException last = null;
    for (int i = 0; i < TRIES; i++) {
      Optional<Segment> segment = stock.log.at(from);
      if (segment.isEmpty()) {
        return List.of();
      }
      try {
        return read(segment.get(), from, most);
      } catch (BrokenRecord e) {
        // One that was written anew meanwhile is simply another file by now.
        stock.broken(segment.get(), e);
      } catch (FileNotFoundException e) {
        last = e;
        if (stock.log.current(segment.get())) {
          stock.broken(segment.get(), new BrokenRecord("its file is gone"));
        }
      } catch (IOException e) {
        throw Refusals.failed(e);
      }
    }
    throw Refusals.failed(last == null ? new IOException("read again and again") : last);
  }

  private synchronized List<Kept> read(Segment segment, long from, int most)
      throws VestibuleException, IOException {
    boolean done = false;
    try {
      if (reader == null || reader.segment() != segment || reader.position() > from) {
        close();
        reader = stock.log.open(segment);
      }
      reader.skipTo(from);
      List<Kept> found = new ArrayList<>();
      long bytes = 0;
      while (found.size() < most && bytes < MOST_BYTES) {
        Optional<Kept> next = reader.next();
        if (next.isEmpty()) {
          break;
        }
        found.add(next.get());
        bytes += next.get().size();
      }
      done = true;
      return found;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  /** Forgets the place and the key. */
  synchronized void close() {
    if (reader != null) {
      try {
        reader.close();
      } catch (IOException e) {
        LOG.debug("Not closed", e);
      }
      reader = null;
    }
  }
}
