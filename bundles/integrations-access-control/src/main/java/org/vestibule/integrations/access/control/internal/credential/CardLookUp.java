// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.credential;

import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.credential.Card;
import org.vestibule.api.credential.Credentials;
import org.vestibule.api.credential.Credentials.Assignment;
import org.vestibule.api.door.DoorId;
import org.vestibule.api.people.PersonId;
import org.vestibule.integrations.access.control.internal.wiegand.CardBits;
import org.vestibule.integrations.access.control.internal.wiegand.CardFormat;
import org.vestibule.integrations.access.control.internal.wiegand.CardFormats;

/** What is asked at a door, answered from memory without a lock. Thread-safe. */
final class CardLookUp implements CardBook {
  private final CardSurroundings surroundings;
  private final CardFormats formats;
  private final Supplier<CardMemory> memory;
  private final Supplier<CardsSettings> settings;

  /**
   * Looks up.
   *
   * @param memory gives null while the vault is locked
   */
  CardLookUp(
      CardSurroundings surroundings,
      CardFormats formats,
      Supplier<CardMemory> memory,
      Supplier<CardsSettings> settings) {
    this.surroundings = surroundings;
    this.formats = formats;
    this.memory = memory;
    this.settings = settings;
  }

  Optional<Card> card(PersonId person, DoorId door) {
    CardMemory now = memory.get();
    if (now == null || !surroundings.knows(person)) {
      return Optional.empty();
    }
    String panel = settings.get().panel(door);
    return now.index().of(person).stream()
        .filter(each -> each.panel().equals(panel) || each.panel().equals(Credentials.ANY_PANEL))
        .filter(now::counts)
        .min(
            Comparator.comparing((Assignment each) -> !each.panel().equals(panel))
                .thenComparing(each -> !each.source().equals(Credentials.BY_HAND))
                .thenComparing(Assignment::source))
        .map(Assignment::card);
  }

  Optional<PersonId> holder(DoorId door, Card card) {
    CardMemory now = memory.get();
    if (now == null) {
      return Optional.empty();
    }
    return now.index()
        .holder(card, settings.get().panel(door), now::counts)
        .or(() -> now.index().holder(card, Credentials.ANY_PANEL, now::counts))
        .filter(surroundings::knows);
  }

  @Override
  public Optional<CardBits> bits(PersonId person, DoorId door) {
    Optional<Card> card = card(person, door);
    Optional<CardFormat> format = card.flatMap(known -> formats.find(known.format()));
    try {
      return format.isPresent() ? Optional.of(format.get().encode(card.get())) : Optional.empty();
    } catch (VestibuleException e) {
      return Optional.empty(); // Its format was described anew, and the card does not fit any more.
    }
  }

  @Override
  public Optional<PersonId> holder(DoorId door, CardBits read) {
    CardsSettings now = settings.get();
    return formats.ofLength(read.count()).stream()
        .filter(format -> now.reads(now.panel(door), format.name()))
        .flatMap(format -> format.decode(read).stream())
        .flatMap(card -> holder(door, card).stream())
        .findFirst();
  }

  int holders() {
    CardMemory now = memory.get();
    return now == null
        ? 0
        : (int)
            now.index().people().stream()
                .filter(person -> now.index().of(person).stream().anyMatch(now::counts))
                .filter(surroundings::knows)
                .count();
  }
}
