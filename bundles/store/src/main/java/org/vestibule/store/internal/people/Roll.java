// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.people;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.vestibule.api.people.PersonId;

/**
 * Everyone, in memory. Nobody who looks up takes a lock, and nobody who changes it holds one while
 * the database is asked: whoever read a row brings the {@linkplain #ticket ticket} that was drawn
 * before reading, and a row that was read on an older ticket never replaces one of a newer.
 * Thread-safe.
 */
final class Roll {
  private final AtomicLong tickets = new AtomicLong();
  private final Map<UUID, Slot> slots = new ConcurrentHashMap<>();
  private final Map<PersonId, UUID> ids = new ConcurrentHashMap<>();
  private final Map<CodeKey, UUID> codes = new ConcurrentHashMap<>();

  /**
   * Who is gone leaves a slot without a resident, so that an old reading does not bring them in.
   */
  private record Slot(long ticket, Optional<Resident> resident) {}

  /** Draws a ticket; to be done before the row is read. */
  long ticket() {
    return tickets.incrementAndGet();
  }

  /** Puts what was read in the place of what was there. */
  void put(UUID subject, long ticket, Optional<Resident> read) {
    slots.compute(
        subject,
        (key, held) -> {
          if (held != null && held.ticket() >= ticket) {
            return held;
          }
          if (held != null) {
            held.resident().ifPresent(this::unlist);
          }
          read.ifPresent(this::list);
          return new Slot(ticket, read);
        });
  }

  private void list(Resident resident) {
    ids.put(resident.person().id(), resident.subject());
    resident.code().ifPresent(code -> codes.put(code, resident.subject()));
  }

  private void unlist(Resident resident) {
    ids.remove(resident.person().id(), resident.subject());
    resident.code().ifPresent(code -> codes.remove(code, resident.subject()));
  }

  Optional<Resident> of(PersonId id) {
    return of(ids.get(id)).filter(resident -> resident.person().id().equals(id));
  }

  /** Returns whose code it is. */
  Optional<Resident> of(CodeKey code) {
    return of(codes.get(code)).filter(resident -> resident.code().equals(Optional.of(code)));
  }

  /** Returns the one behind a pseudonym. */
  Optional<Resident> of(UUID subject) {
    return subject == null
        ? Optional.empty()
        : Optional.ofNullable(slots.get(subject)).flatMap(Slot::resident);
  }

  /** Returns everyone, in no order. */
  Collection<Resident> all() {
    return ids.values().stream()
        .map(slots::get)
        .filter(Objects::nonNull)
        .flatMap(slot -> slot.resident().stream())
        .toList();
  }
}
