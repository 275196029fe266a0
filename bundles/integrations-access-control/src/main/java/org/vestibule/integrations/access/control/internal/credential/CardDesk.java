// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.credential;

import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.credential.Card;
import org.vestibule.api.credential.Credentials;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.PersonId;
import org.vestibule.integrations.access.control.internal.credential.CardChanges.Told;
import org.vestibule.integrations.access.control.internal.wiegand.CardFormats;

/**
 * Whose card is which. What is asked at a door is answered from memory without a lock; changes wait
 * for each other, and for the disk. Thread-safe.
 */
public final class CardDesk implements Credentials {
  private final CardSurroundings surroundings;
  private final CardFormats formats;
  private final Clock clock;
  private final LongSupplier nanos;
  private final CardChanges changes;
  private final CardLookUp cards;

  /** Held by whoever changes something; never by a look-up. */
  private final ReentrantLock turn = new ReentrantLock();

  private volatile CardsSettings settings = new CardsSettings(Map.of(), Map.of());
  private volatile CardMemory memory;

  /**
   * Starts without cards; {@link #follow} reads them.
   *
   * @param nanos as {@link System#nanoTime}
   */
  public CardDesk(
      CardSurroundings surroundings, CardFormats formats, Clock clock, LongSupplier nanos) {
    this.surroundings = surroundings;
    this.formats = formats;
    this.clock = clock;
    this.nanos = nanos;
    this.changes = new CardChanges(surroundings);
    this.cards = new CardLookUp(surroundings, formats, () -> memory, () -> settings);
  }

  void configure(CardsSettings next) {
    settings = next;
  }

  /**
   * Reads the cards when the vault is open, and forgets them when it is not.
   *
   * @param others whether others may have written, as a restored backup does
   * @throws VestibuleException {@code vault-locked}, {@code storage-*}
   */
  public void follow(boolean others) throws VestibuleException {
    if (!surroundings.open()) {
      drop(); // Without waiting for a turn: a change may take its time.
      return;
    }
    turn.lock();
    try {
      CardMemory now = memory;
      // Before the cards: whoever moved out while the vault was locked has none of them.
      surroundings.look(others || now == null);
      CardShelf shelf = surroundings.shelf();
      if (now == null || others && shelf.written() != CardShelf.written(now.counters())) {
        CardMemory read = CardMemory.of(shelf.read(), surroundings.seal(), clock, nanos);
        surroundings.strangers.read(read.people());
        memory = read;
      }
      dropStrangers(memory);
    } finally {
      turn.unlock();
    }
  }

  /**
   * Removes what is of nobody of this house. Done before anything is changed, too: what somebody is
   * given who was enrolled a moment ago must not be taken for that of who had their id.
   */
  private void dropStrangers(CardMemory now) throws VestibuleException {
    Strangers strangers = surroundings.strangers;
    if (!strangers.any()) {
      return;
    }
    Set<PersonId> gone = strangers.judge(surroundings.everyone());
    if (gone.isEmpty()) {
      return;
    }
    CardDraft draft = new CardDraft(now);
    gone.forEach(person -> draft.take(person, each -> true));
    // Without their names: the audit must not learn anew who was erased.
    changes.write(
        now,
        draft,
        Optional.empty(),
        "cards-of-nobody-removed",
        Map.of("people", Integer.toString(gone.size())));
    for (PersonId person : gone) {
      surroundings.shelf().remove(person);
    }
    strangers.removed();
  }

  /** Forgets them at once. */
  void drop() {
    memory = null;
  }

  /** Returns what readers' lines ask. */
  CardBook book() {
    return cards;
  }

  Optional<CardMemory> memory() {
    return Optional.ofNullable(memory);
  }

  @Override
  public Optional<Card> card(PersonId person, DoorId door) {
    return cards.card(person, door);
  }

  @Override
  public Optional<PersonId> holder(DoorId door, Card card) {
    return cards.holder(door, card);
  }

  @Override
  public List<Assignment> of(PersonId person) {
    CardMemory now = memory;
    return now == null || surroundings.strangers.contains(person)
        ? List.of()
        : now.index().of(person);
  }

  @Override
  public int holders() {
    return cards.holders();
  }

  @Override
  public void assign(Assignment wanted) throws VestibuleException {
    turn.lock();
    try {
      CardMemory now = ready();
      if (!CardMemory.local(wanted.source()) && now.head(wanted.source()) == null) {
        throw new VestibuleException(
            "card-invalid",
            "source of a card",
            "a head-end that has not told all of its cards",
            "manual, table, or a head-end that has",
            "Take all of its cards first.");
      }
      rules().check(wanted);
      CardDraft draft = new CardDraft(now);
      CardRules.checkFree(wanted, draft.owner(wanted));
      draft.give(wanted);
      changes.write(
          now,
          draft,
          Optional.empty(),
          "card-assigned",
          Map.of(
              "person", wanted.person().value(),
              "panel", wanted.panel(),
              "format", wanted.card().format(),
              "source", wanted.source()));
    } finally {
      turn.unlock();
    }
  }

  @Override
  public Changes replace(String source, List<Assignment> cards, Instant until)
      throws VestibuleException {
    turn.lock();
    try {
      CardMemory now = ready();
      Snapshot snapshot = new Snapshot(source, cards, rules());
      CardDraft draft = snapshot.draft(now);
      Changes changed = snapshot.changes(now);
      changes.write(
          now,
          draft,
          Optional.of(new Told(source, until)),
          "cards-replaced",
          Map.of(
              "source", source,
              "added", Integer.toString(changed.added()),
              "changed", Integer.toString(changed.changed()),
              "ended", Integer.toString(changed.ended())));
      return changed;
    } finally {
      turn.unlock();
    }
  }

  @Override
  public int withdraw(PersonId person, Optional<String> panel) throws VestibuleException {
    turn.lock();
    try {
      CardMemory now = ready();
      CardDraft draft = new CardDraft(now);
      int before = now.index().of(person).size();
      draft.take(person, each -> panel.isEmpty() || each.panel().equals(panel.get()));
      int taken = before - draft.of(person).size();
      changes.write(
          now,
          draft,
          Optional.empty(),
          "card-withdrawn",
          Map.of("person", person.value(), "panel", panel.orElse("all")));
      return taken;
    } finally {
      turn.unlock();
    }
  }

  @Override
  public ImportReport importTable(InputStream table, boolean dryRun) throws VestibuleException {
    CardTable read = CardTable.read(table);
    turn.lock();
    try {
      CardMemory now = ready();
      CardImport wanted =
          new CardImport(surroundings.people().people(), rules(), new CardDraft(now));
      ImportReport report = wanted.take(read);
      if (!dryRun) {
        changes.write(
            now,
            wanted.draft(),
            Optional.empty(),
            "cards-imported",
            Map.of(
                "rows", Integer.toString(report.rows()),
                "taken", Integer.toString(report.taken()),
                "table-sha256", read.sha256()));
      }
      return report;
    } finally {
      turn.unlock();
    }
  }

  /**
   * Ends everything that is held of a person.
   *
   * @return how many cards
   * @throws VestibuleException {@code vault-locked} when something is there and cannot be taken out
   *     of what is signed, {@code storage-*}
   */
  int erase(PersonId person) throws VestibuleException {
    turn.lock();
    try {
      CardShelf shelf = surroundings.shelf();
      if (!shelf.holds(person)) {
        return 0;
      }
      CardMemory now = ready();
      int held = now.index().of(person).size();
      CardDraft draft = new CardDraft(now);
      draft.take(person, each -> true);
      changes.write(
          now, draft, Optional.empty(), "card-withdrawn", Map.of("person", person.value()));
      shelf.remove(person);
      return held;
    } finally {
      turn.unlock();
    }
  }

  /** Returns whether anything lies there of a person. */
  boolean holds(PersonId person) throws VestibuleException {
    return surroundings.shelf().holds(person);
  }

  private CardRules rules() {
    return new CardRules(surroundings, formats, settings);
  }

  private CardMemory ready() throws VestibuleException {
    CardMemory now = memory;
    if (now == null) {
      throw new VestibuleException(
          "vault-locked",
          "cards",
          "they cannot be read yet",
          "an open vault",
          "Open the vault and try again.");
    }
    dropStrangers(now);
    return now;
  }
}
