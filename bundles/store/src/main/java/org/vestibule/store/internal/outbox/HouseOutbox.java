// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.Identifier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.outbox.Outbox;
import org.vestibule.api.outbox.OutboxCursor;
import org.vestibule.api.outbox.OutboxEntry;
import org.vestibule.api.outbox.OutboxWish;
import org.vestibule.store.internal.vault.SubjectVault;

/** The outbox over what is in stock. */
final class HouseOutbox implements Outbox {
  private static final Logger LOG = LoggerFactory.getLogger(HouseOutbox.class);

  private final Stock stock;
  private final Path letters;
  private final SubjectVault vault;
  private final OutboxDisk disk;
  private final Clock clock;
  private final Map<String, SinkCursor> cursors = new ConcurrentHashMap<>();
  private final Map<String, LetterBox> boxes = new ConcurrentHashMap<>();

  /**
   * @param letters the folder for what sinks give up
   */
  HouseOutbox(Stock stock, Path letters, SubjectVault vault, OutboxDisk disk, Clock clock) {
    this.stock = stock;
    this.letters = letters;
    this.vault = vault;
    this.disk = disk;
    this.clock = clock;
    stock.onWritten(this::ring);
  }

  private void ring() {
    cursors.values().forEach(SinkCursor::ring);
  }

  @Override
  public synchronized OutboxCursor open(String name, OutboxWish wish) throws VestibuleException {
    Identifier.require("sink", name);
    if (cursors.containsKey(name)) {
      throw Refusals.busy(name);
    }
    if (!stock.recovered()) {
      throw Refusals.failed(new IOException("the folder is not open yet"));
    }
    boolean fresh = stock.sinks.get(name).isEmpty();
    if (fresh && stock.sinks.full()) {
      throw Refusals.tooMany();
    }
    LetterBox box = box(name);
    long next = stock.log.next();
    long oldest = stock.log.at(1).map(Segment::first).orElse(next);
    Sink sink = stock.sinks.known(name, wish, oldest, next);
    sink.rewind();
    if (fresh) { // After a crash it must not be taken for one that was never here.
      stock.save();
    }
    SinkCursor cursor = new SinkCursor(this, sink, box, new Backlog(stock));
    cursors.put(name, cursor);
    return cursor;
  }

  void closed(SinkCursor cursor) {
    cursors.remove(cursor.sink().name(), cursor);
  }

  private LetterBox box(String sink) throws VestibuleException {
    synchronized (boxes) { // Whoever makes one tidies its folder up, which is done once only.
      LetterBox box = boxes.get(sink);
      if (box == null) {
        try {
          box = new LetterBox(letters.resolve(sink), sink, vault, disk);
        } catch (IOException e) {
          throw Refusals.failed(e);
        }
        boxes.put(sink, box);
      }
      return box;
    }
  }

  /** Returns the letters of everybody, those of whom the list of sinks knows nothing, too. */
  List<LetterBox> boxes() throws VestibuleException {
    Set<String> names = new TreeSet<>();
    stock.sinks.all().forEach(each -> names.add(each.name()));
    try {
      names.addAll(LetterBox.folders(letters));
    } catch (IOException e) {
      throw Refusals.failed(e);
    }
    List<LetterBox> all = new ArrayList<>();
    for (String name : names) {
      all.add(box(name));
    }
    return all;
  }

  /** Returns how many letters there are, dead ones and such that are to be tried again. */
  int letters() throws VestibuleException {
    return boxes().stream().mapToInt(each -> each.all().size()).sum();
  }

  @Override
  public List<SinkDepth> depths() {
    return stock.sinks.all().stream().map(this::depth).toList();
  }

  SinkDepth depth(Sink sink) {
    int dead = 0;
    int again = 0;
    try {
      LetterBox box = box(sink.name());
      dead = box.dead();
      again = box.again().size();
    } catch (VestibuleException e) {
      LOG.debug("Letters that cannot be read are told by whoever opens a cursor", e);
    }
    boolean open = cursors.containsKey(sink.name());
    return Depths.of(sink, stock.log.segments(), stock.names, open, again, dead);
  }

  @Override
  public synchronized boolean forget(String name) throws VestibuleException {
    if (cursors.containsKey(name)) {
      throw Refusals.busy(name);
    }
    if (stock.sinks.get(name).isEmpty()) {
      return false;
    }
    try {
      box(name).clear();
    } catch (IOException e) {
      throw Refusals.of(e);
    }
    boxes.remove(name);
    stock.sinks.forget(name);
    return true;
  }

  @Override
  public List<DeadLetter> deadLetters(String name) throws VestibuleException {
    if (stock.sinks.get(name).isEmpty()) {
      return List.of();
    }
    LetterBox box = box(name);
    List<DeadLetter> found = new ArrayList<>();
    try {
      for (String id : box.deadIds()) {
        box.open(id)
            .ifPresent(
                each -> found.add(new DeadLetter(each.kept().entry(), each.reason(), each.at())));
      }
    } catch (IOException e) {
      throw Refusals.failed(e);
    }
    return found;
  }

  @Override
  public boolean replay(String name, String id) throws VestibuleException {
    if (stock.sinks.get(name).isEmpty()) {
      return false;
    }
    if (!vault.open()) {
      throw Refusals.locked();
    }
    try {
      boolean there = box(name).replay(id);
      Optional.ofNullable(cursors.get(name)).ifPresent(SinkCursor::ring);
      return there;
    } catch (IOException e) {
      throw Refusals.of(e);
    }
  }

  @Override
  public boolean discard(String name, String id) throws VestibuleException {
    try {
      return stock.sinks.get(name).isPresent() && box(name).discard(id, false);
    } catch (IOException e) {
      throw Refusals.of(e);
    }
  }

  /** Keeps what a sink gives up. */
  void bury(Sink sink, LetterBox box, Backlog backlog, OutboxEntry entry, String reason)
      throws VestibuleException {
    stock.turn.lock(); // Whoever is erased meanwhile is not brought back by a letter.
    try {
      Optional<Letter> again = box.open(entry.id());
      if (again.isEmpty() && !sink.waitsFor(entry.position())) {
        return;
      }
      Kept kept = again.isPresent() ? again.get().kept() : kept(backlog, entry);
      int gone = box.put(new Letter(kept, reason, clock.instant()), stock.settings().deadLetters());
      sink.lose(gone);
    } catch (IOException e) {
      throw Refusals.of(e);
    } finally {
      stock.turn.unlock();
    }
  }

  /** Whom it names is known only beside the entry; where that is gone, by what stands in it. */
  private static Kept kept(Backlog backlog, OutboxEntry entry) throws VestibuleException {
    return backlog.read(entry.position(), 1).stream()
        .filter(each -> each.entry().id().equals(entry.id()))
        .findFirst()
        .orElse(new Kept(entry, Redaction.named(entry.data())));
  }

  /** The vault is locked: what was opened goes. */
  void lock() {
    stock.lock();
    cursors.values().forEach(SinkCursor::forget);
  }

  /** Somebody was erased: nobody sends what was read before. */
  void outdate() {
    cursors.values().forEach(SinkCursor::outdate);
  }

  /** Ends every wait. */
  void close() {
    List.copyOf(cursors.values()).forEach(SinkCursor::close);
  }

  @Override
  public Bounds bounds() {
    return new Bounds(stock.settings().bytes(), stock.settings().age());
  }
}
