// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail.Sealed;

/**
 * The trail in one file of JSON lines, {@code audit/audit.jsonl} under the data folder. It is
 * opened on the first use and again after a failed write, so that a disk that comes back is used
 * again; what could not be written is held, and written before anything else. Thread-safe; whoever
 * records waits until the line is on the disk, but for the end of what began.
 */
final class ChainedAudit implements AutoCloseable {
  /** How many lines wait for a disk at most: weeks of a house's doors, some megabytes. */
  static final int MOST_HELD = 10_000;

  private static final int MEMORY = 1000;

  private final Path data;
  private final Path path;
  private final Deque<AuditEntry> newest = new ArrayDeque<>();
  private final Deque<AuditEntry> held = new ArrayDeque<>();

  /** How many are held, for those who must not wait for the disk to learn it. */
  private volatile int waiting;

  private final LineQueue lines = new LineQueue(this::write, MOST_HELD);
  private AuditFile file;
  private long sequence;
  private String hash = AuditLine.ORIGIN;
  private String written = AuditLine.ORIGIN;
  private Optional<Sealed> reach = Optional.empty();

  /**
   * @param data the gateway's data folder
   */
  ChainedAudit(Path data) {
    this.data = data;
    this.path = TrailCheck.file(data);
  }

  /**
   * Writes a line.
   *
   * @throws VestibuleException {@code audit-unwritable}; nothing of it is kept
   */
  AuditEntry record(Fact fact) throws VestibuleException {
    return result(lines.settle(PendingLine.needed(fact)));
  }

  /**
   * Writes a line, or keeps it until the disk takes it.
   *
   * @throws VestibuleException {@code audit-unwritable} when too many wait
   */
  AuditEntry recordOrHold(Fact fact) throws VestibuleException {
    return result(lines.settle(PendingLine.patient(fact)));
  }

  /**
   * Writes a line with the next one, or at the next {@link #flush}; does not wait.
   *
   * @throws VestibuleException {@code audit-unwritable} when too many wait
   */
  void recordEnd(Fact fact) throws VestibuleException {
    PendingLine end = PendingLine.end(fact);
    lines.add(end);
    if (end.refused()) {
      result(end);
    }
  }

  /** Writes what nobody waits for, or keeps it until the disk takes it. */
  void flush() {
    lines.flush();
  }

  private AuditEntry result(PendingLine line) throws VestibuleException {
    return line.result(path.getFileName().toString());
  }

  private synchronized void write(List<PendingLine> lines) {
    try {
      open();
      writeHeld();
      append(lines);
    } catch (IOException e) {
      abandon();
      for (PendingLine line : lines) {
        if (line.isEnd() || line.mayBeHeld() && held.size() < MOST_HELD) {
          line.settle(hold(Instant.now(), line.fact()));
        } else {
          line.refuse(e);
        }
      }
    } finally {
      waiting = held.size();
      // Should this fail in another way, nobody who waits is told that a line was written.
      lines.stream()
          .filter(line -> !line.settled())
          .forEach(line -> line.refuse(new IOException("the audit failed")));
    }
  }

  /** Returns how many lines wait for the disk. */
  int held() {
    return waiting;
  }

  List<AuditEntry> latest(int limit) {
    flush();
    return remembered(limit);
  }

  private synchronized List<AuditEntry> remembered(int limit) {
    List<AuditEntry> latest = new ArrayList<>();
    Iterator<AuditEntry> back = newest.descendingIterator();
    while (back.hasNext() && latest.size() < limit) {
      latest.add(back.next());
    }
    return latest;
  }

  /** Returns the last line on the disk if no seal covers it; a seal itself needs none. */
  Optional<Sealed> unsealed() {
    flush();
    return beyondSeal();
  }

  private synchronized Optional<Sealed> beyondSeal() {
    return newest.isEmpty() || !held.isEmpty() || newest.getLast().action().equals(Seal.ACTION)
        ? Optional.empty()
        : Optional.of(new Sealed(sequence, hash));
  }

  synchronized Optional<Sealed> sealed() {
    return reach;
  }

  /**
   * Reads what is on the disk by now; lines that come meanwhile do not wait for it.
   *
   * @param expected what is known elsewhere to have been signed
   * @throws VestibuleException {@code audit-broken}, {@code audit-cut}
   */
  long walk(HouseKeys keys, Collection<Sealed> expected, TrailCheck.Step reader)
      throws VestibuleException {
    flush();
    long length;
    String last;
    try {
      synchronized (this) {
        try {
          open();
        } catch (IOException e) {
          // Not fit to go on with; the walk over it says where it is broken.
          abandon();
        }
        length = file == null ? Files.size(path) : file.length();
        last = written;
      }
      TrailCheck.Found found = TrailCheck.walk(data, length, keys, expected, reader);
      if (!found.end().equals(last)) {
        throw AuditReader.broken(found.entries() + 1, "lines are missing at the end");
      }
      return found.entries();
    } catch (IOException e) {
      throw AuditReader.broken(1, "the file cannot be read (" + e.getMessage() + ")");
    }
  }

  @Override
  public void close() {
    flush();
    abandon();
  }

  private void append(List<PendingLine> lines) throws IOException {
    List<AuditEntry> entries = new ArrayList<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String last = hash;
    for (PendingLine line : lines) {
      AuditLine.Written next =
          AuditLine.next(sequence + entries.size() + 1, Instant.now(), line.fact(), last);
      bytes.writeBytes(next.line());
      entries.add(next.entry());
      last = next.entry().hash();
    }
    file.append(bytes.toByteArray());
    written = last;
    for (int i = 0; i < entries.size(); i++) {
      remember(entries.get(i));
      lines.get(i).settle(entries.get(i));
    }
  }

  private void writeHeld() throws IOException {
    while (!held.isEmpty()) {
      AuditEntry entry = held.getFirst();
      file.append(AuditLine.encode(entry));
      written = entry.hash();
      held.removeFirst();
    }
  }

  private void open() throws IOException {
    if (file != null) {
      return;
    }
    AuditFile opened = AuditFile.open(path);
    AuditEntry last = opened.tail().peekLast();
    String end = last == null ? AuditLine.ORIGIN : last.hash();
    if (!written.equals(AuditLine.ORIGIN) && !written.equals(end)) {
      opened.close();
      throw new IOException("its last lines are not the ones that were written");
    }
    file = opened;
    newest.clear();
    hash = AuditLine.ORIGIN;
    sequence = 0;
    opened.tail().forEach(this::remember);
    written = hash;
    if (opened.torn().isPresent()) {
      tell(opened.torn().get());
    }
    chainHeld();
  }

  private void tell(AuditFile.Torn torn) throws IOException {
    String kept = torn.kept().getFileName().toString();
    Map<String, String> facts = Map.of("bytes", Long.toString(torn.bytes()), "kept", kept);
    append(List.of(PendingLine.needed(Fact.of("audit-torn", facts))));
  }

  /** What waits is chained anew, because a line may have come between when the file was opened. */
  private void chainHeld() {
    List<AuditEntry> before = List.copyOf(held);
    held.clear();
    for (AuditEntry entry : before) {
      hold(entry.at(), Fact.of(entry));
    }
  }

  private AuditEntry hold(Instant at, Fact fact) {
    AuditEntry entry = AuditLine.next(sequence + 1, at, fact, hash).entry();
    held.addLast(entry);
    remember(entry);
    return entry;
  }

  private void remember(AuditEntry entry) {
    sequence = entry.sequence();
    hash = entry.hash();
    Seal.in(entry).ifPresent(seal -> reach = Optional.of(seal.upTo()));
    newest.addLast(entry);
    if (newest.size() > MEMORY) {
      newest.removeFirst();
    }
  }

  private synchronized void abandon() {
    if (file != null) {
      try {
        file.close();
      } catch (IOException e) {
        // Every entry was forced to the disk when it was written: nothing is lost here.
        org.slf4j.LoggerFactory.getLogger(ChainedAudit.class).debug("Audit file not closed", e);
      }
      file = null;
    }
  }
}
