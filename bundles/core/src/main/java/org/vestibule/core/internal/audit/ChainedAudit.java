// SPDX-License-Identifier: Apache-2.0
package org.vestibule.core.internal.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.audit.AuditEntry;
import org.vestibule.api.audit.AuditTrail;

/**
 * The trail in one file of JSON lines, {@code audit/audit.jsonl} under the data folder. It is
 * opened on the first use and again after a failed write, so that a disk that comes back is used
 * again. Thread-safe; a record waits for the one before it to reach the disk.
 */
public final class ChainedAudit implements AuditTrail, AutoCloseable {
  private static final int MEMORY = 1000;

  private final Path path;
  private final Deque<AuditEntry> newest = new ArrayDeque<>();
  private AuditFile file;
  private long sequence;
  private String hash = AuditLine.ORIGIN;

  /**
   * @param data the gateway's data folder
   */
  public ChainedAudit(Path data) {
    this.path = data.resolve("audit").resolve("audit.jsonl");
  }

  @Override
  public synchronized AuditEntry record(String actor, String action, Map<String, String> details)
      throws VestibuleException {
    try {
      open();
      return append(actor, action, details);
    } catch (IOException e) {
      abandon();
      throw new VestibuleException(
          "audit-unwritable",
          "audit " + path.getFileName(),
          Optional.ofNullable(e.getMessage()).orElse(e.toString()),
          "a writable file with an unbroken end",
          "Make room or move the file away as evidence; doors stay shut until then",
          e);
    }
  }

  @Override
  public synchronized List<AuditEntry> latest(int limit) {
    List<AuditEntry> latest = new ArrayList<>();
    Iterator<AuditEntry> back = newest.descendingIterator();
    while (back.hasNext() && latest.size() < limit) {
      latest.add(back.next());
    }
    return latest;
  }

  @Override
  public long verify() throws VestibuleException {
    return walk(entry -> {});
  }

  @Override
  public Optional<Instant> read(Instant from, Instant to, Consumer<AuditEntry> reader)
      throws VestibuleException {
    AtomicReference<Instant> begin = new AtomicReference<>();
    walk(
        entry -> {
          begin.compareAndSet(null, entry.at());
          if (!entry.at().isBefore(from) && entry.at().isBefore(to)) {
            reader.accept(entry);
          }
        });
    return Optional.ofNullable(begin.get());
  }

  /** Reads what is on the disk by now; lines that come meanwhile do not wait for it. */
  private long walk(Consumer<AuditEntry> reader) throws VestibuleException {
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
        last = hash;
      }
      AuditReader.End end = AuditReader.walk(path, length, reader);
      if (!end.hash().equals(last)) {
        throw AuditReader.broken(end.entries() + 1, "lines are missing at the end");
      }
      return end.entries();
    } catch (IOException e) {
      throw AuditReader.broken(1, "the file cannot be read (" + e.getMessage() + ")");
    }
  }

  @Override
  public synchronized void close() {
    abandon();
  }

  private AuditEntry append(String actor, String action, Map<String, String> details)
      throws IOException {
    AuditEntry entry = AuditLine.next(sequence + 1, Instant.now(), actor, action, details, hash);
    file.append(AuditLine.encode(entry));
    remember(entry);
    return entry;
  }

  private void open() throws IOException {
    if (file != null) {
      return;
    }
    AuditFile opened = AuditFile.open(path);
    String known = hash;
    newest.clear();
    hash = AuditLine.ORIGIN;
    sequence = 0;
    file = opened;
    opened.tail().forEach(this::remember);
    if (!known.equals(AuditLine.ORIGIN) && !known.equals(hash)) {
      throw new IOException("its last lines are not the ones that were written");
    }
    if (opened.torn().isPresent()) {
      AuditFile.Torn torn = opened.torn().get();
      append(
          "gateway",
          "audit-torn",
          Map.of(
              "bytes", Long.toString(torn.bytes()),
              "kept", torn.kept().getFileName().toString()));
    }
  }

  private void remember(AuditEntry entry) {
    sequence = entry.sequence();
    hash = entry.hash();
    newest.addLast(entry);
    if (newest.size() > MEMORY) {
      newest.removeFirst();
    }
  }

  private void abandon() {
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
