// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.people.PersonId;
import org.vestibule.api.privacy.PersonalDataHolder;

/**
 * What waits for sinks and names people. Whoever is erased is taken out of every message, of dead
 * letters, too; the messages stay, with their ids. Thread-safe.
 */
final class HeldMessages implements PersonalDataHolder {
  private final Stock stock;
  private final HouseOutbox outbox;
  private final SegmentFolder folder;

  HeldMessages(Stock stock, HouseOutbox outbox, SegmentFolder folder) {
    this.stock = stock;
    this.outbox = outbox;
    this.folder = folder;
  }

  @Override
  public String holder() {
    return "outbox";
  }

  @Override
  public int erase(PersonId person) throws VestibuleException {
    String id = person.value();
    AtomicInteger count = new AtomicInteger();
    UnaryOperator<Kept> clean =
        kept -> {
          Kept after = Redaction.without(id, kept);
          count.addAndGet(after == kept ? 0 : 1);
          return after;
        };
    stock.turn.lock();
    try {
      stock.pending.change(clean);
      stock.ring.change(kept -> Redaction.without(id, kept));
      requireReadable();
      for (Segment segment : stock.log.segments()) {
        if (any(segment, kept -> kept.named().mayName(id))) {
          stock.log.rewrite(segment, clean);
        }
      }
      for (LetterBox box : outbox.boxes()) {
        letters(box, letter -> clean(box, letter, clean));
      }
      // Nobody can say whom a broken file names.
      for (Path broken : folder.files(SegmentFolder.BROKEN)) {
        Files.deleteIfExists(broken);
      }
    } catch (IOException e) {
      throw Refusals.of(e);
    } catch (UncheckedIOException e) {
      throw Refusals.of(e.getCause());
    } finally {
      stock.turn.unlock();
      outbox.outdate();
    }
    return count.get();
  }

  private static void clean(LetterBox box, Letter letter, UnaryOperator<Kept> clean)
      throws VestibuleException, IOException {
    Kept after = clean.apply(letter.kept());
    if (after != letter.kept()) {
      box.replace(new Letter(after, letter.reason(), letter.at()));
    }
  }

  /** While the vault is locked nobody can say whom a message names. */
  private void requireReadable() throws VestibuleException {
    if (!stock.keys.open() && !(stock.log.segments().isEmpty() && outbox.letters() == 0)) {
      throw Refusals.locked();
    }
  }

  @Override
  public boolean holds(PersonId person) {
    try {
      return !naming(person).isEmpty();
    } catch (VestibuleException e) {
      return true; // As long as it cannot be read, nobody can say that it does not.
    }
  }

  @Override
  public List<Item> copy(PersonId person) throws VestibuleException {
    List<Item> items = new ArrayList<>();
    for (Kept each : naming(person)) {
      Kept theirs = Redaction.only(person.value(), each);
      String id = each.entry().id().isEmpty() ? "new-" + items.size() : each.entry().id();
      items.add(new Item(id + ".json", "application/json", theirs.entry().data()));
    }
    return items;
  }

  private List<Kept> naming(PersonId person) throws VestibuleException {
    List<Kept> found = new ArrayList<>();
    Consumer<Kept> look =
        kept -> {
          if (kept.named().names(person.value())) {
            found.add(kept);
          }
        };
    stock.turn.lock();
    try {
      stock.pending.all().forEach(look);
      requireReadable();
      for (Segment segment : stock.log.segments()) {
        any(
            segment,
            kept -> {
              look.accept(kept);
              return false;
            });
      }
      for (LetterBox box : outbox.boxes()) {
        letters(box, letter -> look.accept(letter.kept()));
      }
      return found;
    } catch (IOException e) {
      throw Refusals.failed(e);
    } finally {
      stock.turn.unlock();
    }
  }

  /** Says whether any entry of a segment is of a kind; one that cannot be read is taken out. */
  private boolean any(Segment segment, Predicate<Kept> kind)
      throws VestibuleException, IOException {
    boolean[] found = new boolean[1];
    try {
      stock.log.read(segment, kept -> found[0] |= kind.test(kept));
    } catch (BrokenRecord e) {
      stock.log.setAside(segment, e);
      return false;
    }
    return found[0];
  }

  /** What is done with a letter. */
  @FunctionalInterface
  private interface Look {
    void at(Letter letter) throws VestibuleException, IOException;
  }

  private static void letters(LetterBox box, Look look) throws VestibuleException, IOException {
    for (String id : box.all()) {
      Optional<Letter> letter = box.open(id);
      if (letter.isPresent()) {
        look.at(letter.get());
      }
    }
  }
}
